import { HttpResponse } from 'msw';
import { z } from 'zod';

import { knownError, message, nothing } from './answers';
import { UNREADABLE, type Call, type Role, type Routes } from './route';
import { groupKey, type Provenance, type Store } from './store';

const querySchema = z.looseObject({
  refId: z.string(),
  queryType: z.string().default(''),
  relativeTimeRange: z.object({ from: z.number(), to: z.number() }).default({ from: 0, to: 0 }),
  datasourceUid: z.string().default(''),
  model: z.record(z.string(), z.unknown()),
});

const notificationSchema = z.looseObject({
  receiver: z.string(),
  group_by: z.array(z.string()).optional(),
  group_wait: z.string().optional(),
  group_interval: z.string().optional(),
  repeat_interval: z.string().optional(),
  mute_time_intervals: z.array(z.string()).optional(),
  active_time_intervals: z.array(z.string()).optional(),
});

const ruleSchema = z.object({
  uid: z.string().default(''),
  title: z.string().default(''),
  folderUID: z.string().default(''),
  ruleGroup: z.string().default(''),
  condition: z.string().default(''),
  data: z.array(querySchema).nullish(),
  noDataState: z.string().default('NoData'),
  execErrState: z.string().default('Error'),
  for: z.string().default('0s'),
  keep_firing_for: z.string().default('0s'),
  annotations: z.record(z.string(), z.string()).nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  isPaused: z.boolean().default(false),
  missingSeriesEvalsToResolve: z.number().nullish(),
  notification_settings: notificationSchema.nullish(),
});

const groupSchema = z.object({
  title: z.string().default(''),
  folderUid: z.string().default(''),
  interval: z.number().default(60),
  rules: z.array(ruleSchema).nullish(),
});

type GivenRule = z.infer<typeof ruleSchema>;

export interface StoredRule extends GivenRule {
  id: number;
  updated: string;
  provenance: Provenance;
}

/** A rule as the provisioning API takes it; undefined when it is none. */
export function parseRule(given: unknown): GivenRule | undefined {
  return ruleSchema.safeParse(given).data;
}

const RULES = '/api/v1/provisioning/alert-rules';
const GROUP = '/api/v1/provisioning/folder/:folder/rule-groups/:group';
/** Seconds between two ticks of Grafana's scheduler. */
const TICK = 10;

const READ = 'any of alert.provisioning:read, alert.rules.provisioning:read';
const WRITE =
  'any of alert.provisioning:write, alert.rules.provisioning:write, all of alert.rules:read, folders:read, ' +
  'alert.provisioning.provenance:write, any of alert.rules:write, alert.rules:create, alert.rules:delete';

export function ruleRoutes(routes: Routes, store: Store): void {
  routes.guarded('Viewer', READ, 'get', RULES, () => HttpResponse.json([...store.rules.values()].map(stored)));

  routes.guarded('Viewer', READ, 'get', `${RULES}/:uid`, ({ params }) => {
    const rule = store.rules.get(params.uid ?? '');
    return rule ? HttpResponse.json(stored(rule)) : nothing(404);
  });

  routes.guarded('Editor', WRITE, 'put', `${RULES}/:uid`, (call) => putRule(store, call));

  routes.guarded('Editor', WRITE, 'delete', `${RULES}/:uid`, ({ role, params }) => {
    const uid = params.uid ?? '';
    // Of a rule that is gone Grafana can't say whether an editor might have deleted it.
    if (!store.rules.has(uid) && role !== 'Admin') {
      return message(500, 'Internal Server Error');
    }
    forget(store, uid);
    return nothing(204);
  });

  routes.guarded('Viewer', READ, 'get', GROUP, ({ params }) => {
    const { folder = '', group = '' } = params;
    const rules = rulesOf(store, folder, group);
    return rules.length === 0
      ? knownError(404, 'alerting.alert-rule.notFound', 'NotFound')
      : HttpResponse.json({
          title: group,
          folderUid: folder,
          interval: store.intervals.get(groupKey(folder, group)) ?? 60,
          rules: rules.map(stored),
        });
  });

  routes.guarded('Editor', WRITE, 'put', GROUP, (call) => putGroup(store, call));

  routes.guarded('Editor', WRITE, 'delete', GROUP, ({ params }) => {
    const { folder = '', group = '' } = params;
    const rules = rulesOf(store, folder, group);
    rules.forEach(({ uid }) => forget(store, uid));
    return rules.length === 0 ? knownError(404, 'alerting.alert-rule.notFound', 'NotFound') : nothing(204);
  });
}

function putRule(store: Store, { role, params, body, headers }: Call): Response {
  const given = ruleSchema.safeParse(body);
  if (body === UNREADABLE || !given.success) {
    return message(400, 'bad request data');
  }
  const before = store.rules.get(params.uid ?? '');
  if (!before) {
    return nothing(404);
  }
  const provenance = provenanceOf(headers);
  // Grafana 12.3 knows that this can't be, and says no more than this.
  if (before.provenance !== '' && before.provenance !== provenance) {
    return message(500, 'Internal Server Error');
  }
  const refusal = refusalOf(store, given.data);
  if (refusal !== undefined) {
    return message(400, refusal);
  }
  saveRule(store, { ...given.data, uid: before.uid, ...keptPause(role, given.data, before) }, provenance);
  return HttpResponse.json(stored({ ...before, ...given.data, provenance }));
}

