import { z } from 'zod';

import type { KpiDataSource } from '../../grafana/datasources';
import { minimumEventsFor } from '../../kpi/detect/judge';
import type { Kpi } from '../../kpi/catalogue/schema';
import { policySchema, POLICY_VERSION, SEVERITIES, type Policy } from '../../policy/schema';
import { slackFormSchema, type SlackForm } from '../../policy/slack';

/** What the fields hold: loose, because a person is still typing. */
const fields = z.object({
  datasourceUid: z.string(),
  kpis: z.array(z.string()),
  dropPercent: z.number().or(z.nan()),
  window: z.string(),
  minimumEvents: z.number().or(z.nan()),
  recoverPercent: z.number().or(z.nan()),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  owner: z.string(),
  runbook: z.string(),
  /** Whether to tell a contact point that is there, or to make one. */
  contact: z.enum(['existing', 'slack']),
  contactPoint: z.string(),
  slack: z.object({
    way: z.enum(['webhook', 'token']),
    name: z.string(),
    url: z.string(),
    token: z.string(),
    channel: z.string(),
    endpointUrl: z.string(),
  }),
});

export type PolicyFields = z.infer<typeof fields>;

/** What the form hands over when every field is right. */
export interface PolicyDraft {
  policy: Policy;
  slack?: SlackForm;
}

/** The form of the policy `id`: the fields, judged by the schemas of what they become. */
export function policyFormSchema(id: string) {
  return fields.transform((values, context): PolicyDraft => {
    const isNewContact = values.contact === 'slack';
    const policy = policySchema.safeParse(policyInput(id, values));
    const slack = isNewContact ? slackFormSchema.safeParse(slackInput(values.slack)) : undefined;
    for (const { path, message } of policy.error?.issues ?? []) {
      if (!(isNewContact && path[0] === 'contactPoint')) {
        context.issues.push({ code: 'custom', input: values, path, message });
      }
    }
    for (const { path, message } of slack?.error?.issues ?? []) {
      context.issues.push({ code: 'custom', input: values, path: ['slack', ...path], message });
    }
    return policy.success ? { policy: policy.data, slack: slack?.data } : z.NEVER;
  });
}

/** What the Slack part becomes, of the way that is chosen. */
export function slackInput({ way, name, url, token, channel, endpointUrl }: PolicyFields['slack']) {
  return way === 'webhook'
    ? { way, name, url }
    : { way, name, token, channel, endpointUrl: endpointUrl === '' ? undefined : endpointUrl };
}

function policyInput(id: string, values: PolicyFields) {
  const { contact, contactPoint, slack, runbook, ...rest } = values;
  return {
    ...rest,
    version: POLICY_VERSION,
    id,
    runbook: runbook === '' ? undefined : runbook,
    contactPoint: contact === 'slack' ? slack.name.trim() : contactPoint,
  };
}

const NO_SLACK: PolicyFields['slack'] = {
  way: 'webhook',
  name: '',
  url: '',
  token: '',
  channel: '',
  endpointUrl: '',
};

const DROP = 30;

/** The fields of a policy that is there. */
export function fieldsOf(policy: Policy): PolicyFields {
  const { id: _id, version: _version, runbook, ...rest } = policy;
  return { ...rest, runbook: runbook ?? '', contact: 'existing', slack: NO_SLACK };
}

/** The fields of a policy that is to be made, for these KPIs of a data source. */
export function newFields(source: KpiDataSource, kpis: readonly Kpi[], title: string): PolicyFields {
  return {
    datasourceUid: source.uid,
    kpis: kpis.map(({ id }) => id),
    dropPercent: DROP,
    window: '10m',
    minimumEvents: defaultMinimumEvents(DROP),
    recoverPercent: defaultRecovery(DROP),
    title,
    severity: 'warning',
    owner: defaultOwner(kpis),
    runbook: defaultRunbook(kpis),
    contact: 'existing',
    contactPoint: '',
    slack: NO_SLACK,
  };
}

/** The fewest expected events that can show a drop of so many percent. */
export function defaultMinimumEvents(dropPercent: number): number {
  return minimumEventsFor(dropPercent / 100);
}

/** A breach ends at half of the drop that began it. */
export function defaultRecovery(dropPercent: number): number {
  return Math.max(1, Math.round(dropPercent / 2));
}

export function defaultOwner(kpis: readonly Kpi[]): string {
  return kpis.find(({ owner }) => owner !== undefined)?.owner ?? '';
}

export function defaultRunbook(kpis: readonly Kpi[]): string {
  return kpis.find(({ runbook }) => runbook !== undefined)?.runbook ?? '';
}
