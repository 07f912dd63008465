import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { DemoError, messageOf, printLine, runAsCommand } from './command';
import { escapeHtml } from './mrkdwn';
import { hasContent, messageToHtml, payloadSchema, type Payload, type SlackMessage } from './slack-message';

const LARGEST_BODY = 1_000_000;
const KEPT_MESSAGES = 500;
const WEBHOOK = /^\/services\/T[^/]+\/B[^/]+\/[^/]+$/;

/** The address to paste into a Slack contact point. */
export function webhookUrl(slackUrl: string): string {
  return `${slackUrl}/services/TDEMO/BDEMO/kpiwatch`;
}

interface Reply {
  status: number;
  body: string | object;
}

/**
 * Starts the stand-in for Slack: it takes incoming webhooks and chat.postMessage, answers as Slack does, errors
 * included, and shows the messages on a page. `port` 0 takes a free one.
 */
export async function startSlack({
  port = 0,
  host = '127.0.0.1',
  webhook,
}: { port?: number; host?: string; webhook?: string } = {}): Promise<{
  url: string;
  stop(): Promise<void>;
}> {
  const messages: SlackMessage[] = [];
  const pages = new Set<ServerResponse>();

  const url = () => `http://${host}:${portOf(server.address())}`;
  const keep = (message: SlackMessage) => {
    messages.unshift(message);
    messages.length = Math.min(messages.length, KEPT_MESSAGES);
    pages.forEach((page) => sendEvent(page, 'new', messageToHtml(message)));
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const route = `${request.method ?? ''} ${pathname}`;
    if (route === 'GET /') {
      sendPage(response, webhook ?? webhookUrl(url()));
    } else if (route === 'GET /events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      sendEvent(response, 'all', messages.map(messageToHtml).join(''));
      pages.add(response);
      response.once('close', () => pages.delete(response));
    } else if (route === 'GET /messages') {
      send(response, { status: 200, body: messages });
    } else if (route === 'DELETE /messages') {
      messages.length = 0;
      pages.forEach((page) => sendEvent(page, 'all', ''));
      response.writeHead(204).end();
    } else if (request.method === 'POST') {
      readBody(request)
        .then((body) =>
          send(response, receive({ path: pathname, body, authorization: request.headers.authorization }, keep))
        )
        .catch((error: unknown) => send(response, { status: 413, body: messageOf(error) }));
    } else {
      send(response, { status: 404, body: 'no such page' });
    }
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new DemoError(`The stand-in for Slack could not start: ${error.message}`)));
    server.listen(port, host, resolve);
  });
  return {
    url: url(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What Slack would answer; a message that it would take is kept. */
function receive(
  { path, body, authorization }: { path: string; body: string; authorization: string | undefined },
  keep: (message: SlackMessage) => void
): Reply {
  if (path === '/api/chat.postMessage') {
    return { status: 200, body: postMessage({ path, body, authorization }, keep) };
  }
  if (!WEBHOOK.test(path) || path.includes('revoked')) {
    return { status: 404, body: 'no_service' };
  }
  if (path.includes('archived')) {
    return { status: 410, body: 'channel_is_archived' };
  }
  const payload = parsePayload(body);
  if (payload === undefined) {
    return { status: 400, body: 'invalid_payload' };
  }
  if (!hasContent(payload)) {
    return { status: 400, body: 'no_text' };
  }
  keep({ receivedAt: new Date().toISOString(), path, channel: payload.channel ?? '#alerts', payload });
  return { status: 200, body: 'ok' };
}

function postMessage(
  { path, body, authorization = '' }: { path: string; body: string; authorization: string | undefined },
  keep: (message: SlackMessage) => void
): object {
  const token = authorization.replace(/^Bearer /, '');
  if (token === '') {
    return { ok: false, error: 'not_authed' };
  }
  if (!token.startsWith('xox') || token === 'xoxb-invalid') {
    return { ok: false, error: 'invalid_auth' };
  }
  const payload = parsePayload(body);
  if (payload === undefined) {
    return { ok: false, error: 'invalid_json' };
  }
  const { channel } = payload;
  if (!channel || channel === '#nowhere') {
    return { ok: false, error: 'channel_not_found' };
  }
  if (!hasContent(payload)) {
    return { ok: false, error: 'no_text' };
  }
  const received = new Date();
  keep({ receivedAt: received.toISOString(), path, channel, payload });
  const ts = (received.getTime() / 1000).toFixed(6);
  return { ok: true, channel: 'C0STANDIN', ts, message: { type: 'message', text: payload.text ?? '', ts } };
}

function parsePayload(body: string): Payload | undefined {
  try {
    return payloadSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) {
      throw new Error('payload_too_large');
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}

function sendEvent(page: ServerResponse, name: 'all' | 'new', html: string): void {
  page.write(`event: ${name}\ndata: ${JSON.stringify(html)}\n\n`);
}

function sendPage(response: ServerResponse, webhook: string): void {
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; script-src 'nonce-${nonce}'`,
  });
  const page = readFileSync(join(__dirname, 'slack-page.html'), 'utf8');
  response.end(page.replace('NONCE', nonce).replace('WEBHOOK', escapeHtml(webhook)));
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

runAsCommand(module, async (args) => {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, host: { type: 'string' } } });
  const slack = await startSlack({
    port: Number(values.port ?? 3400),
    host: values.host,
    webhook: process.env.KPIWATCH_SLACK_URL,
  });
  printLine(`The stand-in for Slack listens on ${slack.url}. Ctrl-C ends it.`);
  process.once('SIGINT', () => void slack.stop());
  process.once('SIGTERM', () => void slack.stop());
});
