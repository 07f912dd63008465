import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import React, { useEffect, useMemo } from 'react';

import { currentAccess } from '../../grafana/access';
import { listSilences } from '../../grafana/silences';
import type { PolicyWatchProps, Watches } from '../../kpi/watch';
import { describeError } from '../errors/describe';
import { usePolicies, useRuleStates } from '../policies/usePolicies';
import { createQueryClient, whileAllowed } from '../queryClient';
import { judgingsOf, watchesOf } from './watches';

const SILENCES_EVERY = 10_000;

/** One for all panels of a dashboard: however many there are, each thing is asked once. */
const shared = createQueryClient();

/** Tells a panel how policies watch its KPIs, for as long as it is shown. */
export default function PolicyWatch(props: PolicyWatchProps) {
  return (
    <QueryClientProvider client={shared}>
      <Reporter {...props} />
    </QueryClientProvider>
  );
}

function Reporter({ onChange }: PolicyWatchProps) {
  const watches = useWatches();
  useEffect(() => {
    onChange(watches);
  }, [onChange, watches]);
  return null;
}

function useWatches(): Watches | undefined {
  const { data: policies, error } = usePolicies();
  const { data: look } = useRuleStates(policies?.map(({ folderUid }) => folderUid) ?? []);
  const states = look?.states;
  const { data: silences } = useQuery({
    queryKey: ['silences'],
    queryFn: listSilences,
    enabled: policies !== undefined && policies.length > 0,
    refetchInterval: whileAllowed(SILENCES_EVERY),
  });
  // States come every few seconds, and calibrations are long.
  const judgings = useMemo(() => policies && judgingsOf(policies), [policies]);
  return useMemo(() => {
    if (policies) {
      return watchesOf({ policies, judgings, states, silences }, currentAccess());
    }
    return error ? { kind: 'unknown', problem: problemOf(error) } : undefined;
  }, [policies, judgings, states, silences, error]);
}

function problemOf(error: Error): string {
  const { title, answer, advice } = describeError(error);
  return [title, answer, ...advice].filter(Boolean).join('. ');
}
