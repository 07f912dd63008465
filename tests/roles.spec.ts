import { Dashboard } from './pages/Dashboard';
import { PolicyList } from './pages/PolicyList';
import { contactPoints, deletePolicy, groupRequest, groupUrl, putPolicy } from './support/policies';
import { APP_ID, expect, test } from './support/test';

const POLICY = { id: 'kw-roles', title: 'Payments fall (roles)', kpi: 'payments', owner: 'Payment team' };

test.describe.serial('roles', () => {
  test.beforeAll(async ({ api }) => {
    await putPolicy(await api('Admin'), POLICY);
    // Grafana keeps what a person may see for a minute: a folder that is new can take as long to appear.
    const viewer = await api('Viewer');
    await expect
      .poll(async () => (await viewer.get('/api/folders/kpiwatch-business')).status(), { timeout: 80_000 })
      .toBe(200);
  });

  test.afterAll(async ({ api }) => {
    await deletePolicy(await api('Admin'), POLICY.id);
  });

  test('a Viewer sees tiles and policies, and can’t write', async ({ visit, api }) => {
    const page = await visit({ role: 'Viewer' });

    const dashboard = new Dashboard(page);
    await dashboard.open('kpiwatch-customers');
    await expect(dashboard.tile('Orders')).toBeVisible();

    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(POLICY.title)).toBeVisible();
    await expect(page.getByRole('link', { name: 'New policy' })).toHaveCount(0);
    await expect(list.button(`Delete ${POLICY.title}`)).toHaveCount(0);

    await page.goto(`/a/${APP_ID}/policies/new`);
    await expect(page.getByText('An Editor is needed here')).toBeVisible();

    const [contactPoint = ''] = await contactPoints(await api('Admin'));
    const refused = await (await api('Viewer')).put(groupUrl(POLICY.id), groupRequest(POLICY, contactPoint));
    expect(refused.status()).toBe(403);
  });

  test('an Editor can write', async ({ visit }) => {
    const page = await visit({ role: 'Editor' });

    const list = new PolicyList(page);
    await list.open();
    await list.pause(POLICY.title);
    await expect(list.row(POLICY.title)).toContainText('Paused');
    await list.delete(POLICY.title);
    await expect(list.row(POLICY.title)).toHaveCount(0);
  });
});
