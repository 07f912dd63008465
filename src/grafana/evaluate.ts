import { z } from 'zod';

import type { RuleQuery } from '../policy/query';
import { request } from './http';

/** One number that a ref came to, and of what. */
export interface Evaluated {
  labels: Record<string, string>;
  /** Null where it is none. */
  value: number | null;
}

/** What refs came to. */
export interface Evaluation {
  numbers: Record<string, Evaluated[]>;
  /** Why they could not be told, in the words of the data source. */
  errors: Record<string, string>;
}

const frameSchema = z.object({
  schema: z.object({
    fields: z
      .array(z.object({ type: z.string(), labels: z.record(z.string(), z.string()).nullish() }))
      .nullish()
      .transform((fields) => fields ?? []),
  }),
  data: z.object({ values: z.array(z.array(z.unknown())) }),
});

const answerSchema = z.object({
  results: z.record(z.string(), z.object({ error: z.string().optional(), frames: z.array(frameSchema).nullish() })),
});

/** Evaluates a rule's queries once, as Grafana's alerting would now, and stores nothing. */
export async function evaluateQueries(data: readonly RuleQuery[], condition: string): Promise<Evaluation> {
  const { results } = await request(answerSchema, {
    task: 'evaluate',
    method: 'POST',
    url: '/api/v1/eval',
    body: { condition, data },
  });
  const answers = Object.entries(results);
  return {
    numbers: Object.fromEntries(answers.map(([ref, { frames }]) => [ref, (frames ?? []).flatMap(numbersIn)])),
    errors: Object.fromEntries(answers.flatMap(([ref, { error }]) => (error === undefined ? [] : [[ref, error]]))),
  };
}

/** A frame without fields is Grafana's way to say that there is no data. */
function numbersIn({ schema, data }: z.infer<typeof frameSchema>): Evaluated[] {
  return schema.fields.flatMap(({ type, labels }, index) => {
    const value = data.values[index]?.at(-1);
    return type === 'number' ? [{ labels: labels ?? {}, value: typeof value === 'number' ? value : null }] : [];
  });
}
