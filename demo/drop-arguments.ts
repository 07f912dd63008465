import { parseArgs } from 'node:util';

import { DemoError, messageOf } from './command';
import { STREAM_NAMES, STREAMS, type StreamName } from './streams';

export const USAGE = `Makes a stream of the demo shop fall:
  npm run demo:drop -- STREAM --by PERCENT --for DURATION [--where DIMENSION=VALUE]
  npm run demo:drop -- STREAM --by PERCENT --until-stopped [--where DIMENSION=VALUE]
  npm run demo:drop -- STREAM --stop
With --since DURATION it is as if it had begun, or ended, so long ago: nobody has to wait.
For example:
  npm run demo:drop -- orders --by 70% --for 10m --where region=KR
  npm run demo:drop -- orders --by 70% --for 30m --since 12m
Streams: ${STREAM_NAMES.join(', ')}.
Durations: 90s, 10m, 2h.`;

interface Request {
  stream: StreamName;
  /** How long ago it began or ended, in milliseconds; 0: now. */
  since: number;
}

export interface StartRequest extends Request {
  kind: 'start';
  /** 0.7: seven of ten events do not happen. */
  fraction: number;
  where: { column: string; value: string } | null;
  /** Milliseconds; null: until it is stopped. */
  duration: number | null;
}

export type DropRequest = StartRequest | (Request & { kind: 'stop' });

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };
const LONGEST = '24h';
/** What lies further back stays as it is. */
const LONGEST_SINCE = '2h';

/** What `npm run demo:drop` is asked to do; an error says which argument is wrong and what would be right. */
export function parseDropArguments(args: string[]): DropRequest {
  const { values, positionals } = parse(args);
  const stream = parseStream(positionals);
  const { by, for: duration, where, stop } = values;
  const since = values.since === undefined ? 0 : parseDuration('--since', values.since, LONGEST_SINCE);
  const untilStopped = values['until-stopped'] ?? false;
  if (stop) {
    if (by !== undefined || duration !== undefined || where !== undefined || untilStopped) {
      throw wrong('--stop ends every drop of the stream and goes with no other option than --since.');
    }
    return { kind: 'stop', stream, since };
  }
  if (by === undefined) {
    throw wrong('Say how far it falls, for example --by 70%.');
  }
  if ((duration !== undefined) === untilStopped) {
    throw wrong('Say how long: either --for 10m or --until-stopped.');
  }
  return {
    kind: 'start',
    stream,
    since,
    fraction: parsePercent(by),
    where: where === undefined ? null : parseWhere(where, stream),
    duration: duration === undefined ? null : parseDuration('--for', duration, LONGEST),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        by: { type: 'string' },
        for: { type: 'string' },
        since: { type: 'string' },
        where: { type: 'string' },
        'until-stopped': { type: 'boolean' },
        stop: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw wrong(messageOf(error));
  }
}

function parseStream(positionals: string[]): StreamName {
  const [name, ...more] = positionals;
  const stream = STREAM_NAMES.find((known) => known === name);
  if (stream === undefined) {
    throw wrong(name === undefined ? 'Name a stream.' : `There is no stream "${name}".`);
  }
  if (more.length > 0) {
    throw wrong(`"${more.join(' ')}" is one word too many: one stream at a time.`);
  }
  return stream;
}

function parsePercent(text: string): number {
  const percent = Number(/^(\d+(?:\.\d+)?)%?$/.exec(text)?.[1]);
  if (!(percent >= 1 && percent <= 100)) {
    throw wrong(`--by ${text}: a percentage from 1% to 100% is meant, for example 70%.`);
  }
  return percent / 100;
}

function parseDuration(option: string, text: string, longest: string): number {
  const duration = toMilliseconds(text);
  if (!(duration > 0 && duration <= toMilliseconds(longest))) {
    throw wrong(`${option} ${text}: a duration up to ${longest} is meant, for example 90s, 10m or 2h.`);
  }
  return duration;
}

/** Of `90s`, `10m` or `2h`; NaN for anything else. */
function toMilliseconds(text: string): number {
  const [, amount, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? NaN);
}

function parseWhere(text: string, stream: StreamName): { column: string; value: string } {
  const [, column = '', value = ''] = /^(\w+)=(.+)$/.exec(text) ?? [];
  const { dimensions } = STREAMS[stream];
  const known = Object.hasOwn(dimensions, column) ? dimensions[column] : undefined;
  if (known === undefined) {
    throw wrong(
      `--where ${text}: ${stream} can be narrowed by ${Object.keys(dimensions).join(' or ')}, for example ${exampleOf(dimensions)}.`
    );
  }
  if (!known.includes(value)) {
    throw wrong(`--where ${text}: ${column} is one of ${known.join(', ')}.`);
  }
  return { column, value };
}

function exampleOf(dimensions: Record<string, readonly string[]>): string {
  return Object.entries(dimensions).map(([column, [value]]) => `${column}=${value}`)[0] ?? '';
}

function wrong(message: string): DemoError {
  return new DemoError(`${message}\n\n${USAGE}`);
}
