import { textUtil } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import React from 'react';

import type { Reading } from '../kpi/detect/reading';

/** Who looks after the KPI, and what they do when it falls. */
export function Owner({ kpi }: { kpi: Reading['kpi'] }) {
  const runbook = kpi.runbook && /^https?:\/\//i.test(kpi.runbook) ? textUtil.sanitizeUrl(kpi.runbook) : undefined;
  return (
    <span>
      {kpi.owner}
      {kpi.owner && runbook && ' · '}
      {runbook && (
        <TextLink
          href={runbook}
          external
          variant="bodySmall"
          aria-label={t('tile.runbook-of', 'Runbook of {{- name}}', { name: kpi.name })}
        >
          {t('tile.runbook', 'Runbook')}
        </TextLink>
      )}
    </span>
  );
}
