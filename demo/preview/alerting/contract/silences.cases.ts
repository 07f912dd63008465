import { RUN, type Api } from './api';

const SILENCES = '/api/alertmanager/grafana/api/v2/silences';
const one = (id: string) => `/api/alertmanager/grafana/api/v2/silence/${id}`;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

function silence(change: Record<string, unknown> = {}) {
  return {
    matchers: [
      { name: 'alertname', value: RUN, isEqual: true, isRegex: false },
      { name: 'kpi', value: 'orders|payments', isEqual: true, isRegex: true },
    ],
    startsAt: inHours(-1),
    endsAt: inHours(1),
    createdBy: 'somebody',
    comment: 'known',
    ...change,
  };
}

export function silenceCases({ ask }: Api): void {
  describe('silences', () => {
    const made = async (change?: Record<string, unknown>) => {
      const { status, body } = await ask('Editor', 'POST', SILENCES, silence(change));
      expect({ status, body }).toEqual({ status: 202, body: { silenceID: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
      return body.silenceID;
    };
    const read = async (id: string) => (await ask('Viewer', 'GET', one(id))).body;

    test('are made by editors, begin now at the earliest, and are read by everybody', async () => {
      expect(await ask('Viewer', 'POST', SILENCES, silence())).toMatchObject({
        status: 403,
        body: { title: 'Access denied', message: expect.stringContaining('alert.silences:create') },
      });
      const before = Date.now() - 1000;
      const id = await made();
      const stored = await read(id);
      expect(stored).toMatchObject({
        id,
        matchers: silence().matchers,
        createdBy: 'somebody',
        comment: 'known',
        status: { state: 'active' },
      });
      expect(Date.parse(stored.startsAt)).toBeGreaterThanOrEqual(before);
      expect(stored.endsAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const { body } = await ask('Viewer', 'GET', SILENCES);
      expect(body).toEqual(expect.arrayContaining([stored]));
    });

    test('are found by their matchers', async () => {
      const id = await made({ matchers: [{ name: 'team', value: RUN, isEqual: true, isRegex: false }] });
      const { body } = await ask('Viewer', 'GET', `${SILENCES}?filter=${encodeURIComponent(`team="${RUN}"`)}`);
      expect(body.map((found: { id: string }) => found.id)).toEqual([id]);
      const other = await ask('Viewer', 'GET', `${SILENCES}?filter=${encodeURIComponent('team="nobody"')}`);
      expect(other.body).toEqual([]);
    });

    test('that begin later wait', async () => {
      const id = await made({ startsAt: inHours(2), endsAt: inHours(3) });
      expect(await read(id)).toMatchObject({ status: { state: 'pending' } });
    });

    test('change their end and comment in place, and become another with other matchers', async () => {
      const id = await made();
      const { startsAt } = await read(id);
      expect(await made({ id, startsAt, endsAt: inHours(5), comment: 'longer' })).toBe(id);
      expect(await read(id)).toMatchObject({ comment: 'longer', status: { state: 'active' } });

      const matchers = [{ name: 'alertname', value: `${RUN}-other`, isEqual: true, isRegex: false }];
      const next = await made({ id, startsAt, matchers });
      expect(next).not.toBe(id);
      expect(await read(id)).toMatchObject({ status: { state: 'expired' } });
      expect(await read(next)).toMatchObject({ matchers, status: { state: 'active' } });
    });

    test('are ended by editors, and stay to be read', async () => {
      const id = await made();
      expect(await ask('Viewer', 'DELETE', one(id))).toMatchObject({ status: 403, body: { title: 'Access denied' } });
      for (let times = 0; times < 2; times += 1) {
        expect(await ask('Editor', 'DELETE', one(id))).toEqual({ status: 200, body: { message: 'silence deleted' } });
      }
      const ended = await read(id);
      expect(ended).toMatchObject({ status: { state: 'expired' } });
      expect(Date.parse(ended.endsAt)).toBeLessThanOrEqual(Date.now() + 1000);
    });

    test('that are not there are missing', async () => {
      const id = '00000000-0000-0000-0000-000000000000';
      const missing = { status: 404, body: { messageId: 'alerting.notifications.silences.notFound' } };
      expect(await ask('Viewer', 'GET', one(id))).toMatchObject(missing);
      expect(await ask('Editor', 'DELETE', one(id))).toMatchObject(missing);
      expect(await ask('Editor', 'POST', SILENCES, silence({ id }))).toMatchObject(missing);
    });

    const matcher = { name: 'a', value: 'b', isEqual: true, isRegex: false };
    test.each([
      ['that end before they begin', { endsAt: inHours(-2) }, 'start time must be before end time'],
      ['that have ended', { startsAt: inHours(-2), endsAt: inHours(-1) }, "end time can't be in the past"],
      [
        'of everything',
        { matchers: [{ ...matcher, value: '' }] },
        'at least one matcher must not match the empty string',
      ],
      ['by no pattern', { matchers: [{ ...matcher, value: '[', isRegex: true }] }, 'invalid regular expression "["'],
      ['without matchers', { matchers: [] }, 'matchers in body should have at least 1 items'],
      ['without a comment', { comment: undefined }, 'comment in body is required'],
      [
        'without the kind of a matcher',
        { matchers: [{ name: 'a', value: 'b' }] },
        'matchers.0.isRegex in body is required',
      ],
    ])('%s are refused', async (_, change, words) => {
      const { status, body } = await ask('Editor', 'POST', SILENCES, silence(change));
      expect(status).toBe(400);
      expect(body.message).toContain(words);
    });
  });
}
