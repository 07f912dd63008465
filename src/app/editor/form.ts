import { z } from 'zod';

import type { KpiDataSource } from '../../grafana/datasources';
import type { Kpi } from '../../kpi/catalogue/schema';
import { channelContactPoint, typedOf, type ChannelType } from '../../policy/channel';
import type { NewContactPoint } from '../../policy/contactPoint';
import { policySchema, SEVERITIES, WEEKDAYS, type Policy } from '../../policy/schema';
import { slackContactPoint, slackFormSchema } from '../../policy/slack';
import { refOf, type Team } from '../../policy/team';
import { LANGUAGES } from '../../policy/texts';
import { POLICY_VERSION } from '../../policy/version';
import { messageLanguage } from './messageLanguage';
import {
  DEFAULT_SHIFTED,
  NO_QUERY,
  queryFields,
  queryFieldsOf,
  queryInput,
  queryTriggerInput,
  shiftedFields,
  shiftedFieldsOf,
  type QueryFields,
} from './queryForm';
import { quietFields, quietFieldsOf, quietInput, quietPath } from './quietForm';
import { makesContact, missingTeamPaths, stepInput, toldInput } from './toldForm';
import { defaultTrigger, triggerFields, triggerFieldsOf, triggerInput } from './triggerForm';

const number = z.number().or(z.nan());

/** What the fields hold: loose, because a person is still typing. */
const fields = z.object({
  /** KPIs, or a query of any data source. */
  watched: z.enum(['kpis', 'query']),
  datasourceUid: z.string(),
  kpis: z.array(z.string()),
  query: queryFields,
  /** By what a query is judged. */
  judged: z.enum(['shifted', 'threshold']),
  shifted: shiftedFields,
  trigger: triggerFields,
  title: z.string(),
  severity: z.enum(SEVERITIES),
  owner: z.string(),
  /** Of a team's policy: its own owner; the team's, where there is none. */
  ownOwner: z.string(),
  runbook: z.string(),
  /** Whether to tell a team, a contact point that is there, or to make one. */
  contact: z.enum(['team', 'existing', 'slack', 'channel']),
  team: z.object({ id: z.string(), name: z.string() }),
  contactPoint: z.string(),
  slack: z.object({
    way: z.enum(['webhook', 'token', 'buttons']),
    name: z.string(),
    url: z.string(),
    token: z.string(),
    channel: z.string(),
    endpointUrl: z.string(),
  }),
  /** A contact point of any kind; what is typed for each kind, for a person may look at several. */
  channel: z.object({
    name: z.string(),
    type: z.string(),
    settings: z.record(z.string(), z.unknown()),
    /** Whether the end of a breach is told as well. */
    resolved: z.boolean(),
  }),
  cadence: z.object({
    kind: z.enum(['once', 'times', 'span', 'acknowledged']),
    every: z.string(),
    times: number,
    span: z.string(),
  }),
  ending: z.object({ kind: z.enum(['itself', 'hand']), after: z.string() }),
  whenUnread: z.enum(['tell', 'keep']),
  escalation: z.array(
    z.object({
      after: z.string(),
      contactPoint: z.string(),
      team: z.object({ id: z.string(), name: z.string() }).optional(),
    })
  ),
  language: z.enum(LANGUAGES),
  active: z.enum(['always', 'hours']),
  quiet: quietFields,
  activeHours: z.object({ weekdays: z.array(z.enum(WEEKDAYS)), from: z.string(), to: z.string(), zone: z.string() }),
});

export type PolicyFields = z.infer<typeof fields>;

/** What the form hands over when every field is right. */
export interface PolicyDraft {
  policy: Policy;
  newContactPoint?: NewContactPoint;
}

/**
 * The form of the policy `id`: the fields, judged by the schemas of what they become. Where the teams are not known, a
 * policy keeps what it was told of its own.
 */
export function policyFormSchema(id: string, channelTypes: readonly ChannelType[] = [], teams?: readonly Team[]) {
  return fields.transform((values, context): PolicyDraft => {
    const isNewContact = makesContact(values.contact);
    const policy = policySchema.safeParse(policyInput(id, values, teams ?? []));
    const made = newContactPointOf(values, channelTypes);
    for (const path of missingTeamPaths(values, teams)) {
      context.issues.push({ code: 'custom', input: values, path, message: 'missing' });
    }
    for (const { path, message } of policy.error?.issues ?? []) {
      if (!(isNewContact && path[0] === 'contactPoint')) {
        context.issues.push({ code: 'custom', input: values, path: fieldPath(values, path), message });
      }
    }
    for (const { path, message } of made?.issues ?? []) {
      context.issues.push({ code: 'custom', input: values, path: [...path], message });
    }
    return policy.success ? { policy: policy.data, newContactPoint: made?.contactPoint } : z.NEVER;
  });
}

