import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

interface MirrorFile {
  bytes: Buffer;
  headers?: Record<string, string>;
}

export interface Mirror {
  url: string;
  /** By path; may be changed at any time. */
  files: Record<string, MirrorFile>;
  /** What came in: `GET /file bytes=100-`. */
  requests: string[];
  /** Each answers one request in the usual way's place, the first first. */
  faults: Fault[];
  stop(): Promise<void>;
}

type Fault = (response: ServerResponse, file: MirrorFile | undefined) => void;

/** Sends the head and some bytes of the file, then ends the connection. */
export function breakAfter(count: number): Fault {
  return (response, file) => {
    response.writeHead(200, { ...file?.headers, 'content-length': file?.bytes.length });
    response.write(file?.bytes.subarray(0, count), () => response.socket?.end());
  };
}

/** Sends the head and some bytes of the file, and then nothing. */
export function stallAfter(count: number): Fault {
  return (response, file) => {
    response.writeHead(200, { ...file?.headers, 'content-length': file?.bytes.length });
    response.write(file?.bytes.subarray(0, count));
  };
}

export function answer(status: number): Fault {
  return (response) => response.writeHead(status).end();
}

/** Never answers. */
export function silence(): void {}

/** An HTTP server on 127.0.0.1 that has files, knows ranges, and fails when it is told to. */
export async function startMirror(): Promise<Mirror> {
  const mirror: Omit<Mirror, 'url' | 'stop'> = { files: {}, requests: [], faults: [] };
  const server = createServer((request, response) => {
    const file = mirror.files[request.url ?? ''];
    mirror.requests.push([request.method, request.url, request.headers.range].filter(Boolean).join(' '));
    const fault = mirror.faults.shift();
    return fault ? fault(response, file) : serve(request, response, file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(mirror, {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
}

function serve(request: IncomingMessage, response: ServerResponse, file: MirrorFile | undefined): void {
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { bytes, headers = {} } = file;
  const start = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  const known = String(request.headers['if-range']);
  const isSame = [headers.etag, headers['last-modified']].includes(known);
  if (start === undefined || !isSame) {
    response.writeHead(200, { ...headers, 'content-length': bytes.length });
  } else if (Number(start) >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  } else {
    const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
    response.writeHead(206, { ...headers, 'content-range': range, 'content-length': bytes.length - Number(start) });
  }
  response.end(request.method === 'HEAD' ? undefined : bytes.subarray(isSame ? Number(start ?? 0) : 0));
}
