import { z } from 'zod';

import { isRuleOf, policyIdOf } from '../policy/cadence';
import { CLOSED_LABEL } from '../policy/hidden';
import type { AlertRuleGroup } from '../policy/rule';
import { policyOf, storedRuleSchema, type StoredPolicy, type StoredRule } from '../policy/stored';
import { GrafanaError, type Task } from './error';
import { ANYTHING, request } from './http';

/** A policy, and the rules that it is stored as. */
export interface ListedPolicy {
  stored: StoredPolicy;
  folderUid: string;
  /** The rule that it rides on. */
  first: StoredRule;
  /** That, its reminders and its escalation. */
  rules: StoredRule[];
}

/** A policy's rule group as Grafana stores it. */
export interface StoredGroup extends ListedPolicy {
  /** All of the group, somebody else's rules included, as it came. */
  whole: z.infer<typeof groupSchema>;
  url: string;
}

const RULES = '/api/v1/provisioning/alert-rules';

// Without it Grafana's own pages take the rule for one that a script owns, and lock it.
const EDITABLE = { 'X-Disable-Provenance': 'true' };

const placeSchema = z.object({ folderUID: z.string(), ruleGroup: z.string() });

/** A rule of a group, whole: what is not ours to read goes back as it came. */
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
  return policiesAmong(await request(z.array(storedRuleSchema), { task: 'list-policies', url: RULES }));
}

/** The policies that ride on these rules. */
export function policiesAmong(rules: readonly StoredRule[]): ListedPolicy[] {
  const further = new Map<string, StoredRule[]>();
  for (const rule of rules) {
    const id = policyIdOf(rule.uid);
    further.set(id, [...(further.get(id) ?? []), rule]);
  }
  return rules.flatMap((rule) => listed(rule, [rule, ...(further.get(rule.uid) ?? [])]) ?? []);
}

/** The policy as it is now, with its group; undefined when its rule is gone. */
export async function findPolicy(id: string): Promise<StoredGroup | undefined> {
  const url = await groupUrlOf(id).catch(unlessMissing);
  if (url === undefined) {
    return undefined;
  }
  const whole = await readGroup(url);
  const rules = whole.rules.map((rule) => storedRuleSchema.parse(rule));
  const first = rules.find(({ uid }) => uid === id);
  const policy = first && listed(first, rules);
  return policy && { ...policy, whole, url };
}

/** Writes a policy's rules. What else somebody put into its group stays, and breaches that were closed stay closed. */
export async function saveRuleGroup(group: AlertRuleGroup): Promise<void> {
  const url = groupUrl(group.folderUid, group.title);
  const stored = (await readGroup(url)).rules;
  const closed = stored.find(({ uid }) => uid === group.title)?.labels?.[CLOSED_LABEL];
  const rules = group.rules.map((rule) =>
    closed === undefined ? rule : { ...rule, labels: { ...rule.labels, [CLOSED_LABEL]: closed } }
  );
  const others = stored.filter(({ uid }) => !isRuleOf(group.title, uid));
  await writeGroup('save-rule', url, { ...group, rules: [...rules, ...others] });
}

/** Writes a group as it was. */
export async function restoreGroup({ url, whole }: StoredGroup): Promise<void> {
  await writeGroup('save-rule', url, whole);
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

/**
 * Deletes a policy's rules in one step, so that none is left over: its group, or where somebody else has rules in it,
 * the policy's own out of it. Rules that are gone already are as good.
 */
export async function deleteRules(id: string): Promise<void> {
  const url = await groupUrlOf(id).catch(unlessMissing);
  if (url === undefined) {
    return;
  }
  const group = await readGroup(url);
  const others = group.rules.filter(({ uid }) => !isRuleOf(id, uid));
  if (others.length > 0) {
    await writeGroup('delete-rule', url, { ...group, rules: others });
  } else {
    await request(ANYTHING, { task: 'delete-rule', method: 'DELETE', url, headers: EDITABLE });
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
  return (await request(groupSchema, { task: 'read-rule', url }).catch(unlessMissing)) ?? { rules: [] };
}

/** Writes a rule group whole: a rule of the group that is left out is deleted. */
async function writeGroup(task: Task, url: string, body: object): Promise<void> {
  await request(ANYTHING, { task, method: 'PUT', url, headers: EDITABLE, body });
}

async function groupUrlOf(id: string): Promise<string> {
  const { folderUID, ruleGroup } = await request(placeSchema, {
    task: 'read-rule',
    url: `${RULES}/${encodeURIComponent(id)}`,
  });
  return groupUrl(folderUID, ruleGroup);
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof GrafanaError && error.failure === 'missing') {
    return undefined;
  }
  throw error;
}

/** The policy that rides on a rule, with those of the rules that are its own. */
function listed(rule: StoredRule, among: readonly StoredRule[]): ListedPolicy | undefined {
  const stored = policyOf(rule);
  const rules = new Map(among.filter(({ uid }) => isRuleOf(rule.uid, uid)).map((one) => [one.uid, one]));
  return stored && { stored, folderUid: rule.folderUID, first: rule, rules: [...rules.values()] };
}

function groupUrl(folderUid: string, group: string): string {
  return `/api/v1/provisioning/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(group)}`;
}
