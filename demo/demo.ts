import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { run } from './child';
import { DemoError, messageOf, type Log } from './command';
import { findOrStartDatabase, type Database, type DatabaseChoice } from './database';
import type { Consent } from './grafana-archive';
import { chooseGrafana, isPreview, type GrafanaChoice, type GrafanaWay } from './grafana-ways';
import { loadHistory } from './history';
import { choosePort } from './ports';
import { createSchema } from './schema';
import { readerPassword } from './secret';
import { startSlack, webhookUrl } from './slack';
import { claim, release, writeState } from './state';
import { runTraffic } from './traffic';

const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'dist');

export interface DemoOptions {
  /** Where the database, Grafana and the demo keep their data. */
  dir: string;
  log: Log;
  /** Live traffic once the history is loaded. */
  traffic: boolean;
  historyWeeks?: number;
  /** Builds the plugin where it is older than its source (the default) or leaves it as it is. */
  build?: boolean;
  /** Without them, the best that there is on this machine. */
  grafana?: GrafanaChoice;
  db?: DatabaseChoice;
  /** Asked before something large is fetched that was not asked for; without it nothing is. */
  consent?: Consent;
  /** Fixed ports; else 3000 and 3400, or free ones where those are taken. */
  grafanaPort?: number;
  slackPort?: number;
  /** Aborting it ends what was started so far. */
  signal?: AbortSignal;
}

export interface Demo {
  grafanaUrl: string;
  grafanaWay: GrafanaWay;
  /** With user admin and password admin then. */
  grafanaStartedByUs: boolean;
  slackUrl: string;
  database: Database;
  /** Resolves when a part ended by itself, with which one and why. */
  broken: Promise<DemoError>;
  /** Ends everything that the demo started, and nothing else. */
  stop(): Promise<void>;
}

type End = () => Promise<void> | void;

/** Starts the whole demo: plugin, database, history, the stand-in for Slack, Grafana, live traffic. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  claim(options.dir);
  const ends: End[] = [() => release(options.dir)];
  const stop = async () => {
    const failures: unknown[] = [];
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
      try {
        await end();
      } catch (error) {
        // The others have to end all the same.
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  };
  try {
    return { ...(await startParts(options, ends)), stop };
  } catch (error) {
    await stop().catch((failure: unknown) => options.log(messageOf(failure)));
    throw error;
  }
}

/** What each part needs to end is added to `ends` as soon as it has begun. */
async function startParts(options: DemoOptions, ends: End[]): Promise<Omit<Demo, 'stop'>> {
  const { dir, log, traffic, historyWeeks, build = true, consent, grafanaPort, slackPort } = options;
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;

  // First of all: it may ask a question, or fetch something.
  const chosen = await chooseGrafana(options.grafana, { consent, log, signal });
  const slack = await startSlack({ port: await choosePort(slackPort, { usual: 3400, option: '--slack-port' }) });
  ends.push(slack.stop);
  const database = await findOrStartDatabase({ dir: join(dir, 'database'), choice: options.db, log, signal });
  ends.push(database.stop);
  log(`${database.flavour} ${database.version} answers on ${database.host}:${database.port}.`);

  const loadShop = async () => {
    await createSchema(database.adminUrl, readerPassword(dir));
    return loadHistory(database.adminUrl, { weeks: historyWeeks, log, signal });
  };
  const buildAndStartGrafana = async () => {
    if (build) {
      await buildPlugin({ log, signal });
    }
    const grafana = await chosen.start(
      {
        dir: join(dir, 'grafana'),
        port: grafanaPort,
        plugin: DIST,
        provisioning: join(ROOT, 'provisioning'),
        variables: {
          KPIWATCH_DB_ADDRESS: process.env.KPIWATCH_DB_ADDRESS ?? `${database.host}:${database.port}`,
          KPIWATCH_READER_PASSWORD: readerPassword(dir),
          KPIWATCH_SLACK_URL: webhookUrl(slack.url),
        },
      },
      { log, signal }
    );
    ends.push(grafana.stop);
    log(`${isPreview(chosen.way) ? 'The preview' : 'Grafana'} answers on ${grafana.url}.`);
    return grafana;
  };
  const [grafana, loadedUntil] = await bothOrNone(buildAndStartGrafana(), loadShop(), failed);

  const closing = new AbortController();
  const shop = traffic ? runTraffic(database.adminUrl, { from: loadedUntil, signal: closing.signal }) : undefined;
  const shopEnded = shop?.then(
    () => undefined,
    (error: unknown) => `the database refused a write (${messageOf(error)})`
  );
  ends.push(async () => {
    closing.abort();
    await shopEnded;
  });
  writeState(dir, { grafanaUrl: grafana.url, slackUrl: slack.url, adminUrl: database.adminUrl });
  return {
    grafanaUrl: grafana.url,
    grafanaWay: chosen.way,
    grafanaStartedByUs: grafana.startedByUs,
    slackUrl: slack.url,
    database,
    broken: firstEnd({ 'The database': database, Grafana: grafana }, shopEnded, closing.signal),
  };
}

/**
 * When one fails the other is told to give up, and waited for: what it had begun can then be ended. What failed first
 * is the reason: the other says only that it was ended.
 */
async function bothOrNone<A, B>(a: Promise<A>, b: Promise<B>, failed: AbortController): Promise<[A, B]> {
  const both = Promise.all([a, b]);
  both.catch(() => failed.abort());
  await Promise.allSettled([a, b]);
  return both;
}

/** Looks after the parts until `closed`; resolves with the first that ended by itself. */
async function firstEnd(
  parts: Record<string, { ended(): string | undefined }>,
  shopEnded: Promise<string | undefined> | undefined,
  closed: AbortSignal
): Promise<DemoError> {
  let shop: string | undefined;
  void shopEnded?.then((reason) => (shop = reason));
  for (;;) {
    const [name, reason] =
      Object.entries(parts)
        .map(([part, { ended }]) => [part, ended()] as const)
        .find(([, why]) => why !== undefined) ?? (shop ? ['The live traffic', shop] : []);
    if (name !== undefined && !closed.aborted) {
      return new DemoError(`${name} stopped: ${reason}.`);
    }
    await sleep(500, undefined, { ref: false });
  }
}

export async function buildPlugin({ log, signal }: { log: Log; signal: AbortSignal }): Promise<void> {
  if (isBuilt()) {
    return;
  }
  log('Building the plugin …');
  await run('npm', ['run', 'build'], { cwd: ROOT, timeout: 300_000, signal });
  log('The plugin is built.');
}

/** Whether the built plugin is newer than everything that it is made of. */
function isBuilt(): boolean {
  const entry = join(DIST, 'module.js');
  if (!existsSync(entry)) {
    return false;
  }
  const built = statSync(entry).mtimeMs;
  // Folders count too: they change when a file comes or goes.
  const inSource = readdirSync(join(ROOT, 'src'), { recursive: true }).map((file) => join('src', String(file)));
  const sources = ['package.json', 'webpack.config.ts', ...inSource];
  return sources.every((file) => statSync(join(ROOT, file)).mtimeMs < built);
}
