import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import { readLastAlarms } from '../../grafana/alarms';
import { listChannelTypes } from '../../grafana/channelTypes';
import { readFailedDeliveries } from '../../grafana/deliveries';
import { listContactPoints } from '../../grafana/receivers';
import { closeBreaches, findPolicy, listPolicies, pausePolicy } from '../../grafana/rules';
import { savePolicy, type PolicyToSave } from '../../grafana/savePolicy';
import { lookInto } from '../../grafana/states';
import { listTimeIntervals } from '../../grafana/timeIntervals';
import type { StoredObjects } from '../../policy/drift';
import { POLICY_FOLDERS } from '../../policy/folder';
import { whileAllowed } from '../queryClient';

export const POLICIES = ['policies'];
const STATES = 'states';
const CONTACT_POINTS = 'contact-points';
const TIME_INTERVALS = 'time-intervals';

/** States are what a person waits for; the policies themselves change when somebody edits one. */
const STATES_EVERY = 10_000;
const POLICIES_EVERY = 60_000;
/** Of more rules than this Grafana's answers are megabytes, and they are asked for less often. */
const FEW = 150;

const forMany = (milliseconds: number, rules = 0) => milliseconds * Math.max(1, rules / FEW);

export function usePolicies({ enabled = true } = {}) {
  return useQuery({
    queryKey: POLICIES,
    queryFn: listPolicies,
    enabled,
    refetchInterval: (query) => whileAllowed(forMany(POLICIES_EVERY, query.state.data?.length))(query),
  });
}

/** Some policies and how they stand, to be seen while all of them are being read. */
export function useFirstLook(most: number, enabled: boolean) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['first-look'],
    queryFn: async () => {
      const look = await lookInto(
        POLICY_FOLDERS.map(({ uid }) => uid),
        most
      );
      // At once, for drawing the first of them takes its time. What fails is told where it is used.
      client.query(wholeLook(look.rules.map(({ folderUID }) => folderUID))).catch(() => undefined);
      return look;
    },
    enabled,
    gcTime: 0,
  });
}

/** One policy, read anew whenever its page opens; null when there is none. */
export function usePolicy(id: string) {
  return useQuery({
    queryKey: [...POLICIES, id],
    queryFn: async () => (await findPolicy(id)) ?? null,
    gcTime: 0,
    staleTime: Infinity,
  });
}

/** The rules in these folders and how they stand. */
export function useRuleStates(folderUids: readonly string[]) {
  return useQuery({
    ...wholeLook(folderUids),
    enabled: folderUids.length > 0,
    refetchInterval: (query) => whileAllowed(forMany(STATES_EVERY, query.state.data?.states.size))(query),
    placeholderData: keepPreviousData,
  });
}

function wholeLook(folderUids: readonly string[]) {
  const uids = [...new Set(folderUids)].sort();
  return { queryKey: [STATES, uids], queryFn: () => lookInto(uids) };
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
export function useLastAlarms(enabled: boolean) {
  return useQuery({
    queryKey: ['alarms'],
    queryFn: () => readLastAlarms(Date.now()),
    enabled,
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
      [POLICIES, [STATES], [CONTACT_POINTS], [TIME_INTERVALS]].map((queryKey) => client.invalidateQueries({ queryKey }))
    );
}

export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
