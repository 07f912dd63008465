import { createServer } from 'node:net';

import { choosePort } from './ports';

const option = '--grafana-port';
let taken: number;
const server = createServer();

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
});

afterAll(() => server.close());

it('makes way where nobody asked for that very port', async () => {
  const port = await choosePort(undefined, { usual: taken, option });
  expect(port).not.toBe(taken);
  expect(port).toBeGreaterThan(0);
});

it('refuses a port that was asked for and is taken', async () => {
  await expect(choosePort(taken, { usual: 3000, option })).rejects.toThrow(
    `--grafana-port ${taken}: something listens there already. Name another port, or none.`
  );
});
