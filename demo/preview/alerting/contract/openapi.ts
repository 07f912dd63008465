import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import Ajv from 'ajv';
import { z } from 'zod';

/** Grafana's own descriptions of its API: they are Grafana's, and lie beside the repository. */
const FOLDER = resolve(__dirname, '..', '..', '..', '..', '..', 'shared', 'grafana');

const contentSchema = z.object({ content: z.record(z.string(), z.unknown()).optional() }).loose();
const operationSchema = z.object({
  requestBody: contentSchema.optional(),
  responses: z.record(z.string(), contentSchema),
});
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** One exchange with a Grafana, real or fake. */
export interface Exchange {
  method: string;
  /** Path from the root, without a query. */
  path: string;
  sent?: unknown;
  status: number;
  answer: unknown;
}

/** One of Grafana's descriptions; undefined where it is not there. `prefix` stands before its paths. */
export function readDescription(file: string, prefix: string): Description | undefined {
  const text = read(file);
  return text === undefined ? undefined : new Description(JSON.parse(text), prefix);
}

/**
 * How Grafana 13 describes its notifications API. Its own description is taken where it is there; else that of 12.4
 * under the name of 13's version: of receivers and their test, mute timings and templates, Grafana's repository
 * (pkg/tests/apis/openapi_snapshots, compared in November 2026) has 13 say the same, but that a channel's settings are
 * any JSON, which is allowed for here anyway.
 */
export function readDescription13(): Description | undefined {
  const text =
    read('notifications-v1beta1-13.json') ??
    read('notifications-v0alpha1-12.4.3.json')?.replaceAll('v0alpha1', 'v1beta1');
  return text === undefined ? undefined : new Description(JSON.parse(text), '');
}

function read(file: string): string | undefined {
  const path = join(FOLDER, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

export class Description {
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  private readonly paths: z.infer<typeof documentSchema>['paths'];

  constructor(
    document: unknown,
    private readonly prefix: string
  ) {
    this.paths = documentSchema.parse(document).paths;
    this.ajv.addSchema(z.looseObject({}).parse(document), 'grafana');
  }

  /** Whether the description says anything of such a request. */
  knows({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean {
    return this.find(method, path) !== undefined;
  }

  /** What of an exchange is not as described; nothing where the description does not know the path or the status. */
  mistakes({ method, path, sent, status, answer }: Exchange): string[] {
    const found = this.find(method, path);
    if (!found) {
      return [];
    }
    const { template, operation } = found;
    const place = `#/paths/${pointer(template)}/${method.toLowerCase()}`;
    // What was refused need not have been right.
    const request = status < 400 ? this.check(`${place}/requestBody`, operation.requestBody, sent, 'sent') : [];
    const response = operation.responses[String(status)];
    return [...request, ...this.check(`${place}/responses/${status}`, response, answer, 'answered')];
  }

  private find(method: string, path: string) {
    const template = Object.keys(this.paths).find((known) => matches(this.prefix + known, path));
    const operation = operationSchema.safeParse(this.paths[template ?? '']?.[method.toLowerCase()]).data;
    return template !== undefined && operation ? { template, operation } : undefined;
  }

  private check(place: string, described: z.infer<typeof contentSchema> | undefined, value: unknown, what: string) {
    const [type] = Object.keys(described?.content ?? {});
    if (type === undefined || value === undefined) {
      return [];
    }
    const reference = `grafana${place}/content/${pointer(type)}/schema`;
    const validate = this.ajv.getSchema(reference) ?? this.ajv.compile({ $ref: reference });
    // Go writes null for much that its description calls absent.
    void validate(withoutNulls(value));
    return (validate.errors ?? [])
      .filter(({ instancePath }) => !MISDESCRIBED.test(instancePath))
      .map(({ instancePath, message }) => `${what}: ${instancePath} ${message}`);
  }
}

/**
 * The settings of a channel are any JSON, where the description wants objects; and the items of a list leave their kind
 * to the list.
 */
const MISDESCRIBED = /\/integrations\/\d+\/settings\/[^/]+$|^\/items\/\d+$/;

function matches(template: string, path: string): boolean {
  const parts = template.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith('{') || part === given[index]);
}

/** A key as a JSON pointer in a reference has it. */
function pointer(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)]]))
  );
}
