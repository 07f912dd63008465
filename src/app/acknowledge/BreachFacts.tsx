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

/** The breach as it is now; undefined where there is none, or nobody knows. */
function currentOf(state: RuleState | undefined, { dimensions }: BreachRef): Breach | undefined {
  const isIt = ({ labels }: Breach) => Object.entries(dimensions).every(([name, value]) => labels[name] === value);
  return state && 'breaches' in state ? state.breaches.find(isIt) : undefined;
}

/** Whether the breach is over; what can't be judged just now is not. */
export function isOver(state: RuleState | undefined, breach: BreachRef): boolean {
  return (
    state !== undefined && (state.state === 'normal' || 'breaches' in state) && currentOf(state, breach) === undefined
  );
}

/** What fell, by how much, since when, and whose it is. */
export function BreachFacts({ policy, state, breach }: Props) {
  const current = currentOf(state, breach);
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
      {isOver(state, breach) && (
        <Alert severity="success" title={t('ack.over', 'It is over already')}>
          {t('ack.over-why', 'Grafana no longer sees this breach. There is nothing to acknowledge.')}
        </Alert>
      )}
    </Stack>
  );
}
