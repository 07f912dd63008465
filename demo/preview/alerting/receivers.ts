import { createHash } from 'node:crypto';

import { HttpResponse } from 'msw';
import { z } from 'zod';

import { failure } from './answers';
import { GROUP } from './named-resources';
import { isKnownKind, secretsOf } from './notifiers';
import { changeRights, forbidden, invalid, notFound } from './receiver-refusals';
import { isAtLeast, type Call, type Role, type Routes } from './route';
import type { Store } from './store';

const integrationSchema = z.object({
  uid: z.string().default(''),
  type: z.string(),
  version: z.string().default('v1'),
  disableResolveMessage: z.boolean().default(false),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Of a stored secret: keep it. */
  secureFields: z.record(z.string(), z.boolean()).default({}),
});

const receiverSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().default('') }).default({ resourceVersion: '' }),
  spec: z.object({ title: z.string().default(''), integrations: z.array(integrationSchema).default([]) }),
});

type GivenIntegration = z.infer<typeof integrationSchema>;

/** A channel with its secrets among its settings: it never leaves the fake like this. */
export type StoredIntegration = Omit<GivenIntegration, 'secureFields'>;

export interface StoredReceiver {
  title: string;
  integrations: StoredIntegration[];
}

/** Why Grafana would not take the channel. */
export function problemOf({ type, settings }: StoredIntegration): string | undefined {
  const isSet = (name: string) => typeof settings[name] === 'string' && settings[name] !== '';
  if (type === 'slack' && !isSet('url')) {
    const missing = ['recipient', 'token'].find((name) => !isSet(name));
    return missing && `${missing} must be specified when using the Slack chat API`;
  }
  return undefined;
}

export function receiverRoutes(routes: Routes, store: Store, version: string): void {
  const list = `/apis/${GROUP}/${version}/namespaces/:namespace/receivers`;
  const one = `${list}/:name`;
  const described = (receiver: StoredReceiver, role?: Role) => ({
    ...head(version),
    ...body(store, receiver, role),
  });

  routes.on('get', list, ({ role }) =>
    HttpResponse.json({
      kind: 'ReceiverList',
      apiVersion: `${GROUP}/${version}`,
      metadata: {},
      items: [...store.receivers.values()].map((receiver) => body(store, receiver, role)),
    })
  );

  routes.on('get', one, ({ role, params }) => {
    const receiver = find(store, params.name);
    return receiver ? HttpResponse.json(described(receiver, role)) : notFound();
  });

  routes.on('post', list, ({ role, body: sent }) => {
    if (!isAtLeast(role, 'Editor')) {
      return forbidden('create', 'any(alert.notifications:write alert.notifications.receivers:create)');
    }
    const receiver = readReceiver(store, sent);
    if (receiver instanceof Response) {
      return receiver;
    }
    if (store.receivers.has(receiver.title)) {
      const text = 'Receiver with this name already exists. Use a different name or update an existing one.';
      return failure(409, text, { reason: 'Conflict', details: { uid: 'alerting.notifications.receivers.exists' } });
    }
    store.receivers.set(receiver.title, receiver);
    return HttpResponse.json(described(receiver), { status: 201 });
  });

  routes.on('put', one, (call) => {
    const receiver = replace(store, call);
    return receiver instanceof Response ? receiver : HttpResponse.json(described(receiver));
  });

  routes.on('delete', one, ({ role, params }) => {
    if (!isAtLeast(role, 'Editor')) {
      return forbidden('delete', changeRights('delete'), params.name);
    }
    const receiver = find(store, params.name);
    if (!receiver) {
      return notFound();
    }
    const rules = usersOf(store, receiver.title);
    if (rules.length > 0) {
      return failure(409, `Receiver is used by ${rules.length} rule(s)`, {
        reason: 'Conflict',
        details: {
          uid: 'alerting.notifications.receivers.used',
          causes: [{ message: JSON.stringify(rules), field: 'UsedByRules' }],
        },
      });
    }
    store.receivers.delete(receiver.title);
    return HttpResponse.json(described(receiver, role));
  });
}

