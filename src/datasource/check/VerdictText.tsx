import { Icon, Stack, Text, type IconName } from '@grafana/ui';
import React, { type ComponentProps } from 'react';

import type { Verdict } from '../../kpi/check/findings';
import { verdictText } from './findingText';

const LOOKS: Record<Verdict, { icon: IconName; color: ComponentProps<typeof Text>['color'] }> = {
  good: { icon: 'check', color: 'success' },
  hint: { icon: 'info-circle', color: 'warning' },
  bad: { icon: 'exclamation-triangle', color: 'error' },
  unknown: { icon: 'question-circle', color: 'secondary' },
};

interface Props {
  verdict: Verdict;
  /** Its word, where it is another one than a check's. */
  text?: string;
}

/** A verdict as icon and word, so that colour is never all there is. */
export function VerdictText({ verdict, text = verdictText(verdict) }: Props) {
  const { icon, color } = LOOKS[verdict];
  return (
    <Text color={color} element="span">
      <Stack direction="row" gap={0.5} alignItems="center">
        <Icon name={icon} />
        {text}
      </Stack>
    </Text>
  );
}
