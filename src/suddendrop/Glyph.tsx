import React from 'react';

import type { DropState } from '../kpi/detect/judge';
import type { Reading } from '../kpi/detect/reading';

type GlyphName = DropState | 'rise' | 'more';

const CIRCLE = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0';

/** Lines in a square of 24. No two states have the same. */
const LINES: Record<GlyphName, string> = {
  ok: `${CIRCLE}M8 12.5l3 3 5-6.5`,
  watch: 'M12 3.5L22 20.5H2ZM12 10v4.5M12 17v.5',
  drop: 'M12 4v16M5 13l7 7 7-7',
  rise: 'M12 20V4M5 11l7-7 7 7',
  'low-traffic': `${CIRCLE}M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.5`,
  'no-reference': 'M4 12a8 8 0 1 0 2.4-5.7L4 8.5M4 4v4.5h4.5M12 8v4l3 2',
  stale: `${CIRCLE}M12 7v5H8`,
  error: `${CIRCLE}M12 7v6M12 16.5v.5`,
  more: 'M7 10l5 5 5-5',
};

/**
 * A small drawing beside a word. Grafana's icons are fetched and parsed one by one, and drawn twice: of hundreds of KPIs
 * they cost more than all the rest.
 */
export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      width="1.15em"
      height="1.15em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flexShrink: 0 }}
      aria-hidden
    >
      <path d={LINES[name]} />
    </svg>
  );
}

/** What is drawn of a state. */
export function stateGlyph(state: DropState, goodDirection: Reading['kpi']['goodDirection']): GlyphName {
  return state === 'drop' && goodDirection === 'down' ? 'rise' : state;
}
