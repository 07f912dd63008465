import { FakeGrafana } from './test/fakeGrafana';
import { deleteTeam, readAppSettings, saveLanguage, saveTeam, TeamChanged } from './appSettings';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => {
  grafana.reset();
  grafana.role = 'Admin';
});
afterAll(() => grafana.server.close());

const SETTINGS = /\/api\/plugins\/kpiwatch-businesskpi-app\/settings$/;
const ORDERS = { id: 'orders', name: 'Order team', owner: 'Kim', contactPoint: 'orders-slack' };
const LEADS = { id: 'leads', name: 'Leads', owner: 'Lee', contactPoint: 'phone', bySeverity: { info: 'mail' } };

test('there are no teams at first', async () => {
  expect(await readAppSettings()).toEqual({ teams: [] });
});

test('a team is written beside all that is there, and the app stays enabled', async () => {
  grafana.keep({ other: { plugin: 'data' }, teams: [LEADS] });
  expect(await saveTeam(ORDERS, undefined)).toEqual([LEADS, ORDERS]);
  expect(grafana.only('POST', SETTINGS).body).toEqual({
    enabled: true,
    pinned: true,
    jsonData: { other: { plugin: 'data' }, teams: [LEADS, ORDERS] },
  });
  await saveTeam({ ...LEADS, owner: 'Park' }, LEADS);
  await deleteTeam(ORDERS);
  expect(await readAppSettings()).toEqual({ teams: [{ ...LEADS, owner: 'Park' }] });
});

test('what somebody else changed, made or deleted meanwhile is not overwritten', async () => {
  const theirs = { ...ORDERS, owner: 'Park' };
  grafana.keep({ teams: [theirs] });
  const mine = { ...ORDERS, owner: 'Lee' };
  await expect(saveTeam(mine, ORDERS)).rejects.toEqual(new TeamChanged(theirs));
  await expect(saveTeam(mine, undefined)).rejects.toBeInstanceOf(TeamChanged);
  await expect(deleteTeam(ORDERS)).rejects.toBeInstanceOf(TeamChanged);
  await expect(saveTeam(LEADS, LEADS)).rejects.toMatchObject({ theirs: undefined });
  expect(grafana.writes).toEqual([]);
});

test('another team that changed meanwhile stays as it is', async () => {
  grafana.keep({ teams: [ORDERS, LEADS] });
  await saveTeam({ ...ORDERS, owner: 'Park' }, ORDERS);
  await saveTeam({ ...LEADS, owner: 'Choi' }, LEADS);
  expect(grafana.settings).toEqual({
    teams: [
      { ...ORDERS, owner: 'Park' },
      { ...LEADS, owner: 'Choi' },
    ],
  });
});

test('the language of new policies is kept, and forgotten again', async () => {
  grafana.keep({ teams: [ORDERS] });
  await saveLanguage('ko');
  expect(await readAppSettings()).toEqual({ teams: [ORDERS], language: 'ko' });
  await saveLanguage(undefined);
  expect(await readAppSettings()).toEqual({ teams: [ORDERS] });
});

test('an Editor reads, and may not write', async () => {
  grafana.role = 'Editor';
  grafana.keep({ teams: [ORDERS] });
  expect((await readAppSettings()).teams).toEqual([ORDERS]);
  await expect(saveTeam(LEADS, undefined)).rejects.toMatchObject({ task: 'save-settings', failure: 'forbidden' });
});

test('settings that nobody can read are said to be so, and not written over', async () => {
  grafana.keep({ teams: [{ name: 'No id' }] });
  await expect(saveTeam(LEADS, undefined)).rejects.toMatchObject({ task: 'read-settings', failure: 'unreadable' });
  expect(grafana.writes).toEqual([]);
});
