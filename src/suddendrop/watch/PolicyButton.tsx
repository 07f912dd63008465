import { t } from '@grafana/i18n';
import { Button, Icon } from '@grafana/ui';
import React from 'react';

import type { KpiWatch } from '../../kpi/watch';
import type { Clock } from '../clock';
import { DialogButton } from '../DialogButton';
import type { Item } from '../items';
import { PolicyCard } from './PolicyCard';
import { policiesOf, useWatches } from './WatchContext';
import { glanceText, standingText, takenText, watchIcon } from './watchText';

interface Props {
  item: Item;
  clock: Clock;
}

/** How the policies that watch the KPI stand; a click away, who has the breach, and what to do about it. */
export function PolicyButton({ item, clock }: Props) {
  const watches = useWatches();
  const { name } = item.reading.kpi;
  const policies = policiesOf(item, watches);
  if (watches?.kind === 'unknown' && item.reading.datasourceUid !== undefined) {
    return (
      <DialogButton
        title={t('watch.title', 'Policies that watch {{- name}}', { name })}
        button={
          <Button size="sm" variant="secondary" fill="text" icon="question-circle">
            {t('watch.unknown', 'Policy unknown')}
          </Button>
        }
      >
        {watches.problem}
      </DialogButton>
    );
  }
  if (!policies) {
    return null;
  }
  const [worst] = policies;
  const icon = worst ? watchIcon(worst) : 'eye-slash';
  return (
    <DialogButton
      title={t('watch.title', 'Policies that watch {{- name}}', { name })}
      button={
        <Button
          size="sm"
          variant={worst?.state === 'breach' && !worst.taken ? 'destructive' : 'secondary'}
          fill="text"
          // An icon does not change once it is drawn.
          icon={<Icon key={icon} name={icon} size="sm" />}
          aria-label={t('watch.of', 'Policies of {{- name}}: {{- standing}}', { name, standing: spoken(worst, clock) })}
        >
          {glanceText(worst, clock)}
        </Button>
      }
    >
      <PolicyCard
        policies={policies}
        clock={clock}
        kpi={item.reading.kpi}
        newPolicyHref={watches?.kind === 'known' ? watches.newPolicyHref : undefined}
      />
    </DialogButton>
  );
}

function spoken(worst: KpiWatch | undefined, clock: Clock): string {
  return worst
    ? [standingText(worst, clock), ...(worst.taken ? [takenText(worst.taken, clock)] : [])].join(', ')
    : glanceText(worst, clock);
}
