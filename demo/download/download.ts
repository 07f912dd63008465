import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { messageOf, type Log } from '../command';
import { explainFailure, isPassing, Refused } from './failure';
import { Part } from './part';
import { megabytes, reportProgress, share } from './progress';
import { requireRoom } from './room';

export interface DownloadOptions {
  log: Log;
  signal?: AbortSignal;
  /** Milliseconds until the server must have answered. */
  connectTimeout?: number;
  /** Milliseconds without a single byte after which the connection counts as broken. */
  idleTimeout?: number;
  /** Milliseconds before the first new try; twice as many before each further one. */
  pause?: number;
}

const CONNECT_TIMEOUT = 20_000;
/** Tries in a row that brought nothing; a broken connection that brought something is simply gone on from. */
const TRIES = 4;

/**
 * Fetches `url` into `file`, which is whole once it is there. What arrived before a break, of the connection or of this
 * program, is gone on from if the server still has the same file. Rejects with `Unavailable`.
 */
export async function download(url: string, file: string, options: DownloadOptions & { what: string }): Promise<void> {
  const { log, signal, pause = 1_000 } = options;
  mkdirSync(dirname(file), { recursive: true });
  const part = new Part(file);
  for (let fruitless = 0; ; ) {
    const before = part.size;
    try {
      await fetchRest(url, part, options);
      part.complete();
      return;
    } catch (error) {
      signal?.throwIfAborted();
      fruitless = part.size > before ? 0 : fruitless + 1;
      if (!isPassing(error) || fruitless === TRIES) {
        throw explainFailure(error, { url, dir: dirname(file) });
      }
      log(`${options.what}: broken off after ${megabytes(part.size)} (${messageOf(error)}); trying again …`);
      await sleep(pause * 2 ** fruitless, undefined, { signal });
    }
  }
}

/** How many bytes there are to fetch, if the server says. Rejects with `Unavailable` where it can't be reached. */
export async function remoteSize(
  url: string,
  { dir, signal }: { dir: string; signal?: AbortSignal }
): Promise<number | undefined> {
  const limit = AbortSignal.timeout(CONNECT_TIMEOUT);
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      headers: { 'accept-encoding': 'identity' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return sizeIn(checked(response).headers.get('content-length'));
  } catch (error) {
    signal?.throwIfAborted();
    throw explainFailure(error, { url, dir });
  }
}

async function fetchRest(url: string, part: Part, options: DownloadOptions & { what: string }): Promise<void> {
  const { what, log, signal } = options;
  const limit = new TimeLimit(signal);
  try {
    limit.restart(options.connectTimeout ?? CONNECT_TIMEOUT, 'no answer');
    const response = await fetch(url, {
      headers: { 'accept-encoding': 'identity', ...part.rangeHeaders(url) },
      signal: limit.signal,
    });
    const total = beginOrGoOn(url, part, response);
    if (total === part.size) {
      return;
    }
    log(
      part.size === 0
        ? `${what}: ${total === undefined ? 'fetching' : megabytes(total)} …`
        : `${what}: going on at ${share(part.size, total)} …`
    );
    requireRoom(dirname(part.path), (total ?? 0) - part.size);
    await receive(response, part, { limit, total, ...options });
    if (total !== undefined && part.size !== total) {
      part.discard();
      throw new Error(`${part.size} bytes arrived in place of ${total}`);
    }
  } finally {
    limit.end();
  }
}

/** Makes the part ready for the response's bytes; returns the size of the whole file, if it is known. */
function beginOrGoOn(url: string, part: Part, response: Response): number | undefined {
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  const [, start, whole] = range ?? [];
  if (response.status === 206 && Number(start) === part.size) {
    return sizeIn(whole);
  }
  // The range is empty: all of it was here already.
  if (response.status === 416 && Number(whole) === part.size) {
    return part.size;
  }
  if (response.status === 206 || response.status === 416) {
    part.discard();
    throw new Error('the server sent another range than was asked for');
  }
  const size = sizeIn(checked(response).headers.get('content-length'));
  part.begin(url, response.headers);
  return size;
}

async function receive(
  response: Response,
  part: Part,
  {
    limit,
    total,
    what,
    log,
    idleTimeout = 30_000,
  }: DownloadOptions & { what: string; limit: TimeLimit; total?: number }
): Promise<void> {
  const report = reportProgress(what, total, log);
  let received = part.size;
  await pipeline(
    bytesOf(response.body),
    async function* watched(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        limit.restart(idleTimeout, `nothing came for ${idleTimeout / 1000} s`);
        received += chunk.length;
        report(received);
        yield chunk;
      }
    },
    createWriteStream(part.path, { flags: 'a' }),
    { signal: limit.signal }
  );
}

/** In TypeScript the body of an answer can't be looped over, in Node it can. */
async function* bytesOf(body: Response['body']): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    yield next.value;
  }
}

function checked(response: Response): Response {
  if (response.status !== 200) {
    throw new Refused(response.status);
  }
  return response;
}

function sizeIn(text: string | null | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

/** A signal that aborts with the outer one, or when the time of the present step is over. */
class TimeLimit {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(outer?: AbortSignal) {
    this.signal = outer ? AbortSignal.any([outer, this.controller.signal]) : this.controller.signal;
  }

  restart(milliseconds: number, reason: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(new Error(reason)), milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
