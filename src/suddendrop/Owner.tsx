import { textUtil } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import React from 'react';

import type { Item } from './items';

/** Who looks after the KPI, and what they do when it falls. */
export function Owner({ item: { reading }, className }: { item: Item; className?: string }) {
  const { name, owner, runbook } = reading.kpi;
  return (
    <>
      {owner && (
        <span className={className} title={owner}>
          {owner}
        </span>
      )}
      {runbook && /^https?:\/\//i.test(runbook) && (
        <TextLink
          href={textUtil.sanitizeUrl(runbook)}
          external
          variant="bodySmall"
          aria-label={t('tile.runbook-of', 'Runbook of {{- name}}', { name })}
        >
          {t('tile.runbook', 'Runbook')}
        </TextLink>
      )}
    </>
  );
}
