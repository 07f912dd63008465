import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import { readLastAlarms } from '../../grafana/alarms';
import { listChannelTypes } from '../../grafana/channelTypes';
import { deletePolicy } from '../../grafana/deletePolicy';
import { readFailedDeliveries } from '../../grafana/deliveries';
import { listContactPoints } from '../../grafana/receivers';
import { closeBreaches, findPolicy, listPolicies, pausePolicy } from '../../grafana/rules';
import { savePolicy, type PolicyToSave } from '../../grafana/savePolicy';
import { readFirstPolicies, readRuleStates } from '../../grafana/states';
import { listTimeIntervals } from '../../grafana/timeIntervals';
import type { StoredObjects } from '../../policy/drift';
import { whileAllowed } from '../queryClient';

const POLICIES = 'policies';
const STATES = 'states';
const CONTACT_POINTS = 'contact-points';
const TIME_INTERVALS = 'time-intervals';

/** States are what a person waits for; the policies themselves change when somebody edits one. */
const STATES_EVERY = 10_000;
const POLICIES_EVERY = 60_000;
/** Of more rules than this Grafana's answers are megabytes, and they are asked for less often. */
const FEW = 150;

const forMany = (milliseconds: number, rules = 0) => milliseconds * Math.max(1, rules / FEW);

export function usePolicies() {
  return useQuery({
    queryKey: [POLICIES],
    queryFn: listPolicies,
    refetchInterval: (query) => whileAllowed(forMany(POLICIES_EVERY, query.state.data?.length))(query),
  });
}

/** Policies to look at while all of them are being read. */
export function useFirstPolicies(most: number, enabled: boolean) {
  return useQuery({ queryKey: ['first-policies'], queryFn: () => readFirstPolicies(most), enabled, gcTime: 0 });
}

/** One policy, read anew whenever its page opens; null when there is none. */
export function usePolicy(id: string) {
  return useQuery({
    queryKey: [POLICIES, id],
    queryFn: async () => (await findPolicy(id)) ?? null,
    gcTime: 0,
    staleTime: Infinity,
  });
}

/** The states of the rules in these folders. */
export function useRuleStates(folderUids: readonly string[]) {
  const uids = [...new Set(folderUids)].sort();
  return useQuery({
    queryKey: [STATES, uids],
    queryFn: () => readRuleStates(uids),
    enabled: uids.length > 0,
    refetchInterval: (query) => whileAllowed(forMany(STATES_EVERY, query.state.data?.size))(query),
    placeholderData: keepPreviousData,
  });
}

export function useContactPoints() {
  return useQuery({ queryKey: [CONTACT_POINTS], queryFn: listContactPoints });
}

/** The kinds of contact points that can be made here; they change when Grafana does. */
export function useChannelTypes() {
  return useQuery({ queryKey: ['channel-types'], queryFn: listChannelTypes, staleTime: Infinity });
}

/** What rules refer to, to be compared with what policies say; unknown where it can't be read. */
export function useSurroundings(): Omit<StoredObjects, 'rules'> & { isPending: boolean } {
  const contactPoints = useContactPoints();
  const timeIntervals = useQuery({ queryKey: [TIME_INTERVALS], queryFn: listTimeIntervals });
  const names = useMemo(
    () => contactPoints.data && new Set(contactPoints.data.map(({ title }) => title)),
    [contactPoints.data]
  );
  return {
    isPending: contactPoints.isPending || timeIntervals.isPending,
    timeIntervals: timeIntervals.data,
    contactPoints: names,
  };
}

/** When each rule last began to fire, by its number. */
export function useLastAlarms() {
  return useQuery({
    queryKey: ['alarms'],
    queryFn: () => readLastAlarms(Date.now()),
    refetchInterval: POLICIES_EVERY,
    placeholderData: keepPreviousData,
  });
}

/** What contact points could not deliver, by their names; unknown where it can't be read. */
export function useFailedDeliveries() {
  return useQuery({
    queryKey: ['failed-deliveries'],
    queryFn: readFailedDeliveries,
    refetchInterval: (query) => whileAllowed(STATES_EVERY)(query),
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
  return useMutation({
    mutationFn: ({ id, contactPoint }: { id: string; contactPoint?: string }) => deletePolicy(id, contactPoint),
    onSuccess: refresh,
  });
}

export function useSavePolicy() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (policy: Omit<PolicyToSave, 'now'>) => savePolicy({ ...policy, now: nowInSeconds() }),
    onSuccess: refresh,
  });
}

export function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [POLICIES, STATES, CONTACT_POINTS, TIME_INTERVALS].map((key) => client.invalidateQueries({ queryKey: [key] }))
    );
}

export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
