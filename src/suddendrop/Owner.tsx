import { locationUtil, textUtil } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import React from 'react';

import type { Item } from './items';

const POLICIES = '/a/kpiwatch-businesskpi-app/policies';

/** Who looks after the KPI, what they do when it falls, and the policies that watch it. */
export function Owner({ item: { reading, inCatalogue } }: { item: Item }) {
  const { id, name, owner, runbook } = reading.kpi;
  const policies = locationUtil.assureBaseUrl(`${POLICIES}?${new URLSearchParams({ text: id })}`);
  return (
    <>
      {owner && <span>{owner}</span>}
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
      {inCatalogue && (
        <a href={policies} aria-label={t('tile.policies-of', 'Policies that watch {{- name}}', { name })}>
          {t('tile.policies', 'Policies')}
        </a>
      )}
    </>
  );
}