/** The field that a part of the policy comes from. */
function fieldPath({ watched, judged, contact }: PolicyFields, path: PropertyKey[]): PropertyKey[] {
  const [first, ...rest] = path;
  if (contact === 'team' && (first === 'team' || first === 'contactPoint')) {
    return ['team'];
  }
  if (contact === 'team' && first === 'owner') {
    return ['ownOwner'];
  }
  if (first === 'quiet' || first === 'muteTimings') {
    return quietPath(path);
  }
  if (watched === 'kpis') {
    return path;
  }
  return first === 'datasourceUid'
    ? ['query', 'uid']
    : first === 'trigger' && judged === 'shifted'
      ? ['shifted', ...rest]
      : path;
}

interface MadeContactPoint {
  contactPoint?: NewContactPoint;
  /** Which fields are not right, and why. */
  issues: Array<{ path: PropertyKey[]; message: string }>;
}

/** The contact point that is to be made, if one is. */
export function newContactPointOf(
  { contact, slack, channel }: Pick<PolicyFields, 'contact' | 'slack' | 'channel'>,
  types: readonly ChannelType[]
): MadeContactPoint | undefined {
  switch (contact) {
    case 'team':
    case 'existing':
      return undefined;
    case 'slack': {
      const { data, error } = slackFormSchema.safeParse(slackInput(slack));
      const issues = (error?.issues ?? []).map(({ path, message }) => ({ path: ['slack', ...path], message }));
      return { issues, ...(data && { contactPoint: slackContactPoint(data) }) };
    }
    case 'channel':
      return newChannelOf(channel, types);
  }
}

function newChannelOf(
  { name, type, settings, resolved }: PolicyFields['channel'],
  types: readonly ChannelType[]
): MadeContactPoint {
  const title = name.trim();
  const chosen = types.find((one) => one.type === type);
  const made = chosen && channelContactPoint(chosen, { title, resolved }, typedOf(settings[type]));
  const issues = [
    ...(title === '' || title.length > 100 ? [{ path: ['channel', 'name'], message: 'missing' }] : []),
    ...(made ? [] : [{ path: ['channel', 'type'], message: 'missing' }]),
    ...(made?.issues ?? []).map(({ path, what }) => ({ path: ['channel', 'settings', type, ...path], message: what })),
  ];
  return { issues, ...(issues.length === 0 && { contactPoint: made?.contactPoint }) };
}

/** What the Slack part becomes, of the way that is chosen. */
function slackInput({ way, name, url, token, channel, endpointUrl }: PolicyFields['slack']) {
  return way === 'webhook'
    ? { way, name, url }
    : { way, name, token, channel, endpointUrl: endpointUrl === '' ? undefined : endpointUrl };
}

function policyInput(id: string, values: PolicyFields, teams: readonly Team[]) {
  const {
    contact,
    team: _team,
    contactPoint: _contactPoint,
    slack: _slack,
    channel: _channel,
    owner: _owner,
    ownOwner: _ownOwner,
    runbook,
    watched,
    datasourceUid,
    kpis,
    query,
    judged: _judged,
    shifted: _shifted,
    trigger,
    cadence,
    ending,
    whenUnread,
    escalation,
    language,
    active,
    activeHours,
    quiet,
    ...rest
  } = values;
  return {
    ...rest,
    version: POLICY_VERSION,
    id,
    ...(watched === 'query'
      ? { datasourceUid: query.uid, kpis: [], query: queryInput(query), trigger: queryTriggerInput(values) }
      : { datasourceUid, kpis, trigger: triggerInput(trigger) }),
    runbook: runbook === '' ? undefined : runbook,
    ...toldInput(values, teams),
    cadence: cadenceInput(cadence),
    ending: ending.kind === 'hand' ? { kind: ending.kind } : ending,
    whenUnread: whenUnread === 'keep' ? whenUnread : undefined,
    escalation: escalation.length > 0 ? escalation.map((step) => stepInput(step, values, teams)) : undefined,
    language: language === 'ko' ? language : undefined,
    activeHours: active === 'hours' ? activeHours : undefined,
    ...quietInput(quiet),
  };
}

