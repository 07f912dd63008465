import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { acknowledge, endAcknowledgement, findAcknowledgement } from '../../grafana/silences';
import type { BreachRef } from '../../policy/acknowledge';

const KEY = 'acknowledgement';
const REFETCH_EVERY = 10_000;

/** Who has the breach; null when nobody has. */
export function useAcknowledgement(breach: BreachRef) {
  return useQuery({
    queryKey: [KEY, breach],
    queryFn: async () => (await findAcknowledgement(breach)) ?? null,
    refetchInterval: REFETCH_EVERY,
  });
}

export function useAcknowledge(breach: BreachRef) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: { seconds: number; note: string }) => acknowledge(breach, { ...said, now: Date.now() }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}

export function useEndAcknowledgement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endAcknowledgement,
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}
