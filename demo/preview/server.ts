import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

import { getResponse, type HttpHandler } from 'msw';

import { choiceOf } from './choices';
import { pageOf, type Site } from './site';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
};

export interface PreviewSite extends Site {
  /** Whether the app is enabled just now. */
  isEnabled(): boolean;
  /** Grafana's API, as far as the preview has it. */
  handlers: HttpHandler[];
  /** Folder of the bundled host page. */
  hostDir: string;
  /** Folder with Grafana's icons. */
  publicDir: string;
}

/** The preview's HTTP server; it does not listen yet. */
export function createPreviewServer(site: PreviewSite): Server {
  return createServer((request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message: text }));
    });
  });
}

async function answer(site: PreviewSite, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://preview');
  if (/^\/apis?\//.test(url.pathname)) {
    await answerApi(site.handlers, url, request, response);
    return;
  }
  const file = fileOf(site, url.pathname);
  if (file !== undefined) {
    sendFile(file, site, response);
    return;
  }
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(pageOf(site, choiceOf(request.headers.cookie), site.isEnabled()));
}

async function answerApi(
  handlers: HttpHandler[],
  url: URL,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const body = await readBody(request);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const asked = new Request(url, { method: request.method, headers, body: body.length > 0 ? body : undefined });
  const answered =
    (await getResponse(handlers, asked)) ??
    Response.json({ message: `The preview does not know ${request.method} ${url.pathname}.` }, { status: 404 });
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
}

async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The file behind a path, where the path is one of files. */
function fileOf({ plugins, hostDir, publicDir }: PreviewSite, pathname: string): string | undefined {
  const [, first, second, third, ...rest] = pathname.split('/').map(decodeURIComponent);
  if (first === 'preview') {
    return inside(hostDir, [second, third, ...rest]);
  }
  if (first === 'public' && second === 'plugins') {
    return inside(plugins.find(({ id }) => id === third)?.dir ?? '', rest);
  }
  if (first === 'public') {
    // Grafana serves what its build made from a folder of its own.
    return inside(publicDir, second === 'build' ? [third, ...rest] : [second, third, ...rest]);
  }
  return undefined;
}

function inside(dir: string, parts: Array<string | undefined>): string {
  const file = normalize(join(dir, ...parts.filter((part) => part !== undefined)));
  return dir !== '' && file.startsWith(dir + sep) ? file : '';
}

function sendFile(file: string, { hostDir }: PreviewSite, response: ServerResponse): void {
  if (file === '' || !existsSync(file)) {
    sendSubstitute(extname(file), hostDir, response);
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(file));
}

/**
 * Grafana's packages leave out its font and a few icons. The code editor's font has signs but no letters, so that the
 * page's next font is taken; and an icon may be empty.
 */
function sendSubstitute(extension: string, hostDir: string, response: ServerResponse): void {
  const font = readdirSync(hostDir).find((name) => name.endsWith('.ttf'));
  if (extension === '.woff2' && font !== undefined) {
    response.writeHead(200, { 'content-type': TYPES['.ttf'] }).end(readFileSync(join(hostDir, font)));
  } else if (extension === '.svg') {
    response.writeHead(200, { 'content-type': TYPES['.svg'] }).end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  } else {
    response.writeHead(404).end();
  }
}
