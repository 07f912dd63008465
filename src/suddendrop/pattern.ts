import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

import type { DropState } from '../kpi/detect/judge';

/** A state's edge, which tells it without colour; no two are alike. */
export function edgePattern(state: DropState, colour: string): string {
  switch (state) {
    case 'ok':
    case 'drop':
      // A drop's edge is twice as thick.
      return colour;
    case 'watch':
      return `repeating-linear-gradient(135deg, ${colour} 0 4px, transparent 4px 8px)`;
    case 'low-traffic':
      return `repeating-linear-gradient(${colour} 0 3px, transparent 3px 9px)`;
    case 'no-reference':
      return `repeating-linear-gradient(${colour} 0 14px, transparent 14px 20px)`;
    case 'stale':
      return `repeating-linear-gradient(${colour} 0 2px, transparent 2px 4px)`;
    case 'error':
      return `repeating-linear-gradient(45deg, ${colour} 0 2px, transparent 2px 4px), repeating-linear-gradient(135deg, ${colour} 0 2px, transparent 2px 4px)`;
  }
}

/** What lies behind a state: a glow where it drops, hatching where nothing can be told. */
export function groundPattern({ colors }: GrafanaTheme2, state: DropState, glow: string): string {
  switch (state) {
    case 'drop':
      return `linear-gradient(${glow}, transparent 70%)`;
    case 'ok':
    case 'watch':
      return 'none';
    default:
      // Fainter than what is not complete: words stand on it.
      return hatching(colorManipulator.alpha(colors.text.primary, 0.06));
  }
}

/** Not to be relied on: the ground of what can't be told, and of a bucket that is not complete. */
export function hatching(colour: string): string {
  return `repeating-linear-gradient(135deg, ${colour} 0 4px, transparent 4px 9px)`;
}
