/**
 * One host with all that it needs, in a process of its own: a database behind a gate, the shop, the stand-in for Slack,
 * and a Grafana or the preview. `npm run e2e` starts it, is told where everything is, and ends it by letting go.
 */
import { printLine, runAsCommand } from '../../demo/command';
import { findOrStartDatabase } from '../../demo/database';
import { startDemo } from '../../demo/demo';
import type { GrafanaChoice } from '../../demo/grafana-ways';
import { openGate } from './gate';
import { databaseOf, HISTORY_WEEKS } from './history';
import { chooseHosts, type HostName, type Stage } from './hosts';

runAsCommand(module, (args) =>
  play(args).finally(() => {
    // As long as the line to who started us is open, this process would not end.
    if (process.connected) {
      process.disconnect();
    }
  })
);

async function play([name = '', dir = '', grafanaPort, slackPort]: string[]): Promise<void> {
  const [host = 'preview'] = chooseHosts([name]);
  const began = Date.now();
  const log = (line: string) => printLine(`[${host} ${Math.round((Date.now() - began) / 1000)} s] ${line}`);
  const letGo = new AbortController();
  process.once('disconnect', () => letGo.abort());
  process.once('SIGTERM', () => letGo.abort());
  // Ctrl-C reaches the whole group; who started us says when it is time.
  process.on('SIGINT', () => undefined);

  const database = await findOrStartDatabase({ dir: databaseOf(dir), log, signal: letGo.signal });
  const known = process.env.KPIWATCH_DB_ADDRESS;
  const gate = known === undefined ? await openGate(database) : undefined;
  try {
    process.env.KPIWATCH_DB_ADDRESS = known ?? gate?.address;
    const demo = await startDemo({
      dir,
      log,
      traffic: true,
      historyWeeks: HISTORY_WEEKS,
      build: false,
      grafana: grafanaOf(host),
      db: { url: database.adminUrl },
      grafanaPort: Number(grafanaPort),
      slackPort: Number(slackPort),
      signal: letGo.signal,
    });
    const stage: Stage = {
      host,
      url: demo.grafanaUrl,
      admin: adminOf(process.env.GRAFANA_URL),
      slackUrl: demo.slackUrl,
      databaseUrl: database.adminUrl,
      gateUrl: gate?.controlUrl,
    };
    process.send?.(stage);
    await letGoOf(letGo.signal);
    await demo.stop();
  } finally {
    gate?.close();
    await database.stop();
  }
}

function grafanaOf(host: HostName): GrafanaChoice {
  const url = process.env.GRAFANA_URL;
  if (host !== 'grafana') {
    return host;
  }
  return url ? { url } : 'native';
}

/** Whom the address of a Grafana names, else the admin of a new one. */
function adminOf(address = 'http://admin:admin@localhost'): Stage['admin'] {
  const { username, password } = new URL(address);
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

function letGoOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
    if (signal.aborted) {
      resolve();
    }
  });
}
