import { usePluginComponent } from '@grafana/runtime';
import React, { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

import { POLICY_WATCH, watchKey, type KpiWatch, type PolicyWatchProps, type Watches } from '../../kpi/watch';
import type { Reading } from '../../kpi/detect/reading';
import type { Item } from '../items';
import type { Judge } from '../verdict';
import { judgesIn, withoutNews, type Judges } from './judges';

const WatchContext = createContext<Watches | undefined>(undefined);
const JudgeContext = createContext<Judges>(new Map());

/** Lets what is inside know how policies watch the KPIs, where these are of a catalogue and the app is there to say. */
export function WatchProvider({ isWatchable, children }: { isWatchable: boolean; children: ReactNode }) {
  const { component: PolicyWatch } = usePluginComponent<PolicyWatchProps>(POLICY_WATCH);
  const [watches, setWatches] = useState<Watches>();
  const [judges, setJudges] = useState<Judges>(new Map());
  const onChange = useCallback((told: Watches | undefined) => {
    setWatches(told);
    setJudges((before) => withoutNews(before, judgesIn(told)));
  }, []);
  return (
    <WatchContext.Provider value={watches}>
      <JudgeContext.Provider value={judges}>
        {PolicyWatch && isWatchable && <PolicyWatch onChange={onChange} />}
        {children}
      </JudgeContext.Provider>
    </WatchContext.Provider>
  );
}

/** The policies by which KPIs are judged; the same map as long as they stay the same. */
export function useJudges(): Judges {
  return useContext(JudgeContext);
}

/** The policy that a reading is judged by; undefined where the panel's own limits judge. */
export function judgeFor(judges: Judges, { datasourceUid, kpi }: Reading): Judge | undefined {
  return datasourceUid === undefined ? undefined : judges.get(watchKey(datasourceUid, kpi.id))?.[kpi.goodDirection];
}

/** Undefined while nobody has said. */
export function useWatches(): Watches | undefined {
  return useContext(WatchContext);
}

/** The policies that watch a KPI, worst first; undefined for what is in no catalogue, or not known. */
export function policiesOf({ reading }: Item, watches: Watches | undefined): readonly KpiWatch[] | undefined {
  const { datasourceUid, kpi } = reading;
  return datasourceUid !== undefined && watches?.kind === 'known'
    ? (watches.byKpi.get(watchKey(datasourceUid, kpi.id)) ?? [])
    : undefined;
}

/** Who has a breach of the KPI: nobody is told of it as long. */
export function takenBy(policies: readonly KpiWatch[] = []): KpiWatch['taken'] {
  return policies.find(({ taken }) => taken)?.taken;
}
