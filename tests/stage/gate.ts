import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Gate {
  /** `host:port` at which the database is reached while the gate is open. */
  address: string;
  /** POST `/shut` and `/open`. */
  controlUrl: string;
  close(): void;
}

/**
 * A gate before the database. While it is shut nobody gets through, and who was through is cut off: to Grafana the
 * database has stopped, and the shop still goes on.
 */
export async function openGate(database: { host: string; port: number }): Promise<Gate> {
  const sockets = new Set<Socket>();
  const gate = createServer((visitor) => {
    const inner = connect(database.port, database.host);
    for (const socket of [visitor, inner]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        visitor.destroy();
        inner.destroy();
      });
    }
    visitor.pipe(inner).pipe(visitor);
  });
  const port = await listen(gate);

  const shut = () => {
    gate.close();
    sockets.forEach((socket) => socket.destroy());
  };
  const control = createHttpServer((request, response) => {
    if (request.url === '/shut' && gate.listening) {
      shut();
    } else if (request.url === '/open' && !gate.listening) {
      gate.listen(port, '127.0.0.1');
    }
    response.end();
  });
  const controlPort = await listen(control);
  return {
    address: `127.0.0.1:${port}`,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    close: () => {
      shut();
      control.close();
      control.closeAllConnections();
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
