import { z } from 'zod';

import { isRuleOf } from '../policy/cadence';
import { CLOSED_LABEL, type AlertRuleGroup } from '../policy/rule';
import { policyOf, type StoredPolicy } from '../policy/stored';
import { GrafanaError, type Task } from './error';
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

const groupRuleSchema = z.looseObject({
  uid: z.string(),
  isPaused: z.boolean().optional(),
  labels: z.record(z.string(), z.string()).nullish(),
});
type GroupRule = z.infer<typeof groupRuleSchema>;

/** A rule group, whole as well. */
const groupSchema = z.looseObject({ rules: z.array(groupRuleSchema) });

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

/** Writes a policy's rules; what else somebody put into its group stays. */
export async function saveRuleGroup(group: AlertRuleGroup): Promise<void> {
  const url = groupUrl(group.folderUid, group.title);
  const { rules } = await readGroup(url);
  const others = rules.filter(({ uid }) => !isRuleOf(group.title, uid));
  await writeGroup('save-rule', url, { ...group, rules: [...group.rules, ...others] });
}

/**
 * Pauses or resumes a policy, by way of its group: 12.3 answers an Editor's change of the rule alone with success, and
 * leaves the pause as it was.
 */
export async function pausePolicy(id: string, paused: boolean): Promise<void> {
  await changeRules('pause-rule', id, () => ({ isPaused: paused }));
}

/**
 * Closes a policy's breaches at `now` (epoch seconds): an alert that changes its labels ends. One that still holds
 * begins anew.
 */
export async function closeBreaches(id: string, now: number): Promise<void> {
  await changeRules('close-breach', id, ({ labels }) => ({ labels: { ...labels, [CLOSED_LABEL]: String(now) } }));
}

/** Deletes a policy's rules; a group without rules goes with them. The first goes last: it is what is listed. */
export async function deleteRules(id: string): Promise<void> {
  const { rules } = await readGroup(await groupUrlOf(id));
  const own = rules.filter(({ uid }) => isRuleOf(id, uid)).sort((a, b) => Number(a.uid === id) - Number(b.uid === id));
  for (const { uid } of own) {
    await request(ANYTHING, { task: 'delete-rule', method: 'DELETE', url: ruleUrl(uid), headers: EDITABLE });
  }
}

async function changeRules(
  task: 'pause-rule' | 'close-breach',
  id: string,
  change: (rule: GroupRule) => Partial<GroupRule>
): Promise<void> {
  const url = await groupUrlOf(id);
  const group = await readGroup(url);
  const rules = group.rules.map((rule) => (isRuleOf(id, rule.uid) ? { ...rule, ...change(rule) } : rule));
  await writeGroup(task, url, { ...group, rules });
}

/** The group; one that is not there has no rules. */
async function readGroup(url: string): Promise<z.infer<typeof groupSchema>> {
  try {
    return await request(groupSchema, { task: 'read-rule', url });
  } catch (error) {
    if (error instanceof GrafanaError && error.failure === 'missing') {
      return { rules: [] };
    }
    throw error;
  }
}

/** Writes a rule group whole: a rule of the group that is left out is deleted. */
async function writeGroup(task: Task, url: string, body: object): Promise<void> {
  await request(ANYTHING, { task, method: 'PUT', url, headers: EDITABLE, body });
}

async function groupUrlOf(id: string): Promise<string> {
  const { folderUID, ruleGroup } = await request(ruleSchema, { task: 'read-rule', url: ruleUrl(id) });
  return groupUrl(folderUID, ruleGroup);
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
