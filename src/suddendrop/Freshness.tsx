import React, { createContext, useContext } from 'react';

import type { Reading } from '../kpi/detect/reading';
import type { Clock } from './clock';
import { freshnessText } from './text';

/** The clock that ticks: only what ages by the second listens to it, so that the tiles can rest between two refreshes. */
export const ClockContext = createContext<Clock>({ asOf: 0, live: false, timeZone: 'utc' });

/** "newest event 3 s ago" */
export function Freshness({ reading }: { reading: Reading }) {
  return <span>{freshnessText(reading, useContext(ClockContext))}</span>;
}
