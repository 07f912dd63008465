import { stringify } from 'yaml';
import { z } from 'zod';

import type { YamlProblem } from '../kpi/yaml/problem';
import { readYaml } from '../kpi/yaml/read';
import { policySchema, type Policy } from './schema';
import { POLICY_VERSION } from './version';

/** One thing wrong with a file of policies, and the line to mend. */
export interface PolicyIssue {
  line: number;
  /** Where, such as `policies.2.trigger.window`; empty where the text is no YAML at all. */
  field: string;
  what: 'value' | 'missing' | 'unknown' | 'twice' | 'newer' | YamlProblem;
  /** What the sentence speaks of, such as the field that nobody knows. */
  detail: string;
}

export type PoliciesReading = { ok: true; policies: Policy[] } | { ok: false; issues: PolicyIssue[] };

/** Policies as a text for people, and for `readPolicies`. */
export function policiesYaml(policies: readonly Policy[]): string {
  const entries = policies.map(({ version: _version, ...rest }) => rest);
  return `# Alert policies of KPI Watch.\n${stringify({ version: POLICY_VERSION, policies: entries }, { lineWidth: 110, aliasDuplicateObjects: false })}`;
}

const fileSchema = z.strictObject({
  version: z.number().int(),
  policies: z.array(z.record(z.string(), z.unknown())),
});

/** Reads policies as a person writes them, of this version or an earlier one. */
export function readPolicies(text: string): PoliciesReading {
  const yaml = readYaml(text);
  if (!yaml.ok) {
    return {
      ok: false,
      issues: yaml.mistakes.map(({ problem, line, detail = '' }) => ({ line, field: '', what: problem, detail })),
    };
  }
  const located = (path: readonly PropertyKey[], issue: z.core.$ZodIssue): PolicyIssue[] => {
    const at = path.map(String);
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return names.map((name) => {
      const whole = name === undefined ? at : [...at, name];
      return { line: yaml.lineOf(whole), field: whole.join('.'), ...kindOf(issue, name) };
    });
  };
  const file = fileSchema.safeParse(yaml.value);
  if (!file.success) {
    return { ok: false, issues: file.error.issues.flatMap((issue) => located(issue.path, issue)) };
  }
  const { version, policies } = file.data;
  if (version > POLICY_VERSION) {
    return {
      ok: false,
      issues: [{ line: yaml.lineOf(['version']), field: 'version', what: 'newer', detail: String(version) }],
    };
  }
  const read = policies.map((entry, index) => ({ index, parsed: policySchema.safeParse({ ...entry, version }) }));
  const issues = read.flatMap(({ index, parsed }) =>
    (parsed.error?.issues ?? []).flatMap((issue) => located(['policies', index, ...issue.path], issue))
  );
  const found = read.flatMap(({ parsed }) => parsed.data ?? []);
  const twice = policies.flatMap(({ id }, index) =>
    policies.findIndex((other) => other.id === id) < index
      ? [
          {
            line: yaml.lineOf(['policies', String(index), 'id']),
            field: `policies.${index}.id`,
            what: 'twice' as const,
            detail: String(id),
          },
        ]
      : []
  );
  const first = [...issues, ...twice].filter(
    ({ field }, at, all) => all.findIndex((one) => one.field === field) === at
  );
  const all = first.sort((a, b) => a.line - b.line);
  return all.length > 0 ? { ok: false, issues: all } : { ok: true, policies: found };
}

function kindOf(issue: z.core.$ZodIssue, name: string | undefined): Pick<PolicyIssue, 'what' | 'detail'> {
  if (name !== undefined) {
    return { what: 'unknown', detail: name };
  }
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return { what: isMissing ? 'missing' : 'value', detail: issue.message };
}
