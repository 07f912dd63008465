import { z } from 'zod';

import type { AlertRuleGroup } from '../policy/rule';
import { policyOf, type StoredPolicy } from '../policy/stored';
import { GrafanaError } from './error';
import { ANYTHING, request } from './http';

/** A policy, and the folder that its rule lies in. */
export interface ListedPolicy {
  stored: StoredPolicy;
  folderUid: string;
}

const RULES = '/api/v1/provisioning/alert-rules';

// Without it Grafana's own pages take the rule for one that a script owns, and lock it.
const EDITABLE = { 'X-Disable-Provenance': 'true' };

/** A rule, whole: what is not ours to read goes back as it came. */
const ruleSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  folderUID: z.string(),
  ruleGroup: z.string(),
  isPaused: z.boolean().optional(),
  annotations: z.record(z.string(), z.string()).nullish(),
  provenance: z.string().optional(),
});

/** A rule group, whole as well. */
const groupSchema = z.looseObject({ rules: z.array(z.looseObject({ uid: z.string() })) });

/** Every policy that the person may read. */
export async function listPolicies(): Promise<ListedPolicy[]> {
  const rules = await request(z.array(ruleSchema), { task: 'list-policies', url: RULES });
  return rules.flatMap((rule) => listed(rule) ?? []);
}

/** The policy as it is now; undefined when its rule is gone. */
export async function findPolicy(uid: string): Promise<ListedPolicy | undefined> {
  try {
    return listed(await request(ruleSchema, { task: 'read-rule', url: ruleUrl(uid) }));
  } catch (error) {
    if (error instanceof GrafanaError && error.failure === 'missing') {
      return undefined;
    }
    throw error;
  }
}

/** Writes a rule group whole: a rule of the group that is left out is deleted. */
export async function saveRuleGroup(group: AlertRuleGroup): Promise<void> {
  await request(ANYTHING, {
    task: 'save-rule',
    method: 'PUT',
    url: groupUrl(group.folderUid, group.title),
    headers: EDITABLE,
    body: group,
  });
}

/**
 * Pauses or resumes a rule, by way of its group: 12.3 answers an Editor's change of the rule alone with success, and
 * leaves the pause as it was.
 */
export async function pauseRule(uid: string, paused: boolean): Promise<void> {
  const { folderUID, ruleGroup } = await request(ruleSchema, { task: 'read-rule', url: ruleUrl(uid) });
  const url = groupUrl(folderUID, ruleGroup);
  const group = await request(groupSchema, { task: 'read-rule', url });
  const rules = group.rules.map((rule) => (rule.uid === uid ? { ...rule, isPaused: paused } : rule));
  await request(ANYTHING, { task: 'pause-rule', method: 'PUT', url, headers: EDITABLE, body: { ...group, rules } });
}

/** Deletes a rule; a group without rules goes with it. */
export async function deleteRule(uid: string): Promise<void> {
  await request(ANYTHING, { task: 'delete-rule', method: 'DELETE', url: ruleUrl(uid), headers: EDITABLE });
}

function listed(rule: z.infer<typeof ruleSchema>): ListedPolicy | undefined {
  const { uid, title, isPaused = false, provenance = '', annotations } = rule;
  const stored = policyOf({ uid, title, isPaused, provenance, annotations: annotations ?? {} });
  return stored && { stored, folderUid: rule.folderUID };
}

function groupUrl(folderUid: string, group: string): string {
  return `/api/v1/provisioning/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(group)}`;
}

function ruleUrl(uid: string): string {
  return `${RULES}/${encodeURIComponent(uid)}`;
}
