import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { DemoError } from '../command';
import type { Dashboard } from './alerting/dashboards';
import type { StoredDataSource } from './alerting/datasources';
import { CHOICES, type Choice } from './choices';
import { userOf } from './user';

/** A built plugin: the app, or one nested in it. */
export interface BuiltPlugin {
  id: string;
  dir: string;
  meta: Record<string, unknown>;
}

export interface Site {
  plugins: BuiltPlugin[];
  /** What the app brings when it is enabled. */
  dashboards: Dashboard[];
  /** Those that there are just now. */
  datasources(): StoredDataSource[];
  /** Version of the packages of @grafana. */
  version: string;
}

/** The one kind of data source that the preview brings itself. */
const MYSQL = 'mysql';

const metaSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  info: z.looseObject({ logos: z.object({ small: z.string(), large: z.string() }) }),
});
const dashboardSchema = z.looseObject({ uid: z.string(), title: z.string(), tags: z.array(z.string()).default([]) });

/** The plugins in a build's folder, the app first. */
export function readPlugins(dist: string): BuiltPlugin[] {
  if (!existsSync(join(dist, 'plugin.json'))) {
    throw new DemoError(`There is no built plugin in ${dist}. Run: npm run build`);
  }
  const nested = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [dist, ...nested.map(({ name }) => join(dist, name))].flatMap((dir) => {
    const file = join(dir, 'plugin.json');
    if (!existsSync(file)) {
      return [];
    }
    const { id, info, ...meta } = metaSchema.parse(readJson(file));
    const baseUrl = `public/plugins/${id}`;
    const logos = { small: `${baseUrl}/${info.logos.small}`, large: `${baseUrl}/${info.logos.large}` };
    return [{ id, dir, meta: { id, ...meta, info: { ...info, logos }, baseUrl, module: `${baseUrl}/module.js` } }];
  });
}

export function readDashboards(dist: string): Dashboard[] {
  const dir = join(dist, 'dashboards');
  return existsSync(dir) ? readdirSync(dir).map((name) => dashboardSchema.parse(readJson(join(dir, name)))) : [];
}

/**
 * The page, with what Grafana tells its front end and what the host needs beside. Of an app that is disabled, and of
 * the plugins nested in it, the page knows nothing.
 */
export function pageOf(site: Site, choice: Choice, isEnabled: boolean): string {
  const { version } = site;
  const plugins = isEnabled ? site.plugins : [];
  const dashboards = isEnabled ? site.dashboards : [];
  const datasources = site
    .datasources()
    .filter(({ type }) => type === MYSQL || plugins.some(({ id }) => id === type))
    .map((one) => settingsOf(one, plugins));
  const boot = {
    grafana: version,
    ...choice,
    plugins: plugins.map(({ id, dir, meta }) => ({
      meta,
      moduleUrl: `/public/plugins/${id}/module.js`,
      translations: translationsOf(id, dir),
    })),
    datasources,
    dashboards: dashboards.map(({ uid, title }) => ({ uid, title })),
  };
  const grafana = {
    settings: {
      appSubUrl: '',
      appUrl: '/',
      namespace: 'default',
      buildInfo: { version, env: 'production', edition: 'Open Source', commit: '', buildstamp: 0 },
      datasources: Object.fromEntries(datasources.map((one) => [one.name, one])),
      defaultDatasource: datasources.find(({ isDefault }) => isDefault)?.name ?? '',
      featureToggles: {},
      panels: {},
      apps: {},
      unifiedAlertingEnabled: true,
    },
    user: userOf(choice),
    navTree: [],
    assets: { dark: '', light: '' },
  };
  return `<!doctype html>
<html lang="${choice.language}" class="theme-${choice.theme}">
<head>
  <meta charset="utf-8" />
  <base href="/" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>KPI Watch preview (not a Grafana)</title>
  <link rel="icon" href="/public/plugins/${site.plugins[0]?.id}/img/logo.svg" />
  <link rel="stylesheet" href="/preview/host.css" />
  <style>body { margin: 0 }</style>
  <script>window.__grafana_public_path__ = '/public/'; window.grafanaBootData = ${inScript(grafana)};</script>
  <script type="application/json" id="kpiwatch-preview">${inScript(boot)}</script>
</head>
<body class="theme-${choice.theme}">
  <div id="reactRoot"></div>
  <script type="module" src="/preview/host.js"></script>
</body>
</html>
`;
}

/** As a data source is described to the page: nothing of its account. */
function settingsOf(
  { id, uid, name, type, isDefault, jsonData, readOnly }: StoredDataSource,
  plugins: readonly BuiltPlugin[]
) {
  const meta = plugins.find((plugin) => plugin.id === type)?.meta ?? {
    id: type,
    name: 'MySQL',
    type: 'datasource',
    info: { logos: { small: '', large: '' } },
    baseUrl: '',
    module: '',
  };
  return { id, uid, name, type, isDefault, jsonData, meta, access: 'proxy', readOnly };
}

function translationsOf(id: string, dir: string): Record<string, unknown> {
  const files = CHOICES.language.map((language) => [language, join(dir, 'locales', language, `${id}.json`)] as const);
  return Object.fromEntries(
    files.flatMap(([language, file]) => (existsSync(file) ? [[language, readJson(file)]] : []))
  );
}

/** JSON that can stand inside a script element. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
