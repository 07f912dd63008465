import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import Ajv from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';

import { GRAFANA_IMAGE } from './grafana-docker';
import { DEMO_SETTINGS, toEnvironment } from './grafana-settings';

const ROOT = resolve(__dirname, '..');
const compose: unknown = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true });
const { services } = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        image: z.string(),
        command: z.array(z.string()).optional(),
        environment: z.record(z.string(), z.string()),
        ports: z.array(z.string()).optional(),
        volumes: z.array(z.string()).optional(),
        healthcheck: z.object({ test: z.array(z.string()) }).optional(),
        depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
      })
    ),
  })
  .parse(compose);

it('follows the Compose specification', () => {
  const folder = dirname(require.resolve('dclint/package.json'));
  const schema = JSON.parse(readFileSync(join(folder, 'schemas', 'compose.schema.json'), 'utf8'));
  // Ajv knows this draft by its older address; formats such as "duration" are annotations to it.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
  validate(compose);
  expect(validate.errors ?? []).toEqual([]);
});

it('pins every image', () => {
  const foreign = Object.values(services)
    .map(({ image }) => image)
    .filter((image) => image !== 'kpiwatch-demo');
  expect(foreign).toEqual(['mysql:8.4', GRAFANA_IMAGE]);
});

it('is reachable from this machine alone', () => {
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);
  expect(ports).toEqual(['127.0.0.1:3400:3400', '127.0.0.1:3000:3000']);
});

it('names files that are there', () => {
  const programs = Object.values(services).flatMap(
    ({ command = [] }) => command.join(' ').match(/demo\/\S+\.ts/g) ?? []
  );
  const folders = Object.values(services).flatMap(({ volumes = [] }) =>
    volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0] ?? '')
  );
  const files = [...programs, ...folders, 'demo/Dockerfile'];
  expect(files).toEqual(
    expect.arrayContaining(['demo/schema.ts', 'demo/history.ts', 'demo/traffic.ts', 'demo/slack.ts'])
  );
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

it('Grafana waits for the plugin, the seed and the stand-in for Slack', () => {
  expect(services.grafana?.depends_on).toEqual({
    plugin: { condition: 'service_completed_successfully' },
    seed: { condition: 'service_completed_successfully' },
    slack: { condition: 'service_healthy' },
  });
});

it('only waits for the health of what reports it', () => {
  const awaited = Object.values(services).flatMap(({ depends_on = {} }) =>
    Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === 'service_healthy' ? [name] : []))
  );
  expect(awaited.filter((name) => services[name]?.healthcheck === undefined)).toEqual([]);
});

it('sets Grafana up as npm start does, and gives it all that provisioning asks for', () => {
  expect(services.grafana?.environment).toMatchObject(toEnvironment(DEMO_SETTINGS));
  const provisioning = ['datasources/kpiwatch.yaml', 'alerting/orders-policy.yaml']
    .map((file) => readFileSync(join(ROOT, 'provisioning', file), 'utf8'))
    .join('\n');
  const asked = new Set(provisioning.match(/(?<=\$)KPIWATCH_\w+/g));
  expect(Object.keys(services.grafana?.environment ?? {})).toEqual(expect.arrayContaining([...asked]));
});
