import { messageOf } from '../command';
import { Unavailable } from '../ways';
import { noRoom } from './room';

/** The server answered, with something else than the file. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`it answers ${status}`);
  }
}

/** Whether the same request may go well a moment later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Refused) {
    return error.status >= 500 || error.status === 429;
  }
  return !isDiskFull(error) && !(error instanceof Unavailable);
}

/** A failed download in a person's words; `dir` is where the file would have gone. */
export function explainFailure(error: unknown, { url, dir }: { url: string; dir: string }): Unavailable {
  if (error instanceof Unavailable) {
    return error;
  }
  const { host } = new URL(url);
  const files = `put these two files into ${dir} yourself:\n  ${url}\n  ${url}.sha256`;
  if (isDiskFull(error)) {
    return noRoom(dir, messageOf(error));
  }
  if (error instanceof Refused) {
    const reason = error.status === 404 ? 'has no such file' : `answers ${error.status}`;
    return new Unavailable(`${host} ${reason}: ${url}`, `Try again later, or ${files}`);
  }
  return new Unavailable(
    `the download from ${host} failed: ${messageOf(error)}`,
    `${proxyHint()}Start again to go on from what has arrived, or ${files}`
  );
}

function proxyHint(): string {
  const proxy = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((name) => process.env[name]);
  return proxy === undefined || process.env.NODE_USE_ENV_PROXY
    ? ''
    : `${proxy} is set; Node follows it only with NODE_USE_ENV_PROXY=1, from Node 24 on.\n`;
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
