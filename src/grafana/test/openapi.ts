import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import Ajv, { type ValidateFunction } from 'ajv';

import type { Asked } from './fakeGrafana';

/** Grafana's own descriptions of its APIs lie beside the repository, not in it. */
const FOLDER = resolve(__dirname, '../../../../shared/grafana');

interface Description {
  file: string;
  /** What stands before the paths of this description. */
  prefix: string;
  paths: Record<string, Record<string, { requestBody?: unknown }>>;
  ajv: Ajv;
}

/** The descriptions that are here; without any the reason why. */
export function grafanaDescriptions(): { descriptions: Description[]; missing?: string } {
  const descriptions = [
    { file: 'openapi-12.3.0.json', prefix: '/api' },
    { file: 'openapi-12.4.3.json', prefix: '/api' },
    { file: 'notifications-v0alpha1-12.3.0.json', prefix: '' },
    { file: 'notifications-v0alpha1-12.4.3.json', prefix: '' },
  ].flatMap(({ file, prefix }) => {
    const path = resolve(FOLDER, file);
    if (!existsSync(path)) {
      return [];
    }
    const document = JSON.parse(readFileSync(path, 'utf8'));
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false }).addSchema(document, file);
    return [{ file, prefix, paths: document.paths, ajv }];
  });
  return descriptions.length > 0
    ? { descriptions }
    : { descriptions, missing: `Grafana's descriptions are not in ${FOLDER}.` };
}

/** What a description says is wrong with a request; undefined where it does not know the path. */
export function mistakes(description: Description, { method, url, body }: Asked): string[] | undefined {
  const pathname = url.split('?')[0] ?? '';
  const template = Object.keys(description.paths).find((path) => isPath(description.prefix + path, pathname));
  const operation = template === undefined ? undefined : description.paths[template]?.[method.toLowerCase()];
  if (template === undefined || operation === undefined) {
    return undefined;
  }
  if (operation.requestBody === undefined) {
    return body === undefined ? [] : [`${method} ${url} takes no body`];
  }
  const validate = bodyValidator(description, template, method.toLowerCase(), operation.requestBody);
  validate(body);
  return (validate.errors ?? [])
    .filter(({ instancePath }) => !MISDESCRIBED.test(instancePath))
    .map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The settings of a channel are any JSON; the description makes objects of them, which no Grafana takes. */
const MISDESCRIBED = /\/integrations\/\d+\/settings\/[^/]+$/;

function isPath(template: string, pathname: string): boolean {
  const parts = template.split('/');
  const actual = pathname.split('/');
  return parts.length === actual.length && parts.every((part, index) => part.startsWith('{') || part === actual[index]);
}

function bodyValidator(
  { ajv, file }: Description,
  path: string,
  method: string,
  requestBody: unknown
): ValidateFunction {
  const content =
    typeof requestBody === 'object' && requestBody !== null && '$ref' in requestBody
      ? String(requestBody.$ref)
      : `#/paths/${escaped(path)}/${method}/requestBody`;
  const types = ['application~1json', '*~1*'];
  for (const type of types) {
    try {
      return ajv.compile({ $ref: `${file}${content}/content/${type}/schema` });
    } catch {
      // Described under the other type.
    }
  }
  throw new Error(`${file} does not say what ${method} ${path} takes.`);
}

function escaped(path: string): string {
  return path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
}
