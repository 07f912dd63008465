import { z } from 'zod';

import { DIALECTS, type Dialect } from '../kpi/sql/dialect';
import { factsOf, type RuleContent } from './facts';
import { hash } from './hash';
import { WRITTEN_ANNOTATION } from './hidden';

/** What is kept with a policy's rules because nothing else tells it. */
export interface Written {
  /** When the rules were written (epoch seconds): their SQL depends on it. */
  at: number;
  /** What the server was then. */
  dialect: Dialect;
  /** Of the rules as they were written: others tell that somebody changed them. */
  fingerprint: string;
  /** The contact point that was made for this policy, by name. */
  contactPoint?: string;
}

const writtenSchema = z.object({
  at: z.number(),
  dialect: z.enum(DIALECTS),
  fingerprint: z.string(),
  contactPoint: z.string().optional(),
});

/** What is kept with the policy's first rule; undefined where an earlier version wrote it. */
export function writtenOf({ annotations }: Pick<RuleContent, 'annotations'>): Written | undefined {
  try {
    return writtenSchema.safeParse(JSON.parse(annotations[WRITTEN_ANNOTATION] ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Another one where `factsOf` takes something else for a fact, or else every policy would look edited. */
const FINGERPRINT_VERSION = '1';

/** Whether somebody changed the policy's rules since they were written, as far as what is kept with them tells. */
export function isTouched(rules: readonly RuleContent[], written: Written | undefined): boolean {
  const fingerprint = fingerprintOf(rules);
  return (
    written !== undefined &&
    versionOf(written.fingerprint) === versionOf(fingerprint) &&
    written.fingerprint !== fingerprint
  );
}

function versionOf(fingerprint: string): string | undefined {
  return fingerprint.split('-')[0];
}

/** A short text that is the same for rules that say the same. */
export function fingerprintOf(rules: readonly RuleContent[]): string {
  const facts = [...rules]
    .sort((a, b) => (a.uid < b.uid ? -1 : 1))
    .map((rule) => [rule.uid, Object.entries(factsOf(rule)).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return `${FINGERPRINT_VERSION}-${hash(JSON.stringify(facts))}`;
}
