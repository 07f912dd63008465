import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import {
  isMeasured,
  measuredBy,
  measuredIn,
  valuesToMeasure,
  type Calibrations,
  type Judged,
  type Measured,
} from '../../kpi/detect/calibrations';
import { isToldByMinute } from '../../kpi/detect/minutes';
import { historyQuery, learnQuery, valuesHistoryQuery } from './learning';

/** What is known of a policy's KPIs: what is usual for them, as it was measured. */
export interface Usual {
  measured: Calibrations;
  /** The KPIs whose history is too short to measure, by id: how many days it has. */
  tooShort: Readonly<Record<string, number>>;
  /** Of how many of the KPIs that are being measured, so far; and of which value of the dimension. */
  progress?: { done: number; of: number; value?: string };
  error: Error | null;
  isPending: boolean;
  /** Measures all of the KPIs anew. */
  measureAgain(): void;
  /** Measures those that are not measured; does not call back where one can't be. */
  measureMissing(then: (calibrations: Calibrations) => void): void;
}

/** What was found of a KPI, and how long its history is, in whole days. */
interface Found {
  measured?: Measured;
  days: number;
}

/** Measures what is usual for KPIs, one after the other, and remembers it as long as the form is open. */
export function useUsual(uid: string, kpis: readonly Kpi[], judged: Judged, stored: Calibrations = {}): Usual {
  const client = useQueryClient();
  const [measured, setMeasured] = useState(stored);
  const [tooShort, setTooShort] = useState<Usual['tooShort']>({});
  const [progress, setProgress] = useState<Usual['progress']>();
  const { direction, by } = judged;
  const own = Object.fromEntries(
    Object.keys(measured).flatMap((id) => {
      const one = measuredIn(measured, id, judged);
      return one && (one.parts === undefined) === (by === undefined) ? [[id, one]] : [];
    })
  );

  const measureWhole = async (kpi: Kpi, anew: boolean): Promise<Found> => {
    const query = historyQuery(uid, kpi);
    const history = await client.query(anew ? { ...query, staleTime: 0 } : query);
    const { calibration, days } = await client.query(learnQuery(uid, kpi, history, direction));
    return { measured: calibration, days };
  };

  const measureValues = async (
    kpi: Kpi,
    dimension: string,
    anew: boolean,
    onValue: (value?: string) => void
  ): Promise<Found> => {
    const query = valuesHistoryQuery(uid, kpi, dimension, valuesToMeasure(kpis.length));
    const { range, parts } = await client.query(anew ? { ...query, staleTime: 0 } : query);
    const found = [];
    for (const { value, minutes } of parts) {
      onValue(value);
      found.push({ value, ...(await client.query(learnQuery(uid, kpi, { range, minutes }, direction, value ?? ''))) });
    }
    return { measured: measuredBy(dimension, found), days: Math.max(...found.map(({ days }) => days)) };
  };

  const { mutate, error, isPending } = useMutation({
    mutationFn: async ({ wanted, anew }: { wanted: readonly Kpi[]; anew: boolean }) => {
      const found: Record<string, Measured> = { ...own };
      for (const [done, kpi] of wanted.entries()) {
        const tell = (value?: string) => setProgress({ done, of: wanted.length, value });
        tell();
        const { measured: one, days } =
          by === undefined ? await measureWhole(kpi, anew) : await measureValues(kpi, by, anew, tell);
        const isEnough = one !== undefined && isMeasured(one);
        setTooShort((before) => {
          const { [kpi.id]: _before, ...others } = before;
          return isEnough ? others : { ...others, [kpi.id]: days };
        });
        // Which values there are is known all the same.
        if (one && (isEnough || one.parts)) {
          found[kpi.id] = one;
          setMeasured((before) => ({ ...before, [kpi.id]: one }));
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
