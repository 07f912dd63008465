import { createInterface } from 'node:readline/promises';

import { describe, printLine, runAsCommand } from './command';
import { startDemo, type Demo } from './demo';
import type { Consent } from './grafana-archive';
import { isPreview } from './grafana-ways';
import { webhookUrl } from './slack';
import { readStartOptions, USAGE } from './start-options';
import { DEMO_DIR } from './state';

runAsCommand(module, async (args) => {
  const { help, yes, ...options } = readStartOptions(args);
  if (help) {
    printLine(USAGE);
    return;
  }
  const began = Date.now();
  const log = (line: string) => printLine(`[${String(Math.round((Date.now() - began) / 1000)).padStart(3)} s] ${line}`);
  const interrupted = new AbortController();
  const { signal } = interrupted;
  // `npm start | tee log`: Ctrl-C ends the reader first, and a line that nobody reads must not keep us from tidying up.
  process.stdout.on('error', () => interrupted.abort());
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => interrupted.abort());
  }

  const consent = yes ? async () => true : askOnTerminal(signal);
  const demo = await startDemo({ dir: DEMO_DIR, log, traffic: true, consent, ...options, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) {
        return undefined;
      }
      throw error;
    }
  );
  if (demo === undefined) {
    printLine('Stopped before everything was up.');
    return;
  }
  printLine(whereToLook(demo));
  const broken = await Promise.race([demo.broken, aborted(signal)]);
  printLine(broken ? `\n${describe(broken)}\nEnding the rest …` : '\nEnding the demo …');
  await demo.stop();
  process.exitCode = broken ? 1 : 0;
});

/** Asks the person at the terminal; undefined where nobody sits at one. */
function askOnTerminal(signal: AbortSignal): Consent | undefined {
  if (!process.stdin.isTTY) {
    return undefined;
  }
  return async (question) => {
    // `terminal: false`: Ctrl-C stays a signal to this process, as everywhere else in the demo.
    const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
    try {
      return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal })).trim());
    } finally {
      terminal.close();
    }
  };
}

function whereToLook({ grafanaUrl, grafanaWay, grafanaStartedByUs, slackUrl }: Demo): string {
  const who = isPreview(grafanaWay)
    ? '   (the preview, no Grafana)'
    : grafanaStartedByUs
      ? '   user admin, password admin'
      : '';
  return `
KPI Watch's demo is up.

  Grafana           ${grafanaUrl}${who}
    customers       ${grafanaUrl}/d/kpiwatch-customers
    sellers         ${grafanaUrl}/d/kpiwatch-sellers
    systems         ${grafanaUrl}/d/kpiwatch-systems
    alert policies  ${grafanaUrl}/a/kpiwatch-businesskpi-app/policies
  Stand-in for Slack
    messages        ${slackUrl}
    webhook URL     ${webhookUrl(slackUrl)}   (paste it into a Slack contact point)

Make the orders fall, in another shell:
  npm run demo:drop -- orders --by 70% --for 10m

Ctrl-C ends all of it.`;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined));
    if (signal.aborted) {
      resolve(undefined);
    }
  });
}
