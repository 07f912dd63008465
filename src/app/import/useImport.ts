import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import type { ListedPolicy } from '../../grafana/rules';
import { savePolicies, type PolicyToSave } from '../../grafana/savePolicy';
import type { PlannedImport } from '../../policy/importPlan';
import { NO_KPIS, sourcesOf } from '../editor/selection';
import { nowInSeconds, useRefresh } from '../policies/usePolicies';

interface Planned {
  plan: readonly PlannedImport[];
  /** The policies as they were when the plan was shown, by id. */
  listed: ReadonlyMap<string, ListedPolicy>;
}

/** Imports what was planned, all of it or nothing; `saved` is how far it is. */
export function useImport(dataSources: readonly KpiDataSource[]) {
  const refresh = useRefresh();
  const [saved, setSaved] = useState(0);
  const mutation = useMutation({
    mutationFn: ({ plan, listed }: Planned) => {
      setSaved(0);
      return savePolicies(
        plan.map((planned) => toSave(dataSources, planned, listed)),
        setSaved
      );
    },
    onSuccess: refresh,
  });
  return { ...mutation, saved };
}

function toSave(
  dataSources: readonly KpiDataSource[],
  { policy, before }: PlannedImport,
  listed: Planned['listed']
): PolicyToSave {
  return {
    policy,
    // A plan without problems has them.
    ...(sourcesOf(dataSources, policy) ?? NO_KPIS),
    opened: before && { policy: before, rules: listed.get(policy.id)?.rules ?? [] },
    now: nowInSeconds(),
  };
}
