import { Dashboard } from './pages/Dashboard';
import { PolicyList } from './pages/PolicyList';
import { APP_ID, expect, test } from './support/test';

const TITLE = 'Payments fall (roles)';

/** A policy, as an Editor may write it; the smallest that the page can list. */
function group() {
  const spec = {
    version: 1,
    id: 'kw-roles',
    title: TITLE,
    datasourceUid: 'kpiwatch-shop',
    kpis: ['payments'],
    dropPercent: 50,
    window: '10m',
    recoverPercent: 25,
    minimumEvents: 64,
    severity: 'warning',
    owner: 'Payment team',
    contactPoint: 'grafana-default-email',
  };
  return {
    title: spec.id,
    folderUid: 'kpiwatch-business',
    interval: 60,
    rules: [
      {
        uid: spec.id,
        title: TITLE,
        folderUID: 'kpiwatch-business',
        ruleGroup: spec.id,
        orgID: 1,
        condition: 'A',
        data: [
          {
            refId: 'A',
            queryType: '',
            relativeTimeRange: { from: 0, to: 0 },
            datasourceUid: '__expr__',
            model: { refId: 'A', type: 'math', expression: '0' },
          },
        ],
        noDataState: 'NoData',
        execErrState: 'Error',
        for: '0s',
        isPaused: false,
        labels: { severity: 'warning' },
        annotations: { __kpiwatch_policy__: JSON.stringify(spec) },
        notification_settings: { receiver: spec.contactPoint },
      },
    ],
  };
}

const GROUP_URL = '/api/v1/provisioning/folder/kpiwatch-business/rule-groups/kw-roles';
const options = { data: group(), headers: { 'X-Disable-Provenance': 'true' } };

test.describe.serial('roles', () => {
  test.beforeAll(async ({ api }) => {
    const admin = await api('Admin');
    await admin.post('/api/folders', { data: { uid: 'kpiwatch-business', title: 'KPI Watch: business' } });
    expect((await admin.put(GROUP_URL, options)).ok()).toBe(true);
    // Grafana keeps what a person may see for a minute: a folder that is new can take as long to appear.
    const viewer = await api('Viewer');
    await expect
      .poll(async () => (await viewer.get('/api/folders/kpiwatch-business')).status(), { timeout: 80_000 })
      .toBe(200);
  });

  test.afterAll(async ({ api }) => {
    const admin = await api('Admin');
    await admin.delete(GROUP_URL);
  });

  test('a Viewer sees tiles and policies, and can’t write', async ({ visit, api }) => {
    const page = await visit({ role: 'Viewer' });

    const dashboard = new Dashboard(page);
    await dashboard.open('kpiwatch-customers');
    await expect(dashboard.tile('Orders')).toBeVisible();

    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(TITLE)).toBeVisible();
    await expect(page.getByRole('link', { name: 'New policy' })).toHaveCount(0);
    await expect(list.button(`Delete ${TITLE}`)).toHaveCount(0);

    await page.goto(`/a/${APP_ID}/policies/new`);
    await expect(page.getByText('An Editor is needed here')).toBeVisible();

    const viewer = await api('Viewer');
    expect((await viewer.put(GROUP_URL, options)).status()).toBe(403);
  });

  test('an Editor can write', async ({ visit }) => {
    const page = await visit({ role: 'Editor' });

    const list = new PolicyList(page);
    await list.open();
    await list.pause(TITLE);
    await expect(list.row(TITLE)).toContainText('Paused');
    await list.delete(TITLE);
    await expect(list.row(TITLE)).toHaveCount(0);
  });
});
