import { FOLDER, groupUrl, RULES, RUN, type Api } from './api';
import { group, rule } from './samples';

export function ruleCases({ ask, put }: Api): void {
  describe('rules', () => {
    const uid = `${RUN}-rule`;

    test('are written by their group and read back, with defaults in their queries', async () => {
      expect(await put('a', [rule(uid, FOLDER)])).toMatchObject({
        status: 200,
        body: { title: 'a', folderUid: FOLDER, interval: 60, rules: [{ uid, id: 0, title: `Rule ${uid}` }] },
      });
      const { status, body } = await ask('Viewer', 'GET', `${RULES}/${uid}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...rule(uid, FOLDER),
        ruleGroup: 'a',
        keep_firing_for: '0s',
        record: null,
        id: expect.any(Number),
        data: rule(uid, FOLDER).data.map(({ model, ...rest }) => ({
          ...rest,
          model: { ...model, intervalMs: 1000, maxDataPoints: 43200 },
        })),
      });
      expect(body).not.toHaveProperty('provenance');
      const listed = await ask('Viewer', 'GET', RULES);
      expect(listed.body).toEqual(expect.arrayContaining([expect.objectContaining({ uid })]));
      expect((await ask('Viewer', 'GET', groupUrl('a'))).body).toMatchObject({ interval: 60, rules: [{ uid }] });
    });

    test('that are left out of their group are deleted, and others stay', async () => {
      await put('b', [rule(`${uid}-1`, FOLDER), rule(`${uid}-2`, FOLDER)]);
      await put('b', [rule(`${uid}-2`, FOLDER)]);
      expect(await ask('Admin', 'GET', `${RULES}/${uid}-1`)).toEqual({ status: 404, body: undefined });
      expect(await ask('Admin', 'GET', `${RULES}/${uid}-2`)).toMatchObject({ status: 200 });
    });

    test('stay when their group is written without any', async () => {
      await put('k', [rule(`${uid}-k`, FOLDER)]);
      expect(await put('k', [])).toMatchObject({ status: 200, body: { rules: [] } });
      expect(await ask('Admin', 'GET', groupUrl('k'))).toMatchObject({ status: 200 });
      await ask('Editor', 'DELETE', `${RULES}/${uid}-k`);
      expect(await ask('Admin', 'GET', groupUrl('k'))).toEqual({
        status: 404,
        body: { statusCode: 404, messageId: 'alerting.alert-rule.notFound', message: 'NotFound' },
      });
    });

    test('move with their uid to the group that they are written in', async () => {
      await put('c', [rule(`${uid}-c`, FOLDER)]);
      await put('d', [rule(`${uid}-c`, FOLDER)]);
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-c`)).body).toMatchObject({ ruleGroup: 'd' });
      expect(await ask('Admin', 'GET', groupUrl('c'))).toMatchObject({ status: 404 });
    });

    test('are not written by viewers, nor by editors into a folder that is not there', async () => {
      expect(await put('a', [rule(uid, FOLDER)], 'Viewer')).toMatchObject({
        status: 403,
        body: { title: 'Access denied' },
      });
      const elsewhere = group('a', 'none', [rule(`${uid}-none`, 'none')]);
      expect(await ask('Editor', 'PUT', groupUrl('a', 'none'), elsewhere)).toMatchObject({ status: 403 });
      expect(await ask('Viewer', 'DELETE', `${RULES}/${uid}`)).toMatchObject({ status: 403 });
    });

    test.each([
      [
        'a receiver that is not there',
        { notification_settings: { receiver: 'nobody' } },
        'receiver nobody does not exist',
      ],
      ['no query', { data: [] }, 'no queries or expressions are found'],
      ['a uid with signs', { uid: 'a b!' }, "Only letters, numbers, '-' and '_' are allowed"],
    ])('are refused with %s', async (_, change, words) => {
      const { status, body } = await put('e', [rule(`${uid}-e`, FOLDER, change)]);
      expect(status).toBe(400);
      expect(body.message).toContain(words);
      expect(await ask('Admin', 'GET', groupUrl('e'))).toMatchObject({ status: 404 });
    });

    test('are refused in an interval between the scheduler’s, and when they are no JSON', async () => {
      const odd = group('e', FOLDER, [rule(`${uid}-e`, FOLDER)], 65);
      expect(await ask('Editor', 'PUT', groupUrl('e'), odd)).toMatchObject({
        status: 400,
        body: {
          message:
            'invalid alert rule: interval (1m5s) should be non-zero and divided exactly by scheduler interval: 10',
        },
      });
      expect(await ask('Editor', 'PUT', groupUrl('e'), '{no')).toMatchObject({
        status: 400,
        body: { message: 'bad request data' },
      });
    });

    test('are paused through their group', async () => {
      await put('f', [rule(`${uid}-f`, FOLDER)]);
      await put('f', [rule(`${uid}-f`, FOLDER, { isPaused: true })]);
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-f`)).body).toMatchObject({ isPaused: true });
    });

    test('are changed one by one', async () => {
      await put('g', [rule(`${uid}-g`, FOLDER)]);
      for (const role of ['Editor', 'Admin'] as const) {
        const isPaused = role === 'Editor';
        const changed = rule(`${uid}-g`, FOLDER, { ruleGroup: 'g', title: `By ${role}`, isPaused });
        expect(await ask(role, 'PUT', `${RULES}/${uid}-g`, changed)).toMatchObject({
          status: 200,
          body: { title: `By ${role}` },
        });
        expect((await ask('Admin', 'GET', `${RULES}/${uid}-g`)).body).toMatchObject({ title: `By ${role}`, isPaused });
      }
      expect(await ask('Editor', 'PUT', `${RULES}/none`, rule('none', FOLDER))).toEqual({
        status: 404,
        body: undefined,
      });
    });

    test('are paused one by one by admins; an editor who does nothing else is answered, and not heeded', async () => {
      for (const role of ['Editor', 'Admin'] as const) {
        const alone = `${uid}-${role}`;
        await put(alone, [rule(alone, FOLDER)]);
        const { body } = await ask(role, 'GET', `${RULES}/${alone}`);
        expect(await ask(role, 'PUT', `${RULES}/${alone}`, { ...body, isPaused: true })).toMatchObject({
          status: 200,
          body: { isPaused: true },
        });
        const isPaused = role === 'Admin';
        expect((await ask('Admin', 'GET', `${RULES}/${alone}`)).body).toMatchObject({ isPaused });
      }
    });

    test('belong to a script when written without the header, and not to people again but by their group', async () => {
      const script = rule(`${uid}-h`, FOLDER, { ruleGroup: 'h' });
      await ask('Admin', 'PUT', groupUrl('h'), group('h', FOLDER, [script]), {});
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-h`)).body).toMatchObject({ provenance: 'api' });
      expect(await ask('Admin', 'PUT', `${RULES}/${uid}-h`, script)).toMatchObject({ status: 500 });
      expect(await put('h', [script])).toMatchObject({ status: 200 });
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-h`)).body).not.toHaveProperty('provenance');
    });

    test('are deleted; again does no harm, but only an admin is told so', async () => {
      await put('i', [rule(`${uid}-i`, FOLDER)]);
      expect(await ask('Editor', 'DELETE', `${RULES}/${uid}-i`)).toEqual({ status: 204, body: undefined });
      expect(await ask('Editor', 'DELETE', `${RULES}/${uid}-i`)).toMatchObject({ status: 500 });
      expect(await ask('Admin', 'DELETE', `${RULES}/${uid}-i`)).toEqual({ status: 204, body: undefined });
      expect(await ask('Admin', 'GET', groupUrl('i'))).toMatchObject({ status: 404 });
    });

    test('have a state, never evaluated at first', async () => {
      await put('j', [rule(`${uid}-j`, FOLDER, { isPaused: true })]);
      const { body } = await ask('Viewer', 'GET', `/api/prometheus/grafana/api/v1/rules?folder_uid=${FOLDER}`);
      expect(body).toMatchObject({ status: 'success' });
      expect(body.data.groups).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            name: 'j',
            file: `Folder ${RUN}`,
            folderUid: FOLDER,
            rules: [
              expect.objectContaining({
                uid: `${uid}-j`,
                state: 'inactive',
                health: 'ok',
                lastEvaluation: '0001-01-01T00:00:00Z',
                isPaused: true,
                labels: { severity: 'critical' },
              }),
            ],
          }),
        ])
      );
    });
  });
}
