import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { DemoError } from '../command';

const datasourceSchema = z.object({
  name: z.string(),
  type: z.string(),
  uid: z.string(),
  isDefault: z.boolean().default(false),
  url: z.string().default(''),
  user: z.string().default(''),
  jsonData: z.record(z.string(), z.unknown()).default({}),
  secureJsonData: z.record(z.string(), z.string()).default({}),
});

const ruleSchema = z.looseObject({ uid: z.string(), title: z.string() });

const fileSchema = z.object({
  datasources: z.array(datasourceSchema).default([]),
  contactPoints: z
    .array(
      z.object({
        name: z.string(),
        receivers: z.array(
          z.object({
            uid: z.string(),
            type: z.string(),
            disableResolveMessage: z.boolean().default(false),
            settings: z.record(z.string(), z.unknown()),
          })
        ),
      })
    )
    .default([]),
  templates: z.array(z.object({ name: z.string(), template: z.string() })).default([]),
  groups: z
    .array(z.object({ name: z.string(), folder: z.string(), interval: z.string(), rules: z.array(ruleSchema) }))
    .default([]),
});
export type Provisioned = z.infer<typeof fileSchema>;

/**
 * What Grafana is given when it starts: all files in `dir/datasources` and `dir/alerting`. Grafana fills in variables
 * in both, but leaves the dollars of a rule and of a message template alone.
 */
export function readProvisioning(dir: string, variables: Record<string, string>): Provisioned {
  const files = ['datasources', 'alerting']
    .map((kind) => join(dir, kind))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readProvisioned(file, variables));
  return {
    datasources: files.flatMap(({ datasources }) => datasources),
    contactPoints: files.flatMap(({ contactPoints }) => contactPoints),
    templates: files.flatMap(({ templates }) => templates),
    groups: files.flatMap(({ groups }) => groups),
  };
}

function readProvisioned(file: string, variables: Record<string, string>): Provisioned {
  const { groups, templates, ...rest } = z.looseObject({}).parse(parse(readFileSync(file, 'utf8')));
  const read = fileSchema.safeParse({ ...withVariables(rest, variables), groups, templates });
  if (!read.success) {
    throw new DemoError(`${file} can't be provisioned:\n${z.prettifyError(read.error)}`);
  }
  return read.data;
}

function withVariables(values: object, variables: Record<string, string>): object {
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\$\$|\$([A-Z][A-Z0-9_]*)/g, (text, name?: string) =>
        name === undefined ? '$' : (variables[name] ?? text)
      );
    }
    if (Array.isArray(value)) {
      return value.map(filled);
    }
    return typeof value === 'object' && value !== null ? withVariables(value, variables) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, filled(value)]));
}
