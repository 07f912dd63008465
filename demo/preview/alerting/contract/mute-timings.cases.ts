import { FOLDER, NOTIFICATIONS, RULES, RUN, type Api } from './api';
import { rule } from './samples';

const TIMINGS = `${NOTIFICATIONS}/v0alpha1/namespaces/default/timeintervals`;
const NIGHTS = [
  { times: [{ start_time: '22:00', end_time: '24:00' }], weekdays: ['monday:friday'], location: 'Asia/Seoul' },
];

function timing(name: string, time_intervals: object[] = NIGHTS, metadata: Record<string, unknown> = {}) {
  return {
    kind: 'TimeInterval',
    apiVersion: 'notifications.alerting.grafana.app/v0alpha1',
    metadata: { namespace: 'default', ...metadata },
    spec: { name, time_intervals },
  };
}

const nameOf = (title: string) => Buffer.from(title).toString('base64url');

export function muteTimingCases({ ask, put }: Api): void {
  describe('mute timings', () => {
    const title = `Nights ${RUN}`;
    const url = `${TIMINGS}/${nameOf(title)}`;

    test('are made by editors under a name of their own, and read by everybody', async () => {
      expect(await ask('Viewer', 'POST', TIMINGS, timing(title))).toMatchObject({
        status: 403,
        body: { kind: 'Status', reason: 'Forbidden', details: { kind: 'timeintervals' } },
      });
      const made = await ask('Editor', 'POST', TIMINGS, timing(title));
      const stored = {
        metadata: { name: nameOf(title), resourceVersion: expect.stringMatching(/^[0-9a-f]+$/) },
        spec: { name: title, time_intervals: NIGHTS },
      };
      expect(made).toMatchObject({ status: 201, body: stored });
      expect(await ask('Viewer', 'GET', url)).toMatchObject({ status: 200, body: stored });
      expect((await ask('Viewer', 'GET', TIMINGS)).body).toMatchObject({
        kind: 'TimeIntervalList',
        items: expect.arrayContaining([expect.objectContaining({ spec: stored.spec })]),
      });
      expect(await ask('Editor', 'POST', TIMINGS, timing(title))).toMatchObject({
        status: 400,
        body: { details: { uid: 'alerting.notifications.time-intervals.nameExists' } },
      });
    });

    test('are changed by editors who saw the newest version, and take their name along', async () => {
      const { resourceVersion } = (await ask('Editor', 'GET', url)).body.metadata;
      const name = nameOf(title);
      const days = [{ months: ['1:3'] }];
      expect(await ask('Editor', 'PUT', url, timing(title, days, { name, resourceVersion: 'old' }))).toMatchObject({
        status: 409,
        body: { reason: 'Conflict', details: { uid: 'alerting.notifications.conflict' } },
      });
      expect(await ask('Viewer', 'PUT', url, timing(title, days, { name, resourceVersion }))).toMatchObject({
        status: 403,
      });
      const changed = await ask('Editor', 'PUT', url, timing(title, days, { name, resourceVersion }));
      expect(changed).toMatchObject({ status: 200, body: { spec: { time_intervals: days } } });
      expect(changed.body.metadata.resourceVersion).not.toBe(resourceVersion);

      const renamed = { name, resourceVersion: changed.body.metadata.resourceVersion };
      expect(await ask('Editor', 'PUT', url, timing(`${title} b`, days, renamed))).toMatchObject({
        status: 200,
        body: { metadata: { name: nameOf(`${title} b`) } },
      });
      expect(await ask('Editor', 'GET', url)).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
      await ask('Editor', 'DELETE', `${TIMINGS}/${nameOf(`${title} b`)}`);
    });

    test('are not deleted while a rule uses them, and a rule can’t use one that is not there', async () => {
      const settings = { receiver: 'grafana-default-email', mute_time_intervals: [title] };
      const muted = rule(`${RUN}-muted`, FOLDER, { notification_settings: settings });
      const refused = await put('muted', [muted]);
      expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining('does not exist') } });

      await ask('Editor', 'POST', TIMINGS, timing(title));
      expect(await put('muted', [muted])).toMatchObject({ status: 200 });
      expect(await ask('Editor', 'DELETE', url)).toMatchObject({
        status: 409,
        body: { details: { uid: 'alerting.notifications.time-intervals.used', causes: [{ field: 'UsedByRules' }] } },
      });
      await ask('Editor', 'DELETE', `${RULES}/${RUN}-muted`);
      expect(await ask('Viewer', 'DELETE', url)).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'DELETE', url)).toMatchObject({ status: 200 });
      expect(await ask('Editor', 'DELETE', url)).toMatchObject({ status: 404 });
    });

    test.each([
      ['without a name', timing(''), 'missing name in mute time interval'],
      ['at no time', timing(RUN, [{ times: [{ start_time: '25:00', end_time: '24:00' }] }]), '25:00, invalid format'],
      [
        'that end before they begin',
        timing(RUN, [{ times: [{ start_time: '10:00', end_time: '09:00' }] }]),
        'start time cannot be equal or greater than end time',
      ],
      ['on no day', timing(RUN, [{ weekdays: ['funday'] }]), 'funday is not a valid weekday'],
      ['nowhere', timing(RUN, [{ location: 'Nowhere/Land' }]), 'unknown time zone Nowhere/Land'],
    ])('%s are refused', async (_, sent, words) => {
      const { status, body } = await ask('Editor', 'POST', TIMINGS, sent);
      expect({ status, uid: body.details.uid }).toEqual({
        status: 400,
        uid: 'alerting.notifications.time-intervals.invalidFormat',
      });
      expect(JSON.stringify(body.details.causes)).toContain(words);
    });
  });
}
