import { stringify } from 'yaml';

import type { StoredInterval } from './activeHours';
import { secondsOf } from './durationText';
import { folderTitle } from './folder';
import { EVALUATION_INTERVAL } from './rule';
import type { StoredRule } from './stored';
import { TEMPLATE_GROUP } from './templateGroup';

/** A contact point as Grafana shows it: of its secrets it says no more than that they are there. */
export interface StoredContactPoint {
  title: string;
  integrations: ReadonlyArray<{
    uid?: string;
    type: string;
    disableResolveMessage?: boolean;
    settings: Record<string, unknown>;
    secureFields?: Record<string, boolean>;
  }>;
}

/** What is to be exported: rules with all that they name. */
export interface Provisioned {
  rules: readonly StoredRule[];
  contactPoints: readonly StoredContactPoint[];
  timeIntervals: readonly StoredInterval[];
  /** The content of our group of message templates, where a contact point calls it. */
  templates?: string;
}

/** A file for Grafana's provisioning, and the secrets that it leaves to the environment of the Grafana that reads it. */
export interface ProvisioningFile {
  yaml: string;
  /** Names of environment variables. */
  secrets: string[];
}

/** The names of the contact points and of the time intervals that rules refer to. */
export function namesIn(rules: readonly StoredRule[]) {
  const settings = rules.flatMap(({ notification_settings }) => notification_settings ?? []);
  return {
    contactPoints: new Set(settings.map(({ receiver }) => receiver)),
    timeIntervals: new Set(
      settings.flatMap(({ active_time_intervals: active = [], mute_time_intervals: mute = [] }) => [...active, ...mute])
    ),
  };
}

/** Rules, contact points and time intervals as one file for Grafana's `provisioning/alerting` folder. */
export function provisioningFile({ rules, ...named }: Provisioned): ProvisioningFile {
  const contactPoints = named.contactPoints.map(contactPointEntry);
  const secrets = contactPoints.flatMap(({ secrets: names }) => names);
  const file = {
    apiVersion: 1,
    groups: groupsOf(rules).map(({ folderUID, ruleGroup, rules: inGroup }) => ({
      orgId: 1,
      name: literal(ruleGroup),
      folder: literal(folderTitle(folderUID)),
      interval: `${EVALUATION_INTERVAL}s`,
      rules: inGroup.map(ruleEntry),
    })),
    ...(contactPoints.length > 0 && { contactPoints: contactPoints.map(({ entry }) => entry) }),
    ...(named.templates !== undefined && {
      // Grafana takes these as they are: a doubled $ would keep it from starting.
      templates: [{ orgId: 1, name: TEMPLATE_GROUP, template: named.templates }],
    }),
    ...(named.timeIntervals.length > 0 && {
      muteTimes: named.timeIntervals.map(({ name, time_intervals }) => ({ orgId: 1, name, time_intervals })),
    }),
  };
  return { yaml: `${headOf(secrets)}${stringify(file, { lineWidth: 0, aliasDuplicateObjects: false })}`, secrets };
}

function headOf(secrets: readonly string[]): string {
  const lines = [
    'Alert policies of KPI Watch, for the folder provisioning/alerting of a Grafana.',
    ...(secrets.length > 0
      ? [
          'Secrets are left out. Set these in the environment of that Grafana before it starts, or it will refuse this file:',
          ...secrets.map((name) => `  ${name}`),
        ]
      : []),
  ];
  return lines.map((line) => `# ${line}\n`).join('');
}

function groupsOf(rules: readonly StoredRule[]) {
  const groups = new Map<string, { folderUID: string; ruleGroup: string; rules: StoredRule[] }>();
  for (const rule of rules) {
    const { folderUID, ruleGroup } = rule;
    const key = JSON.stringify([folderUID, ruleGroup]);
    const group = groups.get(key) ?? { folderUID, ruleGroup, rules: [] };
    group.rules.push(rule);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Grafana's files spell some fields otherwise than its API. */
export function ruleEntry(rule: StoredRule) {
  const { __dashboardUid__: dashboardUid, __panelId__: panelId } = rule.annotations;
  return {
    uid: rule.uid,
    title: literal(rule.title),
    condition: rule.condition,
    ...(dashboardUid !== undefined && { dashboardUid, panelId: Number(panelId) }),
    data: rule.data,
    noDataState: rule.noDataState,
    execErrState: rule.execErrState,
    for: seconds(rule.for),
    keepFiringFor: seconds(rule.keep_firing_for),
    isPaused: rule.isPaused,
    // Of all texts of a rule, these alone are taken as they are.
    annotations: rule.annotations,
    labels: literals(rule.labels),
    ...(rule.notification_settings && { notification_settings: literals(rule.notification_settings) }),
  };
}

function seconds(duration: string): string {
  return `${secondsOf(duration) ?? 0}s`;
}

function contactPointEntry({ title, integrations }: StoredContactPoint, index: number) {
  const receivers = integrations.map((integration, at) => {
    const { uid, type, disableResolveMessage = false, settings } = integration;
    const variables = secretPaths(integration).map(
      (path) => [path, variableName(title, index, at, path.join('_'))] as const
    );
    return {
      secrets: variables.map(([, variable]) => variable),
      entry: {
        uid: uid ?? `contact-point-${index + 1}-${at + 1}`,
        type,
        disableResolveMessage,
        settings: variables.reduce((all, [path, variable]) => withValue(all, path, `$${variable}`), literals(settings)),
      },
    };
  });
  return {
    secrets: receivers.flatMap(({ secrets }) => secrets),
    entry: { orgId: 1, name: literal(title), receivers: receivers.map(({ entry }) => entry) },
  };
}

/**
 * Where a channel's secrets are: those that Grafana keeps for itself, and what it shows though it may let others in,
 * which are the address of a webhook and the headers that go with it.
 */
function secretPaths({ settings, secureFields }: StoredContactPoint['integrations'][number]): string[][] {
  const kept = Object.entries(secureFields ?? {}).flatMap(([name, isSet]) => (isSet ? [name.split('.')] : []));
  const address = typeof settings.url === 'string' && !secureFields?.url ? [['url']] : [];
  const headers = isRecord(settings.headers) ? Object.keys(settings.headers).map((name) => ['headers', name]) : [];
  return [...address, ...headers, ...kept];
}

function withValue(settings: Record<string, unknown>, path: readonly string[], value: string): Record<string, unknown> {
  const [name = '', ...rest] = path;
  const inner = settings[name];
  return { ...settings, [name]: rest.length > 0 ? withValue(isRecord(inner) ? inner : {}, rest, value) : value };
}

/** `KPIWATCH_ORDERS_ALERTS_1_1_URL`: with numbers, for a title may have no letter that a variable can have. */
function variableName(title: string, index: number, at: number, field: string): string {
  const words = [title, String(index + 1), String(at + 1), field].map((text) =>
    text
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .toUpperCase()
  );
  return ['KPIWATCH', ...words].filter((word) => word !== '').join('_');
}

/** A text that Grafana's provisioning takes as it is: it fills in `$NAMES` from its environment. */
function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function literals(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literalValue(value)]));
}

function literalValue(value: unknown): unknown {
  if (typeof value === 'string') {
    return literal(value);
  }
  if (Array.isArray(value)) {
    return value.map(literalValue);
  }
  return isRecord(value) ? literals(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
