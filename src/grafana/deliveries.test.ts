import { readFailedDeliveries } from './deliveries';
import { FakeGrafana } from './test/fakeGrafana';

const grafana = new FakeGrafana();
const AT = Date.UTC(2026, 10, 26, 7, 19, 55);
beforeAll(() => grafana.start());
beforeEach(() => {
  grafana.reset();
  grafana.addReceiver('Slack #orders');
  grafana.addReceiver('Slack #payments');
});
afterAll(() => grafana.server.close());

describe('readFailedDeliveries', () => {
  it('names the contact points whose newest message did not arrive, and why', async () => {
    grafana.deliver('Slack #orders', { at: AT, error: 'failed incoming webhook: rate_limited' });
    grafana.deliver('Slack #payments', { at: AT });
    expect([...(await readFailedDeliveries())]).toEqual([
      ['Slack #orders', { at: AT, reason: 'failed incoming webhook: rate_limited' }],
    ]);
  });

  it('says nothing of those that never had a message', async () => {
    expect((await readFailedDeliveries()).size).toBe(0);
  });

  it('tells no address: whoever has it can write to the channel', async () => {
    const error = 'Post "https://hooks.slack.com/services/T0/B0/secret": dial tcp 10.0.0.1:443: connect: refused';
    grafana.deliver('Slack #orders', { at: AT, error });
    expect((await readFailedDeliveries()).get('Slack #orders')?.reason).toBe(
      'Post "…": dial tcp 10.0.0.1:443: connect: refused'
    );
  });
});
