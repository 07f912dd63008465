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
  const { percent, window, recoverPercent } = fields.trigger;
  const drop = Math.min(Math.round(percent) + 12, 100);
  const links = ['Panel', ...(runbook === '' ? [] : ['Runbook']), 'Rule', 'Acknowledge', 'Silence'];
  return (
    <figure className={styles.message} aria-label={t('editor.message-label', 'Example of the Slack message')}>
      <Text weight="bold">{`${severity === 'critical' ? '🚨' : '⚠️'} [${severity.toUpperCase()}] ${title}`}</Text>
      <Text weight="bold">{`${kpi.name} ${drop}% below expected`}</Text>
      <span>
        {`Now ${(EXPECTED * (100 - drop)) / 100}, expected ${EXPECTED / 1000}k, in ${window}. ` +
          `Reported from ${percent} % down, until less than ${recoverPercent} %.`}
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
