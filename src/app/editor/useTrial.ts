import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch, type Control } from 'react-hook-form';

import { evaluateQueries, type Evaluation } from '../../grafana/evaluate';
import { watchedQuerySchema } from '../../policy/schema';
import { triggerSchema } from '../../policy/triggerSchema';
import { compileQuery } from '../../policy/watchedQuery';
import type { PolicyDraft, PolicyFields } from './form';
import { queryInput, queryTriggerInput } from './queryForm';

/** What Grafana makes of a query when it is tried. */
export interface Trial {
  isPossible: boolean;
  isPending: boolean;
  /** Whether the result is of what the form says now. */
  isCurrent: boolean;
  result?: Evaluation;
  error: Error | null;
  run(): void;
  /** Tries it unless that was done; calls back with the labels of its series, none where it can't be tried. */
  labels(then: (labels: string[]) => void): void;
}

/** Tries the form's query as its rule would ask it. */
export function useTrial(control: Control<PolicyFields, unknown, PolicyDraft>): Trial {
  const [watched, query, judged, shifted, trigger] = useWatch({
    control,
    name: ['watched', 'query', 'judged', 'shifted', 'trigger'],
  });
  const tried = triedOf({ watched, query, judged, shifted, trigger });
  const [asked, setAsked] = useState<string>();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (queries: Tried) => evaluateQueries(queries, 'D'),
  });
  const key = JSON.stringify(tried);
  const isCurrent = asked === key;
  const run = (then: (result?: Evaluation) => void = () => undefined) => {
    if (tried) {
      setAsked(key);
      mutate(tried, { onSuccess: then, onError: () => then() });
    }
  };
  return {
    isPossible: tried !== undefined,
    isPending,
    isCurrent,
    result: data,
    error,
    run: () => run(),
    labels: (then) =>
      data && isCurrent ? then(labelsIn(data)) : run((result) => then(result ? labelsIn(result) : [])),
  };
}

type Tried = ReturnType<typeof compileQuery>;

/** What the rule would ask, once the form says enough of it. */
function triedOf(
  fields: Pick<PolicyFields, 'watched' | 'query' | 'judged' | 'shifted' | 'trigger'>
): Tried | undefined {
  const { watched, query } = fields;
  const asked = watchedQuerySchema.safeParse(queryInput({ ...query, name: query.name || '…', labels: [] })).data;
  const trigger = triggerSchema.safeParse(queryTriggerInput(fields)).data;
  const isOfQuery = trigger?.kind === 'shifted' || trigger?.kind === 'threshold';
  return watched === 'query' && query.uid !== '' && asked && isOfQuery
    ? compileQuery(trigger, asked, query.uid)
    : undefined;
}

/** The labels that tell the series apart; Grafana's own, and what can't be printed, are none. */
function labelsIn({ numbers }: Evaluation): string[] {
  const series = (numbers.A ?? []).map(({ labels }) => labels);
  const names = [...new Set(series.flatMap((labels) => Object.keys(labels)))];
  return names
    .filter((name) => /^[A-Za-z]\w*$/.test(name))
    .filter((name) => new Set(series.map((labels) => labels[name])).size > 1)
    .sort()
    .slice(0, 20);
}
