import type { GrafanaTheme2 } from '@grafana/data';

import type { DropState } from '../kpi/detect/judge';
import { edgePattern, groundPattern } from './pattern';
import type { toneOf } from './tone';

/** The border, ground and edge that tell a state; what they are spread over is positioned, and hides what stands out. */
export function frameOf(theme: GrafanaTheme2, state: DropState, tone: ReturnType<typeof toneOf>) {
  return {
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${state === 'drop' ? tone.border : theme.colors.border.weak}`,
    backgroundColor: theme.colors.background.secondary,
    backgroundImage: groundPattern(theme, state, tone.soft),
    fontVariantNumeric: 'tabular-nums',
    '&::before': {
      content: '""',
      position: 'absolute',
      inset: '0 auto 0 0',
      width: theme.spacing(state === 'drop' ? 0.75 : 0.5),
      background: edgePattern(state, tone.main),
    },
  } as const;
}
