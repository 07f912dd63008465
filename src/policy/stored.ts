import { z } from 'zod';

import { calibrationsSchema, type Calibrations } from '../kpi/detect/calibrations';
import { CALIBRATIONS_ANNOTATION, SPEC_ANNOTATION } from './hidden';
import { policySchema, type Policy } from './schema';

const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((record) => record ?? {});

const querySchema = z.object({
  refId: z.string(),
  datasourceUid: z.string().default(''),
  relativeTimeRange: z.object({ from: z.number(), to: z.number() }).default({ from: 0, to: 0 }),
  model: z.record(z.string(), z.unknown()),
});

/** A rule as Grafana's provisioning API gives it, as far as we read it. */
export const storedRuleSchema = z.object({
  /** By which Grafana's annotations know it. */
  id: z.number().default(0),
  uid: z.string(),
  title: z.string(),
  folderUID: z.string(),
  ruleGroup: z.string(),
  condition: z.string().default(''),
  data: z
    .array(querySchema)
    .nullish()
    .transform((data) => data ?? []),
  noDataState: z.string().default(''),
  execErrState: z.string().default(''),
  for: z.string().default('0s'),
  keep_firing_for: z.string().default('0s'),
  isPaused: z.boolean().default(false),
  labels: texts,
  annotations: texts,
  notification_settings: z
    .looseObject({
      receiver: z.string(),
      active_time_intervals: z.array(z.string()).optional(),
      mute_time_intervals: z.array(z.string()).optional(),
    })
    .nullish(),
  /** `api` and `file`: written by a script or provisioned from a file, and not to be changed here. */
  provenance: z.string().default(''),
});

export type StoredRule = z.infer<typeof storedRuleSchema>;

/** A policy as Grafana stores it, or what stands in its place. */
export type StoredPolicy =
  | { kind: 'policy'; policy: Policy; paused: boolean; provisioned: boolean }
  | { kind: 'unreadable'; uid: string; title: string; reason: string };

/** The policy that rides on a rule; undefined for a rule that is none of ours. */
export function policyOf(
  rule: Pick<StoredRule, 'uid' | 'title' | 'isPaused' | 'annotations' | 'provenance'>
): StoredPolicy | undefined {
  const spec = rule.annotations[SPEC_ANNOTATION];
  if (spec === undefined) {
    return undefined;
  }
  const unreadable = (reason: string): StoredPolicy => ({
    kind: 'unreadable',
    uid: rule.uid,
    title: rule.title,
    reason,
  });
  const parsed = policySchema.safeParse(parseJson(spec));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return unreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  if (parsed.data.id !== rule.uid) {
    return unreadable(`id: this rule is ${rule.uid}, its policy says ${parsed.data.id}`);
  }
  return { kind: 'policy', policy: parsed.data, paused: rule.isPaused, provisioned: rule.provenance !== '' };
}

/** What was usual for its KPIs when a policy was saved; nothing where nobody measured it, or it can't be read. */
export function calibrationsOf({ annotations }: Pick<StoredRule, 'annotations'>): Calibrations {
  return calibrationsSchema.safeParse(parseJson(annotations[CALIBRATIONS_ANNOTATION] ?? '')).data ?? {};
}

/** The same, of all of a policy's rules: it rides on the first. */
export function calibrationsIn(rules: ReadonlyArray<Pick<StoredRule, 'annotations'>>): Calibrations {
  return Object.assign({}, ...rules.map(calibrationsOf));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
