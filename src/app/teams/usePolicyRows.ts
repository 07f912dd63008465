import { useMemo, useState } from 'react';

import { listKpiDataSources, type KpiDataSource } from '../../grafana/datasources';
import { policyRows, type PolicyRow } from '../policies/row';
import { usePolicies, useRuleStates } from '../policies/usePolicies';

/** Every policy and how it stands, for what is done with those of a team; undefined until they are read. */
export function usePolicyRows(): { rows?: PolicyRow[]; dataSources: readonly KpiDataSource[]; error: Error | null } {
  const [dataSources] = useState(listKpiDataSources);
  const policies = usePolicies();
  const look = useRuleStates(policies.data?.map(({ folderUid }) => folderUid) ?? []).data;
  const rows = useMemo(
    () => policies.data && policyRows(policies.data, look?.states, dataSources),
    [policies.data, look, dataSources]
  );
  return { rows, dataSources, error: policies.error };
}
