import type { PanelData } from '@grafana/data';
import { useMemo } from 'react';

import type { Clock } from './clock';
import { useNow } from './useNow';

const STEP = 5000;

/**
 * The moment that a panel speaks of. One that ends now, or later ("Today"), lives on between two refreshes: its data
 * ages. Of an older time range the end counts. `ofData` stands still between two refreshes.
 */
export function useClock({ timeRange }: PanelData, timeZone: string): { clock: Clock; ofData: Clock } {
  const now = useNow(STEP);
  const end = timeRange.to.valueOf();
  // A refresh may be newer than the last step.
  const ofNow = timeRange.raw.to === 'now' ? Math.max(now, end) : Math.min(now, end);
  const live = timeRange.raw.to === 'now' || end > now;
  return {
    clock: useMemo(() => ({ asOf: ofNow / 1000, live, timeZone }), [ofNow, live, timeZone]),
    ofData: useMemo(() => ({ asOf: end / 1000, live, timeZone }), [end, live, timeZone]),
  };
}
