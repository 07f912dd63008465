import type { IconName } from '@grafana/data';
import { Icon, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { DropState } from '../../kpi/detect/judge';
import { stateWord } from './words';

interface Look {
  icon: IconName;
  color: 'success' | 'warning' | 'error' | 'secondary';
}

const LOOKS: Record<DropState, Look> = {
  ok: { icon: 'check-circle', color: 'success' },
  watch: { icon: 'exclamation-triangle', color: 'warning' },
  drop: { icon: 'arrow-down', color: 'error' },
  'low-traffic': { icon: 'question-circle', color: 'secondary' },
  'no-reference': { icon: 'history-alt', color: 'secondary' },
  stale: { icon: 'clock-nine', color: 'secondary' },
  error: { icon: 'exclamation-circle', color: 'secondary' },
};

interface Props {
  state: DropState;
  goodDirection: Kpi['goodDirection'];
}

/**
 * A KPI's state in a word, a shape and a colour. What can't be told is grey, never green. On the page's own ground: an
 * orange badge is too pale to read in the light theme.
 */
export function StateBadge({ state, goodDirection }: Props) {
  const { icon, color } = LOOKS[state];
  const name = state === 'drop' && goodDirection === 'down' ? 'arrow-up' : icon;
  return (
    <Stack direction="row" gap={0.5} alignItems="center">
      <Text color={color}>
        {/* An icon does not change once it is drawn. */}
        <Icon key={name} name={name} size="sm" />
      </Text>
      <Text color={color}>{stateWord(state, goodDirection)}</Text>
    </Stack>
  );
}
