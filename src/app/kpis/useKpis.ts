import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { listKpiDataSources } from '../../grafana/datasources';
import { readKpis, type KpiTarget } from '../../grafana/kpiData';
import { groupBy } from '../../kpi/groupBy';
import { policyRows } from '../policies/row';
import { usePolicies, useRuleStates } from '../policies/usePolicies';
import { kpiKey, listKpis, type ListedKpi } from './listing';
import { standingOf, UNREAD, type Standing } from './standing';

const READ_EVERY = 60_000;
/** What the small curves show. */
const SINCE = 'now-3h';

/** Every KPI that the person may read, and who watches it. */
export function useKpis() {
  const [sources] = useState(listKpiDataSources);
  const policies = usePolicies();
  const states = useRuleStates(policies.data?.map(({ folderUid }) => folderUid) ?? []);
  // Whether somebody changed a policy elsewhere is told on its own page.
  const rows = policies.data && policyRows(policies.data, states.data?.states, sources);
  return { sources, policies, states, kpis: listKpis(sources, rows) };
}

/** What a panel would show of a KPI's queries. */
export function useKpiData(uid: string, targets: readonly KpiTarget[], since: string) {
  return useQuery({ ...reading(uid, targets, since), placeholderData: keepPreviousData });
}

/** How each KPI stands, by its key; a KPI that is being read for the first time has none. */
export function useStandings(kpis: readonly ListedKpi[]) {
  const bySource = groupBy(kpis, ({ source }) => source.uid);
  const answers = useQueries({
    queries: bySource.map(([uid, own]) => reading(uid, targetsOf(own), SINCE)),
  });
  const standings = new Map<string, Standing>();
  answers.forEach(({ data, isError }, index) => {
    const own = bySource[index]?.[1] ?? [];
    const asOf = (data?.timeRange.to.valueOf() ?? 0) / 1000;
    const frames = new Map(data?.series.map((frame) => [frame.meta?.custom?.kpiwatch?.kpi?.id, frame]));
    for (const listed of own) {
      const frame = frames.get(listed.kpi.id);
      if (data ?? isError) {
        standings.set(kpiKey(listed), (frame && standingOf(frame, listed, asOf)) ?? UNREAD);
      }
    }
  });
  const failures = answers.flatMap(({ data, error }) => [
    ...(data?.errors?.map(({ message }) => message ?? '') ?? []),
    ...(error ? [error.message] : []),
  ]);
  return { standings, failures: [...new Set(failures)], isPending: answers.some(({ isPending }) => isPending) };
}

function reading(uid: string, targets: readonly KpiTarget[], since: string) {
  return {
    queryKey: ['kpi-data', uid, since, targets],
    queryFn: () => readKpis(uid, targets, since),
    refetchInterval: READ_EVERY,
    // Frames are large, and new each time.
    structuralSharing: false,
  };
}

/** One query for each window that KPIs are judged by: the data source reads those of a table in one statement. */
function targetsOf(kpis: readonly ListedKpi[]): KpiTarget[] {
  return groupBy(kpis, ({ watching }) => watching.window).map(([window, own]) => ({
    refId: window,
    kpis: own.map(({ kpi }) => kpi.id),
    view: 'drop',
    window,
  }));
}
