import type { IconName } from '@grafana/data';
import { Badge, type BadgeColor } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { DropState } from '../../kpi/detect/judge';
import { stateWord } from './words';

const LOOKS: Record<DropState, { icon: IconName; color: BadgeColor }> = {
  ok: { icon: 'check-circle', color: 'green' },
  watch: { icon: 'exclamation-triangle', color: 'orange' },
  drop: { icon: 'arrow-down', color: 'red' },
  'low-traffic': { icon: 'question-circle', color: 'darkgrey' },
  'no-reference': { icon: 'history-alt', color: 'darkgrey' },
  stale: { icon: 'clock-nine', color: 'darkgrey' },
  error: { icon: 'exclamation-circle', color: 'darkgrey' },
};

interface Props {
  state: DropState;
  goodDirection: Kpi['goodDirection'];
}

/** A KPI's state in a word, a shape and a colour. What can't be told is grey, never green. */
export function StateBadge({ state, goodDirection }: Props) {
  const { icon, color } = LOOKS[state];
  return (
    <Badge
      // An icon does not change once it is drawn.
      key={state}
      color={color}
      icon={state === 'drop' && goodDirection === 'down' ? 'arrow-up' : icon}
      text={stateWord(state, goodDirection)}
    />
  );
}