/** What is wrong with the receiver as an answer, or the receiver with the stored secrets that it asks to keep. */
function readReceiver(store: Store, sent: unknown, before?: StoredReceiver): StoredReceiver | Response {
  const given = receiverSchema.safeParse(sent);
  if (!given.success) {
    return failure(400, 'the object provided is unrecognized (must be of type Receiver)', { reason: 'BadRequest' });
  }
  const { title, integrations } = given.data.spec;
  if (title === '') {
    return invalid('name should not be an empty string');
  }
  const unknown = integrations.find(({ type }) => !isKnownKind(type));
  if (unknown) {
    return failure(500, `unknown integration type: ${unknown.type}`);
  }
  const kept = integrations.map((integration) => withSecrets(store, integration, before));
  for (const integration of kept) {
    const problem = problemOf(integration);
    if (problem !== undefined) {
      return invalid(`failed to validate integration "${title}" (UID ) of type "${integration.type}": ${problem}`);
    }
  }
  return { title, integrations: kept };
}

function withSecrets(
  store: Store,
  { secureFields, ...integration }: GivenIntegration,
  before: StoredReceiver | undefined
): StoredIntegration {
  const stored = before?.integrations.find(({ uid }) => uid === integration.uid)?.settings ?? {};
  const secrets = Object.entries(secureFields).flatMap(([name, keep]) => (keep && name in stored ? [name] : []));
  return {
    ...integration,
    uid: integration.uid || `integration-${store.nextId()}`,
    settings: { ...Object.fromEntries(secrets.map((name) => [name, stored[name]])), ...integration.settings },
  };
}

function replace(store: Store, { role, params, body: sent }: Call): StoredReceiver | Response {
  if (!isAtLeast(role, 'Editor')) {
    return forbidden('update', changeRights('write'), params.name);
  }
  const before = find(store, params.name);
  if (!before) {
    return notFound();
  }
  const given = receiverSchema.safeParse(sent).data?.metadata.resourceVersion ?? '';
  const current = versionOf(before);
  if (given !== current) {
    const text = `Provided version '${given}' of receiver '${before.title}' does not match current version '${current}'`;
    const causes = Object.entries({ Version: given, CurrentVersion: current, Name: before.title });
    return failure(409, text, {
      reason: 'Conflict',
      details: {
        uid: 'alerting.notifications.receivers.conflict',
        causes: causes.map(([field, value]) => ({ message: JSON.stringify(value), field })),
      },
    });
  }
  const after = readReceiver(store, sent, before);
  if (!(after instanceof Response)) {
    store.receivers.delete(before.title);
    store.receivers.set(after.title, after);
  }
  return after;
}

function head(version: string) {
  return { kind: 'Receiver', apiVersion: `${GROUP}/${version}` };
}

/** A receiver as it leaves Grafana: of its secrets it says that they are there. Without a role, as after writing. */
function body(store: Store, receiver: StoredReceiver, role?: Role) {
  return {
    metadata: {
      name: nameOf(receiver.title),
      namespace: 'default',
      uid: digest(receiver.title, 40),
      resourceVersion: versionOf(receiver),
      annotations: {
        ...(role && isAtLeast(role, 'Editor') && MAY),
        ...(role && {
          'grafana.com/canUse': 'true',
          'grafana.com/inUse/routes': '0',
          'grafana.com/inUse/rules': String(usersOf(store, receiver.title).length),
        }),
        'grafana.com/provenance': 'none',
      },
    },
    spec: {
      title: receiver.title,
      integrations: receiver.integrations.map(({ settings, ...integration }) => {
        const secrets = secretsOf(integration.type).filter((name) => name in settings);
        const open = Object.entries(settings).filter(([name]) => !secrets.includes(name));
        return {
          ...integration,
          settings: Object.fromEntries(open),
          ...(secrets.length > 0 && { secureFields: Object.fromEntries(secrets.map((name) => [name, true])) }),
        };
      }),
    },
  };
}

const MAY = { 'grafana.com/access/canDelete': 'true', 'grafana.com/access/canWrite': 'true' };

/** Grafana names a receiver by its title, encoded. */
function nameOf(title: string): string {
  return Buffer.from(title).toString('base64url');
}

function find(store: Store, name = ''): StoredReceiver | undefined {
  return store.receivers.get(Buffer.from(name, 'base64url').toString());
}

function versionOf(receiver: StoredReceiver): string {
  return digest(JSON.stringify(receiver), 16);
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

function usersOf(store: Store, title: string): string[] {
  return [...store.rules.values()]
    .filter(({ notification_settings }) => notification_settings?.receiver === title)
    .map(({ uid }) => uid);
}
