import { SPEC_ANNOTATION } from './rule';
import { policySchema, type Policy } from './schema';

/** The part of a stored rule that says which policy it is. */
export interface StoredRule {
  uid: string;
  title: string;
  isPaused: boolean;
  annotations: Record<string, string>;
  /** `api` and `file`: written by a script or provisioned from a file, and not to be changed here. */
  provenance: string;
}

/** A policy as Grafana stores it, or what stands in its place. */
export type StoredPolicy =
  | { kind: 'policy'; policy: Policy; paused: boolean; provisioned: boolean }
  | { kind: 'unreadable'; uid: string; title: string; reason: string };

/** The policy that rides on a rule; undefined for a rule that is none of ours. */
export function policyOf(rule: StoredRule): StoredPolicy | undefined {
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
