import type { GrafanaTheme2 } from '@grafana/data';
import { createContext } from 'react';

import type { DropState } from '../kpi/detect/judge';

/** "safe" is for eyes that do not tell red from green: fine is blue there. */
export type Palette = 'grafana' | 'safe';

export const PaletteContext = createContext<Palette>('grafana');

/** The colours of a state. What can't be told is grey, never green. */
export interface Tone {
  main: string;
  text: string;
  soft: string;
  border: string;
  contrast: string;
}

export function toneOf({ colors }: GrafanaTheme2, state: DropState, palette: Palette): Tone {
  const rich = { ok: palette === 'safe' ? colors.info : colors.success, watch: colors.warning, drop: colors.error };
  if (state === 'ok' || state === 'watch' || state === 'drop') {
    const { main, text, transparent, borderTransparent, contrastText } = rich[state];
    return { main, text, soft: transparent, border: borderTransparent, contrast: contrastText };
  }
  return {
    main: colors.text.secondary,
    text: colors.text.primary,
    soft: colors.secondary.transparent,
    border: colors.border.medium,
    contrast: colors.text.primary,
  };
}
