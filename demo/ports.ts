import getPort from 'get-port';

import { DemoError } from './command';

/** The port on 127.0.0.1 that was asked for, which must be free; without one, where people look, or any free one. */
export async function choosePort(
  asked: number | undefined,
  { usual, option }: { usual: number; option: string }
): Promise<number> {
  const port = await getPort({ host: '127.0.0.1', port: asked ?? usual });
  if (asked !== undefined && port !== asked) {
    throw new DemoError(`${option} ${asked}: something listens there already. Name another port, or none.`);
  }
  return port;
}
