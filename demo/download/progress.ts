import type { Log } from '../command';

const EVERY = 3_000;

/** Says how far a download is, every three seconds at most; `total` in bytes, if it is known. */
export function reportProgress(what: string, total: number | undefined, log: Log): (received: number) => void {
  let reported = Date.now();
  return (received) => {
    if (Date.now() - reported >= EVERY) {
      reported = Date.now();
      log(`${what}: ${share(received, total)} …`);
    }
  };
}

/** `45 % of 190.0 MB` */
export function share(received: number, total: number | undefined): string {
  return total === undefined
    ? megabytes(received)
    : `${Math.floor((100 * received) / Math.max(total, 1))} % of ${megabytes(total)}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
