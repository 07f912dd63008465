import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { download, remoteSize, type DownloadOptions } from './download';
import { answer, breakAfter, silence, stallAfter, startMirror, type Mirror } from './test-mirror';

const OLD = randomBytes(300_000);
const NEW = randomBytes(310_000);
const PART = 100_000;
/** Of a stopped server: nobody listens there. */
let deadUrl: string;
let mirror: Mirror;
let dir: string;
let lines: string[];

beforeAll(async () => {
  const stopped = await startMirror();
  await stopped.stop();
  deadUrl = stopped.url;
});

beforeEach(async () => {
  mirror = await startMirror();
  mirror.files['/file'] = { bytes: OLD, headers: { etag: '"old"' } };
  dir = mkdtempSync(join(tmpdir(), 'kpiwatch-download-'));
  lines = [];
});

afterEach(async () => {
  await mirror.stop();
  rmSync(dir, { recursive: true, force: true });
});

function get(options: Partial<DownloadOptions> & { url?: string } = {}): Promise<void> {
  const { url = `${mirror.url}/file`, ...more } = options;
  const log = (line: string) => void lines.push(line);
  return download(url, join(dir, 'file'), { what: 'Grafana', pause: 1, log, ...more });
}

/** An earlier run that was ended after the first bytes had arrived. */
async function getPart(): Promise<void> {
  const end = new AbortController();
  mirror.faults.push(stallAfter(PART));
  const run = get({ signal: end.signal });
  while (!readdirSync(dir).includes('file.part') || readFileSync(join(dir, 'file.part')).length < PART) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  end.abort();
  await expect(run).rejects.toThrow('aborted');
  mirror.requests.length = 0;
}

const received = () => readFileSync(join(dir, 'file'));

it('fetches a file, and leaves nothing else behind', async () => {
  await get();
  expect(received().equals(OLD)).toBe(true);
  expect(readdirSync(dir)).toEqual(['file']);
  expect(lines).toEqual(['Grafana: 0.3 MB …']);
});

it('goes on where the connection broke', async () => {
  mirror.faults.push(breakAfter(PART));
  await get();
  expect(received().equals(OLD)).toBe(true);
  expect(mirror.requests).toEqual(['GET /file', expect.stringMatching(/^GET \/file bytes=[1-9]\d*-$/)]);
  expect(lines).toContainEqual(expect.stringMatching(/^Grafana: going on at \d+ % of 0\.3 MB …$/));
});

it('goes on where an earlier run was ended', async () => {
  await getPart();
  await get();
  expect(received().equals(OLD)).toBe(true);
  expect(mirror.requests).toEqual([`GET /file bytes=${PART}-`]);
  expect(readdirSync(dir)).toEqual(['file']);
});

it('begins anew when the file has changed meanwhile', async () => {
  await getPart();
  mirror.files['/file'] = { bytes: NEW, headers: { etag: '"new"' } };
  await get();
  expect(received().equals(NEW)).toBe(true);
  expect(mirror.requests).toEqual([`GET /file bytes=${PART}-`]);
});

it('begins anew where the server knows no ranges', async () => {
  await getPart();
  mirror.faults.push((response) => response.end(OLD));
  await get();
  expect(received().equals(OLD)).toBe(true);
});

it('begins anew where the server sends another range', async () => {
  await getPart();
  mirror.faults.push((response) => response.writeHead(206, { 'content-range': 'bytes 5-299999/300000' }).end('x'));
  await get();
  expect(received().equals(OLD)).toBe(true);
  expect(mirror.requests).toEqual([`GET /file bytes=${PART}-`, 'GET /file']);
});

it('begins anew for another address', async () => {
  await getPart();
  mirror.files['/other'] = { bytes: NEW };
  await get({ url: `${mirror.url}/other` });
  expect(received().equals(NEW)).toBe(true);
  expect(mirror.requests).toEqual(['GET /other']);
});

it.each([
  [{ 'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT' }, `GET /file bytes=${PART}-`],
  [{ etag: 'W/"old"' }, 'GET /file'],
  [{}, 'GET /file'],
])('goes on only where %j tells whether the file is the same', async (headers, request) => {
  mirror.files['/file'] = { bytes: OLD, headers: { ...headers } };
  await getPart();
  await get();
  expect(mirror.requests).toEqual([request]);
  expect(received().equals(OLD)).toBe(true);
});

it('is content when all had arrived before', async () => {
  await getPart();
  const whole = readFileSync(join(dir, 'file.part'));
  mirror.files['/file'] = { bytes: whole, headers: { etag: '"old"' } };
  await get();
  expect(received().equals(whole)).toBe(true);
});

it('tries again when nothing comes any more, and when nothing comes at all', async () => {
  mirror.faults.push(stallAfter(PART), silence);
  await get({ idleTimeout: 100, connectTimeout: 300 });
  expect(received().equals(OLD)).toBe(true);
  expect(lines).toEqual(
    expect.arrayContaining([expect.stringContaining('nothing came for 0.1 s'), expect.stringContaining('no answer')])
  );
});

it('tries again when the server is busy, and gives up when it stays so', async () => {
  mirror.faults.push(answer(503));
  await get();
  mirror.faults.push(...Array.from({ length: 4 }, () => answer(503)));
  await expect(get()).rejects.toThrow('answers 503');
});

it('does not ask again for what is not there, and says how to come by it', async () => {
  const url = `${mirror.url}/gone`;
  await expect(get({ url })).rejects.toThrow(`has no such file: ${url}.`);
  await expect(get({ url })).rejects.toThrow(`${url}.sha256`);
  expect(mirror.requests).toEqual(['GET /gone', 'GET /gone']);
});

it('says that a server can not be reached', async () => {
  await expect(get({ url: `${deadUrl}/file` })).rejects.toThrow(
    /the download from 127\.0\.0\.1:\d+ failed: .*ECONNREFUSED/
  );
  await expect(remoteSize(`${deadUrl}/file`, { dir })).rejects.toThrow('put these two files into');
});

it('knows the size beforehand', async () => {
  expect(await remoteSize(`${mirror.url}/file`, { dir })).toBe(OLD.length);
});
