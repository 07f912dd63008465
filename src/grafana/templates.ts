import { z } from 'zod';

import { OUR_TEMPLATE_GROUP, TEMPLATE_GROUP } from '../policy/templateGroup';
import { GrafanaError } from './error';
import { ANYTHING, request } from './http';
import { findApi, manifest, resourceUrl } from './notifications';

const groupSchema = z.object({
  metadata: z.object({
    name: z.string(),
    resourceVersion: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  // Whole: what is not ours to read goes back as it came.
  spec: z.looseObject({ title: z.string(), content: z.string() }),
});
const listSchema = z.object({ items: z.array(groupSchema) });

/** Our group of message templates as Grafana stores it. */
export interface StoredTemplates {
  name: string;
  resourceVersion?: string;
  spec: { title: string; content: string };
  /** Whether a file of Grafana's provisioning holds it, which alone can change it. */
  isProvisioned: boolean;
}

/** Our group of message templates, if it is there. */
export async function findTemplates(): Promise<StoredTemplates | undefined> {
  const { version } = await findApi();
  const url = resourceUrl(version, 'templategroups');
  const { items } = await request(listSchema, { task: 'read-messages', url });
  const found = items.find(({ spec }) => spec.title === TEMPLATE_GROUP);
  return (
    found && {
      name: found.metadata.name,
      resourceVersion: found.metadata.resourceVersion,
      spec: found.spec,
      isProvisioned: (found.metadata.annotations?.['grafana.com/provenance'] ?? 'none') !== 'none',
    }
  );
}

/**
 * Makes our group where it is missing, in our own words. It is nobody's alone, and stays when the save of a policy that
 * made it fails: another contact point may call it by then.
 */
export async function ensureTemplates(): Promise<void> {
  if (!(await findTemplates())) {
    await saveTemplates(OUR_TEMPLATE_GROUP, undefined).catch(async (error: unknown) => {
      // Somebody else may have made it meanwhile.
      if (!(await findTemplates())) {
        throw error;
      }
    });
  }
}

/**
 * Writes our group; `opened` is what was read of it before, if it was there. Grafana refuses what it can't read, and
 * what somebody else wrote since.
 */
export async function saveTemplates(content: string, opened: StoredTemplates | undefined): Promise<void> {
  const { version, resources } = await findApi();
  const url = resourceUrl(version, 'templategroups');
  const task = 'save-messages';
  if (!opened) {
    // Since 12.4, which tests receivers in this way, a template says for whom it is written.
    const kind = resources.has('receivers/test') ? { kind: 'grafana' } : {};
    const body = manifest('TemplateGroup', version, { title: TEMPLATE_GROUP, content, ...kind });
    await request(ANYTHING, { task, method: 'POST', url, body });
    return;
  }
  const { name, resourceVersion, spec } = opened;
  await request(ANYTHING, {
    task,
    method: 'PUT',
    url: `${url}/${encodeURIComponent(name)}`,
    body: manifest('TemplateGroup', version, { ...spec, content }, { name, resourceVersion }),
  });
}

/** An alert that messages are rendered with. */
export interface SampleAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** ISO 8601. */
  startsAt: string;
  endsAt?: string;
  generatorURL?: string;
}

/** What a template came to: its text, or what Grafana has against it. */
export type Rendered = { text: string } | { problem: string };

const renderedSchema = z.object({
  results: z.array(z.object({ name: z.string(), text: z.string() })).nullish(),
  errors: z.array(z.object({ name: z.string().nullish(), message: z.string() })).nullish(),
});

/**
 * Has Grafana render templates for these alerts, each beside `content` as our group; nothing is stored. A problem of the
 * content itself is the problem of each.
 */
export async function renderTemplates(
  content: string,
  templates: readonly string[],
  alerts: readonly SampleAlert[]
): Promise<Rendered[]> {
  const nameOf = (index: number) => `kpiwatch.sample.${index}`;
  const samples = templates.map((template, index) => `{{ define "${nameOf(index)}" }}${template}{{ end }}`);
  const { results, errors } = await request(renderedSchema, {
    task: 'render-messages',
    method: 'POST',
    url: '/api/alertmanager/grafana/config/api/v1/templates/test',
    body: { name: TEMPLATE_GROUP, template: [content, ...samples].join('\n'), alerts },
  });
  return templates.map((_, index) => {
    const done = results?.find(({ name }) => name === nameOf(index));
    const failed = errors?.find(({ name }) => name === nameOf(index)) ?? errors?.find(({ name }) => !name);
    return done ? { text: done.text } : { problem: failed?.message ?? '' };
  });
}

/** Whether this Grafana has no way to render a template outside of a message. */
export function isUnrenderable(error: unknown): boolean {
  return error instanceof GrafanaError && error.task === 'render-messages' && error.failure === 'missing';
}
