import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import { policiesAmong, type ListedPolicy } from '../../grafana/rules';
import { POLICIES, useFirstLook, usePolicies, useRuleStates } from './usePolicies';

/** Policies of each folder that are seen before the others: what fits on a screen. */
const FIRST = 20;

/**
 * The policies of the list, as soon as something is known of them: some at once, then all of them with how they stand,
 * and last what their rules ask. That is long, and needed to change them and to see what somebody else changed.
 * One after the other: together they would keep Grafana busy, and what is needed first would come last.
 */
export function useListed() {
  const known = useQueryClient().getQueryData<ListedPolicy[]>(POLICIES);
  const first = useFirstLook(FIRST, !known);
  const folders = known?.map(({ folderUid }) => folderUid) ?? first.data?.rules.map(({ folderUID }) => folderUID) ?? [];
  const look = useRuleStates(folders);
  const isLooking = first.isPending || (folders.length > 0 && look.isPending);
  const policies = usePolicies({ enabled: known !== undefined || !isLooking });
  const seen = look.data ?? first.data;
  const partly = useMemo(() => (policies.data || !seen ? undefined : policiesAmong(seen.rules)), [policies.data, seen]);
  return {
    policies,
    look,
    /** What is to be shown; undefined while nothing is known. */
    listed: policies.data ?? partly,
    states: seen?.states,
    /** There are more than these. */
    isPartial: policies.data === undefined && look.data === undefined,
  };
}
