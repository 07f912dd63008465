import { usePluginComponent } from '@grafana/runtime';
import React, { createContext, useContext, useState, type ReactNode } from 'react';

import { POLICY_WATCH, watchKey, type KpiWatch, type PolicyWatchProps, type Watches } from '../../kpi/watch';
import type { Item } from '../items';

const WatchContext = createContext<Watches | undefined>(undefined);

/** Lets what is inside know how policies watch the KPIs, where these are of a catalogue and the app is there to say. */
export function WatchProvider({ items, children }: { items: readonly Item[]; children: ReactNode }) {
  const { component: PolicyWatch } = usePluginComponent<PolicyWatchProps>(POLICY_WATCH);
  const [watches, setWatches] = useState<Watches>();
  const isWatchable = items.some(({ reading }) => reading.datasourceUid !== undefined);
  return (
    <WatchContext.Provider value={watches}>
      {PolicyWatch && isWatchable && <PolicyWatch onChange={setWatches} />}
      {children}
    </WatchContext.Provider>
  );
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
