import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

const originSchema = z.object({ url: z.string(), validator: z.string() });

/** The part of a file that has arrived, in `file.part`, and beside it what tells whether the rest still fits. */
export class Part {
  readonly path: string;
  private readonly originPath: string;

  constructor(private readonly file: string) {
    this.path = `${file}.part`;
    this.originPath = `${file}.part.json`;
  }

  get size(): number {
    return existsSync(this.path) ? statSync(this.path).size : 0;
  }

  /** The headers that ask for the rest, if there is a part of this address to go on from. */
  rangeHeaders(url: string): Record<string, string> {
    const origin = this.origin();
    return this.size > 0 && origin?.url === url ? { range: `bytes=${this.size}-`, 'if-range': origin.validator } : {};
  }

  /** Forgets what has arrived; the next bytes are the first of a file with these headers. */
  begin(url: string, headers: Headers): void {
    this.discard();
    writeFileSync(this.path, '');
    const validator = validatorOf(headers);
    if (validator !== undefined) {
      writeFileSync(this.originPath, JSON.stringify({ url, validator }));
    }
  }

  complete(): void {
    renameSync(this.path, this.file);
    rmSync(this.originPath, { force: true });
  }

  discard(): void {
    rmSync(this.path, { force: true });
    rmSync(this.originPath, { force: true });
  }

  private origin(): z.infer<typeof originSchema> | undefined {
    try {
      return originSchema.parse(JSON.parse(readFileSync(this.originPath, 'utf8')));
    } catch {
      return undefined;
    }
  }
}

/** A weak ETag promises the same meaning, not the same bytes: it can't be gone on from. */
function validatorOf(headers: Headers): string | undefined {
  const etag = headers.get('etag');
  return etag !== null && !etag.startsWith('W/') ? etag : (headers.get('last-modified') ?? undefined);
}
