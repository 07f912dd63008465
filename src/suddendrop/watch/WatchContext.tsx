import { usePluginComponent } from '@grafana/runtime';
import React, { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';

import { POLICY_WATCH, watchKey, type KpiWatch, type PolicyWatchProps, type Watches } from '../../kpi/watch';
import type { Reading } from '../../kpi/detect/reading';
import type { Item } from '../items';
import type { Judge } from '../verdict';
import { judgesIn, withoutNews, type Judges } from './judges';

const WatchContext = createContext<Watches | undefined>(undefined);
const JudgeContext = createContext<Judges>(new Map());
const SettledContext = createContext(true);

/** Milliseconds. After so long without a word of the app, the panel judges by its own limits. */
const PATIENCE = 2000;

/** Lets what is inside know how policies watch the KPIs, where these are of a catalogue and the app is there to say. */
export function WatchProvider({ isWatchable, children }: { isWatchable: boolean; children: ReactNode }) {
  const { component: PolicyWatch, isLoading } = usePluginComponent<PolicyWatchProps>(POLICY_WATCH);
  const [watches, setWatches] = useState<Watches>();
  const [judges, setJudges] = useState<Judges>(new Map());
  const onChange = useCallback((told: Watches | undefined) => {
    setWatches(told);
    setJudges((before) => withoutNews(before, judgesIn(told)));
  }, []);
  const isWaiting = isWatchable && watches === undefined && (isLoading || Boolean(PolicyWatch));
  const isPatient = useWithin(PATIENCE);
  return (
    <WatchContext.Provider value={watches}>
      <JudgeContext.Provider value={judges}>
        {PolicyWatch && isWatchable && <PolicyWatch onChange={onChange} />}
        <SettledContext.Provider value={!isWaiting || !isPatient}>{children}</SettledContext.Provider>
      </JudgeContext.Provider>
    </WatchContext.Provider>
  );
}

/** Whether it is known who judges: a tile that took back what it said would not be believed. */
export function useIsSettled(): boolean {
  return useContext(SettledContext);
}

/** Whether it was mounted less than so many milliseconds ago. */
function useWithin(milliseconds: number): boolean {
  const [within, setWithin] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setWithin(false), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return within;
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

/** Who has the KPI's breaches: nobody is told of it as long. Undefined while one is left that nobody has. */
export function takenBy(policies: readonly KpiWatch[] = []): KpiWatch['taken'] {
  const isOneLeft = policies.some(({ state, taken }) => state === 'breach' && !taken);
  return isOneLeft ? undefined : policies.find(({ taken }) => taken)?.taken;
}
