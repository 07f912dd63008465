import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { Breach, RuleState } from '../../grafana/states';
import type { BreachRef } from '../../policy/acknowledge';
import type { Policy } from '../../policy/schema';
import { statusName } from '../policies/StatusCell';
import { severityName } from '../words';

interface Props {
  policy: Policy;
  /** Undefined while it is not known. */
  state?: RuleState;
  breach: BreachRef;
}

/** What fell, by how much, since when, and whose it is. */
export function BreachFacts({ policy, state, breach }: Props) {
  const dimensions = Object.entries(breach.dimensions);
  const isIt = ({ labels }: Breach) => dimensions.every(([name, value]) => labels[name] === value);
  const current = state && 'breaches' in state ? state.breaches.find(isIt) : undefined;
  // What can't be judged just now is not over.
  const isOver = !current && state !== undefined && (state.state === 'normal' || 'breaches' in state);
  const what = current?.summary || Object.values(breach.dimensions).join(', ');
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2">{what}</Text>
      <Text color="secondary">{`${policy.title} · ${severityName(policy.severity)} · ${policy.owner}`}</Text>
      {state?.state === 'recovering' && current && <span>{statusName('recovering')}</span>}
      {state?.state === 'breach' && current && (
        <span>
          {t('ack.since', 'Since {{- time}} ({{- ago}})', {
            time: dateTimeFormat(current.since),
            ago: dateTimeFormatTimeAgo(current.since),
          })}
        </span>
      )}
      {isOver && (
        <Alert severity="success" title={t('ack.over', 'It is over already')}>
          {t('ack.over-why', 'Grafana no longer sees this breach. There is nothing to acknowledge.')}
        </Alert>
      )}
    </Stack>
  );
}
