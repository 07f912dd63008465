import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { obtainArchive } from './archive';
import { startMirror, type Mirror } from './test-mirror';

const NAME = 'grafana-1.2.3.tar.gz';
let mirror: Mirror;
let dir: string;
let home: string;
let archive: Buffer;

beforeAll(() => {
  const source = mkdtempSync(join(tmpdir(), 'kpiwatch-source-'));
  mkdirSync(join(source, 'grafana-v1.2.3', 'bin'), { recursive: true });
  writeFileSync(join(source, 'grafana-v1.2.3', 'bin', 'grafana'), '#!/bin/sh\n');
  chmodSync(join(source, 'grafana-v1.2.3', 'bin', 'grafana'), 0o755);
  execFileSync('tar', ['-czf', join(source, NAME), '-C', source, 'grafana-v1.2.3']);
  archive = readFileSync(join(source, NAME));
  rmSync(source, { recursive: true });
});

beforeEach(async () => {
  mirror = await startMirror();
  publish(archive);
  dir = mkdtempSync(join(tmpdir(), 'kpiwatch-cache-'));
  home = join(dir, 'grafana-1.2.3');
});

afterEach(async () => {
  await mirror.stop();
  rmSync(dir, { recursive: true, force: true });
});

function publish(bytes: Buffer, sum = createHash('sha256').update(bytes).digest('hex')): void {
  mirror.files[`/${NAME}`] = { bytes };
  mirror.files[`/${NAME}.sha256`] = { bytes: Buffer.from(`${sum}\n`) };
}

function obtain(): Promise<void> {
  return obtainArchive({ title: 'Grafana 1.2.3', url: `${mirror.url}/${NAME}` }, home, {
    log: () => undefined,
    pause: 1,
  });
}

it('unpacks what is in the archive, and forgets the archive', async () => {
  await obtain();
  expect(readdirSync(dir)).toEqual(['grafana-1.2.3']);
  expect(statSync(join(home, 'bin', 'grafana')).mode & 0o777).toBe(0o755);
});

it('takes an archive that was put there by hand', async () => {
  writeFileSync(join(dir, NAME), archive);
  await obtain();
  expect(mirror.requests).toEqual([`GET /${NAME}.sha256`]);
  expect(existsSync(join(home, 'bin', 'grafana'))).toBe(true);
});

it('deletes an archive with another checksum than is published, unopened', async () => {
  publish(archive, 'f'.repeat(64));
  await expect(obtain()).rejects.toThrow('does not have its published checksum, and was deleted');
  expect(readdirSync(dir)).toEqual([]);
});

it('refuses a checksum file without a checksum', async () => {
  publish(archive, '<html>Please log in</html>');
  await expect(obtain()).rejects.toThrow('no SHA-256 sum');
  expect(readdirSync(dir)).toEqual([]);
});

it('keeps the archive while its checksum can not be had', async () => {
  delete mirror.files[`/${NAME}.sha256`];
  await expect(obtain()).rejects.toThrow('has no such file');
  expect(readdirSync(dir)).toEqual([NAME]);
  publish(archive);
  await obtain();
  expect(mirror.requests.filter((request) => request === `GET /${NAME}`)).toHaveLength(1);
});

it('leaves nothing half unpacked', async () => {
  publish(archive.subarray(0, archive.length - 20));
  await expect(obtain()).rejects.toThrow(`${NAME} could not be unpacked`);
  expect(existsSync(home)).toBe(false);
  expect(readdirSync(dir).filter((name) => name.includes('making'))).toEqual([]);
});

it('removes what a killed process left half unpacked', async () => {
  // No process has this id: it is above what systems give.
  mkdirSync(`${home}.making-99999999`);
  mkdirSync(`${home}.making-${process.ppid}`);
  await obtain();
  expect(readdirSync(dir)).toEqual(['grafana-1.2.3', `grafana-1.2.3.making-${process.ppid}`]);
});
