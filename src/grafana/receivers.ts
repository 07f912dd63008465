import { z } from 'zod';

import type { Integration, NewContactPoint } from '../policy/contactPoint';
import type { StoredContactPoint } from '../policy/provisioning';
import { isIndividual } from '../policy/individual';
import { OUR_TEMPLATE_GROUP } from '../policy/templateGroup';
import { ourTexts, withTexts } from '../policy/testMessage';
import { GrafanaError } from './error';
import { ANYTHING, request } from './http';
import { findApi, manifest, resourceUrl } from './notifications';
import { findTemplates, isUnrenderable, renderTemplates } from './templates';

/** A Grafana contact point: who is told, over which channels. */
export interface ContactPoint {
  /** The name by which the API knows it. */
  name: string;
  /** Its name for people, by which rules refer to it. */
  title: string;
  /** Kinds of its channels, such as `slack` and `email`. */
  types: string[];
  /** Whether it reaches one person, as far as its settings tell. */
  isIndividual: boolean;
  /** Whether its messages are in the words of our template group. */
  callsOurs: boolean;
  /** Whether the person may have rules tell it. */
  isUsable: boolean;
  /** How many rules and routes of the policy tree tell it. */
  uses: { rules: number; routes: number };
  /** Whether the person may delete it, were it not used. */
  isDeletable: boolean;
}

/** What the test of a contact point came to; `answer` is the channel's own error, as Grafana hands it on. */
export type TestResult = { ok: true } | { ok: false; answer: string };

/** What a test message says: it looks like a breach, and says that it is none. */
const TEST_ALERT = {
  labels: { alertname: 'Test message', severity: 'info', owner: 'KPI Watch' },
  annotations: {
    summary: 'This is a test',
    description: 'KPI Watch can reach this channel. Nothing has fallen.',
  },
};

const receiverSchema = z.object({
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({
    title: z.string(),
    integrations: z
      .array(
        z.object({
          uid: z.string().optional(),
          type: z.string(),
          disableResolveMessage: z.boolean().optional(),
          settings: z.record(z.string(), z.unknown()).default({}),
          secureFields: z.record(z.string(), z.boolean()).optional(),
        })
      )
      .nullish(),
  }),
});

type Receiver = z.infer<typeof receiverSchema>;

const receiverListSchema = z.object({ items: z.array(receiverSchema) });

/** Every contact point, Slack ones first, then by name. */
export async function listContactPoints(): Promise<ContactPoint[]> {
  const { version } = await findApi();
  return (await list(version))
    .map(contactPointOf)
    .sort((a, b) => slackFirst(a) - slackFirst(b) || a.title.localeCompare(b.title));
}

/** The contact points of these names with their settings; secrets stay in Grafana. */
export async function readContactPoints(titles: ReadonlySet<string>): Promise<StoredContactPoint[]> {
  const { version } = await findApi();
  return (await list(version))
    .filter(({ spec }) => titles.has(spec.title))
    .map(({ spec: { title, integrations } }) => ({ title, integrations: integrations ?? [] }));
}

function contactPointOf({ metadata: { name, annotations = {} }, spec }: Receiver): ContactPoint {
  const count = (uses: 'rules' | 'routes') => Number(annotations[`grafana.com/inUse/${uses}`] ?? 0);
  return {
    name,
    title: spec.title,
    types: [...new Set((spec.integrations ?? []).map(({ type }) => type))],
    isIndividual: isIndividual(spec.integrations ?? []),
    callsOurs: (spec.integrations ?? []).some(({ settings }) => ourTexts(settings).length > 0),
    isUsable: annotations['grafana.com/canUse'] !== 'false',
    uses: { rules: count('rules'), routes: count('routes') },
    isDeletable:
      annotations['grafana.com/access/canDelete'] === 'true' &&
      (annotations['grafana.com/provenance'] ?? 'none') === 'none',
  };
}

async function list(version: string): Promise<Receiver[]> {
  const url = receiversUrl(version);
  return (await request(receiverListSchema, { task: 'list-contact-points', url })).items;
}

/** Makes a contact point with one channel. Returns the name by which the API knows it. */
export async function createContactPoint(title: string, integration: Integration): Promise<string> {
  const { version } = await findApi();
  const created = await request(receiverSchema, {
    task: 'create-contact-point',
    method: 'POST',
    url: receiversUrl(version),
    body: manifest('Receiver', version, { title, integrations: [integration] }),
  });
  return created.metadata.name;
}

