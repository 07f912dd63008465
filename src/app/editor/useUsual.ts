import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { Calibrations } from '../../kpi/detect/calibrations';
import { isToldByMinute } from '../../kpi/detect/minutes';
import type { Direction } from '../../kpi/detect/noise';
import { historyQuery, learnQuery } from './learning';

/** What is known of a policy's KPIs: what is usual for them, as it was measured. */
export interface Usual {
  measured: Calibrations;
  /** The KPIs whose history is too short to measure, by id: how many days it has. */
  tooShort: Readonly<Record<string, number>>;
  /** Of how many of the KPIs that are being measured, so far. */
  progress?: { done: number; of: number };
  error: Error | null;
  isPending: boolean;
  /** Measures all of the KPIs anew. */
  measureAgain(): void;
  /** Measures those that are not measured; does not call back where one can't be. */
  measureMissing(then: (calibrations: Calibrations) => void): void;
}

/** Measures what is usual for KPIs, one after the other, and remembers it as long as the form is open. */
export function useUsual(uid: string, kpis: readonly Kpi[], direction: Direction, stored: Calibrations = {}): Usual {
  const client = useQueryClient();
  const [measured, setMeasured] = useState(stored);
  const [tooShort, setTooShort] = useState<Usual['tooShort']>({});
  const [progress, setProgress] = useState<Usual['progress']>();
  const own = Object.fromEntries(Object.entries(measured).filter(([, one]) => one.direction === direction));

  const { mutate, error, isPending } = useMutation({
    mutationFn: async ({ wanted, anew }: { wanted: readonly Kpi[]; anew: boolean }) => {
      const found = { ...own };
      for (const [done, kpi] of wanted.entries()) {
        setProgress({ done, of: wanted.length });
        const query = historyQuery(uid, kpi);
        const history = await client.query(anew ? { ...query, staleTime: 0 } : query);
        const { calibration, days } = await client.query(learnQuery(uid, kpi, history, direction));
        setTooShort((before) => {
          const { [kpi.id]: _before, ...others } = before;
          return calibration ? others : { ...others, [kpi.id]: days };
        });
        if (calibration) {
          found[kpi.id] = calibration;
          setMeasured((before) => ({ ...before, [kpi.id]: calibration }));
        }
      }
      return found;
    },
    onSettled: () => setProgress(undefined),
  });

  const measurable = kpis.filter(isToldByMinute);
  return {
    measured: own,
    tooShort,
    progress,
    error,
    isPending,
    measureAgain: () => mutate({ wanted: measurable, anew: true }),
    measureMissing: (then) => {
      const missing = measurable.filter(({ id }) => !own[id]);
      if (missing.length === 0) {
        then(own);
      } else {
        mutate({ wanted: missing, anew: false }, { onSuccess: then });
      }
    },
  };
}