/** Grafana 12.3 answers an editor who changes the pause of a rule and nothing else as if it did, and does nothing. */
function keptPause(role: Role, given: GivenRule, before: StoredRule): { isPaused?: boolean } {
  const unpaused = (rule: GivenRule) => JSON.stringify(withDefaults(ruleSchema.parse({ ...rule, isPaused: false })));
  return role === 'Editor' && unpaused(given) === unpaused(before) ? { isPaused: before.isPaused } : {};
}

/** A rule of the group that is left out is deleted, as Grafana does it; but a group without any stays as it was. */
function putGroup(store: Store, { role, params, body, headers }: Call): Response {
  const given = groupSchema.safeParse(body);
  if (body === UNREADABLE || !given.success) {
    return message(400, 'bad request data');
  }
  const { folder = '', group = '' } = params;
  const { interval, rules } = given.data;
  if (interval <= 0 || interval % TICK !== 0) {
    const text = `interval (${goDuration(interval)}) should be non-zero and divided exactly by scheduler interval: ${TICK}`;
    return message(400, `invalid alert rule: ${text}`);
  }
  // Grafana lets an admin write into a folder that is not there.
  if (role !== 'Admin' && !store.folders.has(folder)) {
    return nothing(403);
  }
  const written = (rules ?? []).map((rule) => ({ ...rule, uid: rule.uid || `rule-${store.nextId()}` }));
  for (const rule of written) {
    const refusal = refusalOf(store, rule);
    if (refusal !== undefined) {
      return message(400, refusal);
    }
  }
  const kept = new Set(written.map(({ uid }) => uid));
  rulesOf(store, folder, group)
    .filter(({ uid }) => kept.size > 0 && !kept.has(uid))
    .forEach(({ uid }) => forget(store, uid));
  for (const rule of written) {
    saveRule(store, { ...rule, folderUID: folder, ruleGroup: group }, provenanceOf(headers));
  }
  store.intervals.set(groupKey(folder, group), interval);
  // The answer repeats what was sent: ids and times are known to the next GET alone.
  const answered = written.map((rule) =>
    stored({ ...rule, id: 0, updated: ZERO_TIME, provenance: provenanceOf(headers) })
  );
  return HttpResponse.json({ title: group, folderUid: folder, interval, rules: answered });
}

/** How Go writes "never". */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

/** Stores a rule, as given or changed. What is evaluated, named or sent otherwise begins anew. */
export function saveRule(store: Store, given: GivenRule, provenance: Provenance): void {
  const before = store.rules.get(given.uid);
  const rule: StoredRule = {
    ...given,
    id: before?.id ?? store.nextId(),
    updated: `${new Date().toISOString().slice(0, 19)}Z`,
    provenance,
  };
  store.rules.set(rule.uid, withDefaults(rule));
  if (before && evaluated(before) !== evaluated(store.rules.get(rule.uid) ?? rule)) {
    store.evaluations.delete(rule.uid);
  }
}

/** The part of a rule whose change makes Grafana forget its state. */
function evaluated({ title, labels, data, condition, notification_settings, isPaused, ...rule }: StoredRule): string {
  return JSON.stringify([title, labels, data, condition, notification_settings, isPaused, rule.for]);
}

function refusalOf(store: Store, { uid, data, notification_settings }: GivenRule): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(uid)) {
    return `invalid alert rule: cannot create rule with UID "${uid}": invalid format of UID. Only letters, numbers, '-' and '_' are allowed`;
  }
  if (notification_settings && !store.receivers.has(notification_settings.receiver)) {
    return `invalid alert rule\nreceiver ${notification_settings.receiver} does not exist`;
  }
  const missing = timingsOf(notification_settings).find((name) => !store.timeIntervals.has(name));
  if (missing !== undefined) {
    return `invalid alert rule\ntime interval ${missing} does not exist`;
  }
  return data?.length
    ? undefined
    : 'failed to insert alert rules: invalid alert rule: no queries or expressions are found';
}

function timingsOf(settings: GivenRule['notification_settings']): string[] {
  return [...(settings?.mute_time_intervals ?? []), ...(settings?.active_time_intervals ?? [])];
}

function withDefaults<Rule extends GivenRule>(rule: Rule): Rule {
  const data = (rule.data ?? []).map((query) => ({
    ...query,
    model: { intervalMs: 1000, maxDataPoints: 43_200, ...query.model },
  }));
  return { ...rule, data };
}

/** As Grafana writes a rule: what is not set is left out. */
function stored({ provenance, ...rule }: StoredRule) {
  return { ...rule, orgID: 1, ...(provenance !== '' && { provenance }), record: null };
}

function provenanceOf(headers: Headers): Provenance {
  return headers.has('X-Disable-Provenance') ? '' : 'api';
}

function rulesOf(store: Store, folder: string, group: string): StoredRule[] {
  return [...store.rules.values()].filter(({ folderUID, ruleGroup }) => folderUID === folder && ruleGroup === group);
}

function forget(store: Store, uid: string): void {
  store.rules.delete(uid);
  store.evaluations.delete(uid);
}

function goDuration(seconds: number): string {
  return seconds >= 60 ? `${Math.floor(seconds / 60)}m${seconds % 60}s` : `${seconds}s`;
}
