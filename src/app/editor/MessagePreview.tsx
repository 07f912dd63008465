import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { PolicyFields } from './form';

const EXPECTED = 1000;

/** How a breach will look in Slack, with made-up numbers. The message itself is English (see policy/message). */
export function MessagePreview({ kpi, fields }: { kpi: Kpi; fields: PolicyFields }) {
  const styles = useStyles2(getStyles);
  const { severity, title, owner, runbook } = fields;
  const { kind, direction, percent, window, recoverPercent } = fields.trigger;
  const isDrop = direction === 'drop';
  const change = isDrop ? Math.min(Math.round(percent) + 12, 100) : Math.round(percent) + 12;
  const now = (EXPECTED * (100 + (isDrop ? -change : change))) / 100;
  const links = ['Panel', ...(runbook === '' ? [] : ['Runbook']), 'Rule', 'Acknowledge', 'Silence'];
  return (
    <figure className={styles.message} aria-label={t('editor.message-label', 'Example of the Slack message')}>
      <Text weight="bold">{`${severity === 'critical' ? '🚨' : '⚠️'} [${severity.toUpperCase()}] ${title}`}</Text>
      <Text weight="bold">{`${kpi.name} ${change}% ${isDrop ? 'below' : 'above'} expected`}</Text>
      <span>
        {`Now ${now < 1000 ? now : `${now / 1000}k`}, expected ${EXPECTED / 1000}k, in ${kind === 'fixed' ? window : '5m'}. ` +
          `${kind === 'fixed' ? 'Reported' : 'Unusual for this KPI; reported'} from ${percent} % ${isDrop ? 'down' : 'up'}, ` +
          `until less than ${recoverPercent} %.`}
      </span>
      <span>{`Since … · Severity: ${severity} · Owner: ${owner}`}</span>
      <Text color="link">{links.join(' · ')}</Text>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({
    display: 'flex',
    flexDirection: 'column',
    margin: 0,
    padding: theme.spacing(1, 2),
    borderLeft: `4px solid ${theme.colors.error.main}`,
    background: theme.colors.background.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
});