/** What the fields say of how often, of the kind that is chosen. */
export function cadenceInput({ kind, every, times, span }: PolicyFields['cadence']) {
  switch (kind) {
    case 'once':
      return { kind };
    case 'times':
      return { kind, every, times };
    case 'span':
      return { kind, every, span };
    case 'acknowledged':
      return { kind, every };
  }
}

const NO_TEAM: PolicyFields['team'] = { id: '', name: '' };

const NO_SLACK: PolicyFields['slack'] = {
  way: 'webhook',
  name: '',
  url: '',
  token: '',
  channel: '',
  endpointUrl: '',
};

const NO_CHANNEL: PolicyFields['channel'] = { name: '', type: '', settings: {}, resolved: true };

const CADENCE: PolicyFields['cadence'] = { kind: 'acknowledged', every: '4h', times: 3, span: '2h' };

const ENDING: PolicyFields['ending'] = { kind: 'itself', after: '0s' };

/** Office hours where the person is. */
function defaultHours(): PolicyFields['activeHours'] {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { weekdays: WEEKDAYS.slice(0, 5), from: '09:00', to: '18:00', zone: timeZone };
}

/** The fields of a policy that is there. */
export function fieldsOf(policy: Policy): PolicyFields {
  const {
    id: _id,
    version: _version,
    query,
    trigger,
    team,
    runbook,
    cadence,
    ending,
    activeHours,
    quiet,
    muteTimings,
    ...rest
  } = policy;
  return {
    ...rest,
    watched: query ? 'query' : 'kpis',
    query: queryFieldsOf(policy),
    judged: query && trigger.kind === 'threshold' ? 'threshold' : 'shifted',
    shifted: trigger.kind === 'shifted' ? shiftedFieldsOf(trigger) : DEFAULT_SHIFTED,
    trigger: triggerFieldsOf(trigger),
    ownOwner: team?.owner === 'own' ? policy.owner : '',
    runbook: runbook ?? '',
    contact: team ? 'team' : 'existing',
    team: team ? refOf(team) : NO_TEAM,
    slack: NO_SLACK,
    channel: NO_CHANNEL,
    cadence: { ...CADENCE, ...cadence },
    ending: { ...ENDING, ...ending },
    whenUnread: policy.whenUnread ?? 'tell',
    escalation: policy.escalation ?? [],
    language: policy.language ?? 'en',
    active: activeHours ? 'hours' : 'always',
    activeHours: activeHours ?? defaultHours(),
    quiet: quietFieldsOf({ quiet, muteTimings }),
  };
}

/** The fields as a person has them, with what somebody else changed meanwhile, who begins from the same. */
export function withTheirs(before: PolicyFields, theirs: PolicyFields, mine: PolicyFields): PolicyFields {
  const parts = Object.entries(theirs).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([key]) => key === name)?.[1])
  );
  return { ...mine, ...Object.fromEntries(parts) };
}

/** The fields of a policy that is to be made, for a query of any data source. */
export function newQueryFields(source: KpiDataSource | undefined, query: QueryFields, title: string): PolicyFields {
  return { ...newFields(source, [], title), watched: 'query', query };
}

/** The fields of a policy that is to be made, for these KPIs of a data source. */
export function newFields(source: KpiDataSource | undefined, kpis: readonly Kpi[], title: string): PolicyFields {
  return {
    watched: 'kpis',
    datasourceUid: source?.uid ?? '',
    kpis: kpis.map(({ id }) => id),
    query: NO_QUERY,
    judged: 'shifted',
    shifted: DEFAULT_SHIFTED,
    trigger: defaultTrigger(kpis),
    title,
    severity: 'warning',
    owner: defaultOwner(kpis),
    ownOwner: '',
    runbook: defaultRunbook(kpis),
    contact: 'existing',
    team: NO_TEAM,
    contactPoint: '',
    slack: NO_SLACK,
    channel: NO_CHANNEL,
    cadence: CADENCE,
    ending: ENDING,
    whenUnread: 'tell',
    escalation: [],
    language: messageLanguage(),
    active: 'always',
    activeHours: defaultHours(),
    quiet: quietFieldsOf({}),
  };
}

export function defaultOwner(kpis: readonly Kpi[]): string {
  return kpis.find(({ owner }) => owner !== undefined)?.owner ?? '';
}

export function defaultRunbook(kpis: readonly Kpi[]): string {
  return kpis.find(({ runbook }) => runbook !== undefined)?.runbook ?? '';
}
