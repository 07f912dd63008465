import { parseArgs } from 'node:util';

import { DemoError } from './command';
import { DATABASE_WAYS, type DatabaseChoice } from './database';
import { GRAFANA_WAYS, type GrafanaChoice } from './grafana-ways';

export const USAGE = `npm start -- [options]

  --grafana URL|${GRAFANA_WAYS.join('|')}
                       without it: GRAFANA_URL, else the first of these that is here
  --db URL|${DATABASE_WAYS.join('|')}
                       without it: KPIWATCH_MYSQL_URL, else the first of these that is here
  --yes                download what is missing without asking
  --grafana-port PORT  (3000, or a free one)
  --slack-port PORT    (3400, or a free one)`;

export interface StartOptions {
  help: boolean;
  yes: boolean;
  grafana?: GrafanaChoice;
  db?: DatabaseChoice;
  grafanaPort?: number;
  slackPort?: number;
}

/** The arguments of `npm start`; a DemoError names the one that can't be understood. */
export function readStartOptions(args: string[]): StartOptions {
  const values = parse(args);
  return {
    help: values.help ?? false,
    yes: values.yes ?? false,
    grafana: toChoice('--grafana', values.grafana, GRAFANA_WAYS, /^https?:\/\//),
    db: toChoice('--db', values.db, DATABASE_WAYS, /^mysql:\/\//),
    grafanaPort: toPort(values['grafana-port']),
    slackPort: toPort(values['slack-port']),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { grafana: text, db: text, yes: flag, help: flag, 'grafana-port': text, 'slack-port': text };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new DemoError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function toChoice<Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly Name[],
  address: RegExp
): Name | { url: string } | undefined {
  if (text === undefined) {
    return undefined;
  }
  const name = names.find((known) => known === text);
  if (name !== undefined) {
    return name;
  }
  if (!address.test(text)) {
    throw new DemoError(`${option} ${text}: there is no such way.\n\n${USAGE}`);
  }
  return { url: text };
}

function toPort(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new DemoError(`"${text}" is no port.\n\n${USAGE}`);
  }
  return port;
}
