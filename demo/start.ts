import { parseArgs } from 'node:util';

import { DemoError, describe, printLine, runAsCommand } from './command';
import { startDemo, type Demo, type DemoOptions } from './demo';
import { webhookUrl } from './slack';
import { DEMO_DIR } from './state';

const USAGE = 'npm start -- [--grafana preview|preview-13] [--grafana-port 3000] [--slack-port 3400]';

runAsCommand(module, async (args) => {
  const options = readOptions(args);
  const began = Date.now();
  const log = (line: string) => printLine(`[${String(Math.round((Date.now() - began) / 1000)).padStart(3)} s] ${line}`);
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupted.abort());
  }

  const demo = await startDemo({ dir: DEMO_DIR, log, traffic: true, ...options, signal: interrupted.signal }).catch(
    (error: unknown) => {
      if (interrupted.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  );
  if (demo === undefined) {
    printLine('Stopped before everything was up.');
    return;
  }
  printLine(whereToLook(demo, options.preview !== undefined));
  const broken = await Promise.race([demo.broken, aborted(interrupted.signal)]);
  printLine(broken ? `\n${describe(broken)}\nEnding the rest …` : '\nEnding the demo …');
  await demo.stop();
  process.exitCode = broken ? 1 : 0;
});

function readOptions(args: string[]): Pick<DemoOptions, 'preview' | 'grafanaPort' | 'slackPort'> {
  const text = { type: 'string' } as const;
  const options = { grafana: text, 'grafana-port': text, 'slack-port': text };
  const { values } = parseArgs({ args, options });
  return {
    preview: toPreview(values.grafana),
    grafanaPort: toPort(values['grafana-port']),
    slackPort: toPort(values['slack-port']),
  };
}

function toPreview(text: string | undefined): DemoOptions['preview'] {
  switch (text) {
    case undefined:
      return undefined;
    case 'preview':
      return 12;
    case 'preview-13':
      return 13;
    default:
      throw new DemoError(`--grafana ${text}: only preview and preview-13 can be asked for.\n${USAGE}`);
  }
}

function toPort(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new DemoError(`"${text}" is no port.\n${USAGE}`);
  }
  return port;
}

function whereToLook({ grafanaUrl, grafanaStartedByUs, slackUrl }: Demo, isPreview: boolean): string {
  const who = isPreview ? '   (the preview, no Grafana)' : grafanaStartedByUs ? '   user admin, password admin' : '';
  return `
KPI Watch's demo is up.

  Grafana           ${grafanaUrl}${who}
    customers       ${grafanaUrl}/d/kpiwatch-customers
    sellers         ${grafanaUrl}/d/kpiwatch-sellers
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
