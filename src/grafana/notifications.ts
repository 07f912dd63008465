import { config } from '@grafana/runtime';
import { z } from 'zod';

import { request } from './http';

const GROUP = 'notifications.alerting.grafana.app';

/** The notifications API of this Grafana: 12.x calls it v0alpha1, 13 v1beta1. */
interface NotificationsApi {
  version: string;
  resources: Set<string>;
}

const groupSchema = z.object({ preferredVersion: z.object({ version: z.string() }) });
const resourcesSchema = z.object({ resources: z.array(z.object({ name: z.string() })) });

/** Asks which notifications API this Grafana has. */
export async function findApi(): Promise<NotificationsApi> {
  const task = 'find-notifications-api';
  const { preferredVersion } = await request(groupSchema, { task, url: `/apis/${GROUP}` });
  const { version } = preferredVersion;
  const { resources } = await request(resourcesSchema, { task, url: `/apis/${GROUP}/${version}` });
  return { version, resources: new Set(resources.map(({ name }) => name)) };
}

export function resourceUrl(version: string, resource: 'receivers' | 'timeintervals' | 'templategroups'): string {
  return `/apis/${GROUP}/${version}/namespaces/${encodeURIComponent(config.namespace)}/${resource}`;
}

/** A resource as the API takes it; `metadata` names the stored one that it replaces. */
export function manifest(
  kind: 'Receiver' | 'TimeInterval' | 'TemplateGroup',
  version: string,
  spec: object,
  metadata: { name?: string; resourceVersion?: string } = {}
): object {
  return { kind, apiVersion: `${GROUP}/${version}`, metadata: { namespace: config.namespace, ...metadata }, spec };
}
