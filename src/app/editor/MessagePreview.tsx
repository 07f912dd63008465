import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';

import { triggerExample } from '../../policy/triggerExample';
import type { Trigger } from '../../policy/triggerSchema';
import type { PolicyFields } from './form';

interface Props {
  /** Of what is in breach. */
  name: string;
  fields: PolicyFields;
  /** Undefined while the form can't say it. */
  trigger?: Trigger;
}

/** How a breach will look in Slack, with made-up numbers. The message itself is English (see policy/message). */
export function MessagePreview({ name, fields, trigger }: Props) {
  const styles = useStyles2(getStyles);
  const { severity, title, owner, runbook } = fields;
  const example = trigger && triggerExample(trigger, { name });
  const links = ['Panel', ...(runbook === '' ? [] : ['Runbook']), 'Rule', 'Acknowledge', 'Silence'];
  return (
    <figure className={styles.message} aria-label={t('editor.message-label', 'Example of the Slack message')}>
      <Text weight="bold">{`${severity === 'critical' ? '🚨' : '⚠️'} [${severity.toUpperCase()}] ${title}`}</Text>
      <Text weight="bold">{example?.summary ?? '…'}</Text>
      <span>{example?.description ?? '…'}</span>
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