/** Deletes a contact point by the name that `createContactPoint` gave. Grafana refuses while rules use it. */
export async function deleteContactPoint(name: string): Promise<void> {
  const { version } = await findApi();
  await request(ANYTHING, {
    task: 'delete-contact-point',
    method: 'DELETE',
    url: `${receiversUrl(version)}/${encodeURIComponent(name)}`,
  });
}

/** Sends a test message over a channel that nobody saved yet, and first over the one that probes it, if there is one. */
export async function testIntegration({
  integration,
  secrets,
  probe,
}: Pick<NewContactPoint, 'integration' | 'secrets' | 'probe'>): Promise<TestResult> {
  for (const tested of [...(probe ? [probe] : []), integration]) {
    const answer = await test(await rendered(tested));
    if (answer !== undefined) {
      return { ok: false, answer: withoutSecrets(answer, secrets) };
    }
  }
  return { ok: true };
}

/** The channel's own error; undefined where the message went out. */
async function test(integration: Integration): Promise<string | undefined> {
  const { version, resources } = await findApi();
  const isNewTest = resources.has('receivers/test');
  const { answer } = isNewTest ? await testByResource(version, integration) : await testByConfig(integration);
  return answer;
}

/** The channel with the test's words in place of our templates: it may be that Grafana does not know them yet. */
async function rendered(integration: Integration): Promise<Integration> {
  const ours = ourTexts(integration.settings);
  if (ours.length === 0) {
    return integration;
  }
  try {
    const stored = await findTemplates();
    const texts = await renderTemplates(
      stored?.spec.content ?? OUR_TEMPLATE_GROUP,
      ours.map(({ template }) => template),
      [{ ...TEST_ALERT, startsAt: new Date().toISOString() }]
    );
    const done = ours.flatMap(({ path }, index) => {
      const text = texts[index];
      return text && 'text' in text ? [{ path, text: text.text }] : [];
    });
    return { ...integration, settings: withTexts(integration.settings, done) };
  } catch (error) {
    if (isUnrenderable(error)) {
      return integration;
    }
    throw error;
  }
}

const resourceTestSchema = z.object({ status: z.string(), error: z.string().optional() });

/** The test of 12.4 and later; `-` stands for a contact point that is not saved. */
async function testByResource(version: string, integration: Integration): Promise<{ answer?: string }> {
  const { status, error } = await request(resourceTestSchema, {
    task: 'test-contact-point',
    method: 'POST',
    url: `${receiversUrl(version)}/-/test`,
    body: { integration, alert: TEST_ALERT },
  });
  return { answer: status === 'success' ? undefined : (error ?? status) };
}

const configTestSchema = z
  .object({
    receivers: z
      .array(
        z.object({
          grafana_managed_receiver_configs: z
            .array(z.object({ status: z.string(), error: z.string().optional() }))
            .min(1),
        })
      )
      .min(1),
  })
  .transform(({ receivers }) => {
    const configs = receivers.flatMap((receiver) => receiver.grafana_managed_receiver_configs);
    const failed = configs.find(({ status }) => status !== 'ok');
    return { answer: failed && (failed.error ?? failed.status) };
  });

/** The test of 12.3. A channel that can't work comes back as a refusal, with the same body as one that failed. */
async function testByConfig({ type, settings, disableResolveMessage }: Integration): Promise<{ answer?: string }> {
  try {
    return await request(configTestSchema, {
      task: 'test-contact-point',
      method: 'POST',
      url: '/api/alertmanager/grafana/config/api/v1/receivers/test',
      body: {
        alert: TEST_ALERT,
        receivers: [
          {
            name: 'test',
            grafana_managed_receiver_configs: [
              { name: 'test', type, settings, secureSettings: {}, disableResolveMessage },
            ],
          },
        ],
      },
    });
  } catch (error) {
    const refused = error instanceof GrafanaError && configTestSchema.safeParse(error.body);
    if (refused && refused.success) {
      return refused.data;
    }
    throw error;
  }
}

/** Errors of the network quote the address that they could not reach, and a webhook's address is its secret. */
function withoutSecrets(answer: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), answer);
}

function receiversUrl(version: string): string {
  return resourceUrl(version, 'receivers');
}

function slackFirst({ types }: ContactPoint): number {
  return types.includes('slack') ? 0 : 1;
}
