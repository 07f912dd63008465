import { HttpResponse } from 'msw';
import { z } from 'zod';

import { accessDenied, failure, message } from './answers';
import { GROUP } from './named-resources';
import { problemOf, type StoredIntegration } from './receivers';
import { isAtLeast, type Routes } from './route';

/** Sends a test over a channel. Resolves to the error as Grafana words it, or undefined when the message went out. */
export type SendTest = (integration: StoredIntegration) => Promise<string | undefined>;

const integrationSchema = z.object({
  uid: z.string().default(''),
  name: z.string().default(''),
  type: z.string(),
  version: z.string().default('v1'),
  disableResolveMessage: z.boolean().default(false),
  settings: z.record(z.string(), z.unknown()).default({}),
  secureSettings: z.record(z.string(), z.unknown()).default({}),
});

const configSchema = z.object({
  receivers: z
    .array(z.object({ name: z.string(), grafana_managed_receiver_configs: z.array(integrationSchema).min(1) }))
    .min(1),
});

const ALERT = {
  annotations: { summary: 'Notification test' },
  labels: { alertname: 'TestAlert', grafana_folder: 'Test Folder', instance: 'Grafana' },
};

/** The test that 12.3 has, and 12.4 still has: of receivers as the configuration holds them. */
export function configTestRoutes(routes: Routes, send: SendTest): void {
  const permissions = 'any of alert.notifications:write, alert.notifications.receivers:test';
  const path = '/api/alertmanager/grafana/config/api/v1/receivers/test';
  routes.guarded('Editor', permissions, 'post', path, async ({ body }) => {
    if (typeof body !== 'object' || body === null) {
      return message(400, 'bad request data');
    }
    const given = configSchema.safeParse(body);
    if (!given.success) {
      return HttpResponse.json({}, { status: 400 });
    }
    const receivers = [];
    const invalid: boolean[] = [];
    for (const { name, grafana_managed_receiver_configs: configs } of given.data.receivers) {
      const results = [];
      for (const { secureSettings, ...config } of configs) {
        const integration = { ...config, settings: { ...config.settings, ...secureSettings } };
        const problem = problemOf(integration);
        const error =
          problem === undefined
            ? await send(integration)
            : `failed to validate integration "${config.name}" (UID ${config.uid}) of type "${config.type}": ${problem}`;
        invalid.push(problem !== undefined);
        const outcome = error === undefined ? { status: 'ok' } : { status: 'failed', error };
        results.push({ name: config.name, uid: config.uid, ...outcome });
      }
      receivers.push({ name, grafana_managed_receiver_configs: results });
    }
    const hasFailed = receivers.some((receiver) =>
      receiver.grafana_managed_receiver_configs.some(({ status }) => status === 'failed')
    );
    const status = invalid.includes(true) ? 400 : hasFailed ? 207 : 200;
    return HttpResponse.json({ alert: ALERT, receivers, notified_at: new Date().toISOString() }, { status });
  });
}

const resourceTestSchema = z.object({
  integration: integrationSchema,
  alert: z.object({ labels: z.record(z.string(), z.string()) }),
});

/** The test of 12.4 and later: of one channel, of a receiver or (as `-`) of none that is stored. */
export function resourceTestRoutes(routes: Routes, version: string, send: SendTest): void {
  routes.on('post', `/apis/${GROUP}/${version}/namespaces/:namespace/receivers/:name/test`, async ({ role, body }) => {
    if (!isAtLeast(role, 'Editor')) {
      return accessDenied('alert.notifications.receivers.test:create');
    }
    const given = resourceTestSchema.safeParse(body);
    if (!given.success) {
      return failure(400, 'unable to decode the request', { reason: 'BadRequest' });
    }
    const began = Date.now();
    const { integration } = given.data;
    const problem = problemOf(integration);
    const error =
      problem === undefined
        ? await send(integration)
        : `failed to validate integration "${integration.name}" (UID ) of type "${integration.type}": ${problem}`;
    return HttpResponse.json({
      apiVersion: `${GROUP}/${version}`,
      kind: 'CreateReceiverIntegrationTest',
      status: error === undefined ? 'success' : 'failure',
      duration: `${Date.now() - began}ms`,
      ...(error !== undefined && { error }),
    });
  });
}
