import {
  CoreApp,
  getDefaultTimeRange,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  type TestDataSourceResponse,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { lastValueFrom } from 'rxjs';

import type { CatalogueIssue } from '../kpi/catalogue/issues';
import { parseCatalogueYaml } from '../kpi/catalogue/parse';
import type { Kpi } from '../kpi/catalogue/schema';
import { compileWindows, WHOLE } from '../kpi/sql/windows';
import { failureText } from './failure';
import { issueText } from './issueText';
import { sourceName } from './labels';
import { mysqlDataSource, problemOf, readStatements, type Answers } from './mysql';
import { textOf } from './problem';
import { rowsOf } from './rows';
import { SERVER_STATEMENTS, serverName, writesOf } from './server';
import type { Settings } from './types';

const WINDOW_SECONDS = 600;

/** Of one KPI: why it can't be read, or how old its newest event is (seconds; undefined without one). */
interface KpiHealth {
  name: string;
  problem?: string;
  age?: number;
}

/**
 * Tests what a person has set up, from the settings to each KPI. Never rejects: what is wrong, and what to do next,
 * is the answer's message.
 */
export async function checkHealth({ mysqlUid, draft, catalogue }: Settings): Promise<TestDataSourceResponse> {
  const issues = draft === undefined ? (catalogue.ok ? [] : catalogue.issues) : issuesOf(draft);
  if (issues.length > 0) {
    return badCatalogue(issues);
  }
  const kpis = catalogue.ok ? catalogue.catalogue.kpis : [];
  try {
    const mysql = await mysqlDataSource(mysqlUid);
    await answering(mysql);
    return await readEverything(mysql, kpis);
  } catch (error) {
    return { status: 'error', message: textOf(error) };
  }
}

function issuesOf(draft: string): CatalogueIssue[] {
  const result = parseCatalogueYaml(draft);
  return result.ok ? [] : result.issues;
}

function badCatalogue(issues: CatalogueIssue[]): TestDataSourceResponse {
  const lines = issues.map(issueText);
  return {
    status: 'error',
    message: t('health.catalogue', 'The catalogue has mistakes ({{count}}). Mend them, then save and test again.', {
      count: issues.length,
    }),
    details: { message: lines[0], ...(lines.length > 1 && { verboseMessage: lines.join('\n') }) },
  };
}

/** Rejects unless the MySQL data source passes its own test. */
async function answering(mysql: DataSourceApi): Promise<void> {
  const reason = await problemOf(mysql);
  if (reason !== undefined) {
    const message =
      'The MySQL data source "{{- name}}" does not answer: {{- reason}}. Open it under Connections, mend it and test it there.';
    throw new Error(t('health.mysql', message, { name: mysql.name, reason }));
  }
}

async function readEverything(mysql: DataSourceApi, kpis: readonly Kpi[]): Promise<TestDataSourceResponse> {
  const now = Math.floor(Date.now() / 1000);
  const statements = kpis.map((kpi) => ({
    id: kpi.id,
    sql: compileWindows([kpi], [{ slot: 'judged/now', from: now - WINDOW_SECONDS, to: now }]),
  }));
  const answers = await lastValueFrom(readStatements(mysql, requestAt(now), [...SERVER_STATEMENTS, ...statements]));
  if (answers.failure !== undefined) {
    throw new Error(failureText({ reason: answers.failure }));
  }
  const health = kpis.map((kpi) => kpiHealth(kpi, answers));
  const server = serverName(answers);
  return health.some(({ problem }) => problem !== undefined)
    ? unreadable(server, health)
    : readable(server, health, writesOf(answers));
}

function kpiHealth(kpi: Kpi, answers: Answers): KpiHealth {
  const { name } = kpi;
  const reason = answers.errors.get(kpi.id);
  if (reason !== undefined) {
    return { name, problem: failureText({ reason }, sourceName(kpi)) };
  }
  const answer = answers.frames.get(kpi.id);
  if (!answer) {
    return { name, problem: t('errors.no-answer', 'The database gave no answer. Try again.') };
  }
  return { name, ...newestEvent(answer, kpi) };
}

function newestEvent(answer: DataFrame, kpi: Kpi): Omit<KpiHealth, 'name'> {
  try {
    const second = rowsOf(answer, kpi, WHOLE)[0]?.lastSecond ?? undefined;
    return second === undefined ? {} : { age: Math.max(0, WINDOW_SECONDS - second) };
  } catch (error) {
    return { problem: textOf(error) };
  }
}

function unreadable(server: string, health: readonly KpiHealth[]): TestDataSourceResponse {
  const lines = health.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
  const message = "{{- server}} answers, but {{failed}} of {{all}} KPIs can't be read.";
  return {
    status: 'error',
    message: t('health.unreadable', message, { server, failed: lines.length, all: health.length }),
    details: { message: lines[0], ...(lines.length > 1 && { verboseMessage: lines.join('\n') }) },
  };
}

function readable(server: string, health: readonly KpiHealth[], writes: string | undefined): TestDataSourceResponse {
  const warnings = [
    ...(health.length === 0 ? [t('health.no-kpis', 'The catalogue has no KPIs yet: write the first one above.')] : []),
    ...(writes === undefined ? [] : [writes]),
  ];
  const newest = newestOf(health);
  if (newest === undefined && health.length > 0) {
    const message =
      'No KPI has an event in the last 10 minutes. Is that so? Otherwise look at the time columns and their zones in the catalogue.';
    warnings.push(t('health.silent', message));
  }
  const answers = t('health.readable', '{{- server}} answers. {{count}} of {{count}} KPIs can be read.', {
    server,
    count: health.length,
  });
  return {
    status: warnings.length > 0 ? 'warning' : 'success',
    message: newest === undefined ? answers : `${answers} ${newest}`,
    ...(warnings.length > 0 && { details: { message: warnings.join(' ') } }),
  };
}

function newestOf(health: readonly KpiHealth[]): string | undefined {
  const [newest] = health
    .flatMap(({ name, age }) => (age === undefined ? [] : [{ name, age }]))
    .sort((a, b) => a.age - b.age);
  return newest && t('health.newest', 'The newest event is {{age}} s old ({{- name}}).', { ...newest });
}

/** A request of our own, at `now` (epoch seconds). */
export function requestAt(now: number): DataQueryRequest {
  return {
    requestId: `kpiwatch-own-${now}`,
    app: CoreApp.Unknown,
    interval: '1m',
    intervalMs: 60_000,
    range: getDefaultTimeRange(),
    scopedVars: {},
    startTime: now * 1000,
    targets: [],
    timezone: 'utc',
  };
}
