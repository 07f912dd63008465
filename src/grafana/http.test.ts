import { setBackendSrv } from '@grafana/runtime';
import { z } from 'zod';

import { GrafanaError } from './error';
import { request } from './http';
import { listPolicies } from './rules';
import { FakeGrafana } from './test/fakeGrafana';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

async function errorOf(asked: Promise<unknown>): Promise<GrafanaError> {
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  if (error instanceof GrafanaError) {
    return error;
  }
  throw new Error('Grafana did not refuse.');
}

describe('request', () => {
  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
    [404, 'missing'],
    [409, 'conflict'],
    [412, 'conflict'],
    [400, 'invalid'],
    [500, 'failed'],
  ] as const)('says of status %d that it is "%s", in Grafana’s words', async (status, failure) => {
    grafana.refuse('GET', /alert-rules/, status, { message: 'so it is', accessErrorId: 'ACE1' });
    expect(await errorOf(listPolicies())).toMatchObject({ task: 'list-policies', failure, answer: 'so it is' });
  });

  it('gives the status where Grafana says nothing', async () => {
    grafana.refuse('GET', /alert-rules/, 503, {});
    expect((await errorOf(listPolicies())).answer).toMatch(/^503/);
  });

  it('knows an answer that it can’t read', async () => {
    grafana.refuse('GET', /alert-rules/, 200, [{ uid: 7 }]);
    expect(await errorOf(listPolicies())).toMatchObject({
      failure: 'unreadable',
      answer: expect.stringMatching(/uid/),
    });
  });

  it('knows a network that is down', async () => {
    const fetch = () => {
      throw new TypeError('Failed to fetch');
    };
    setBackendSrv(Object.assign(Object.create(null), { fetch }));
    const error = await errorOf(request(z.unknown(), { task: 'read-rule', url: '/' }));
    expect(error).toMatchObject({ failure: 'unreachable', answer: 'Failed to fetch' });
    grafana.connect();
  });
});
