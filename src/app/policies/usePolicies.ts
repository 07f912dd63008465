import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { deletePolicy } from '../../grafana/deletePolicy';
import { closeBreaches, listPolicies, pausePolicy } from '../../grafana/rules';
import { savePolicy, type PolicyToSave } from '../../grafana/savePolicy';
import { readRuleStates } from '../../grafana/states';

const POLICIES = 'policies';
const STATES = 'states';

/** States are what a person waits for; the policies themselves change when somebody edits one. */
const STATES_EVERY = 10_000;
const POLICIES_EVERY = 60_000;

export function usePolicies() {
  return useQuery({ queryKey: [POLICIES], queryFn: listPolicies, refetchInterval: POLICIES_EVERY });
}

/** The states of the rules in these folders. */
export function useRuleStates(folderUids: readonly string[]) {
  const uids = [...new Set(folderUids)].sort();
  return useQuery({
    queryKey: [STATES, uids],
    queryFn: () => readRuleStates(uids),
    enabled: uids.length > 0,
    refetchInterval: STATES_EVERY,
    placeholderData: keepPreviousData,
  });
}

export function usePausePolicy() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, paused }: { id: string; paused: boolean }) => pausePolicy(id, paused),
    onSuccess: refresh,
  });
}

export function useCloseBreaches() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (id: string) => closeBreaches(id, nowInSeconds()), onSuccess: refresh });
}

export function useDeletePolicy() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: deletePolicy, onSuccess: refresh });
}

export function useSavePolicy() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (policy: Omit<PolicyToSave, 'now'>) => savePolicy({ ...policy, now: nowInSeconds() }),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all([POLICIES, STATES].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
