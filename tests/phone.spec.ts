import { Dashboard } from './pages/Dashboard';
import { PolicyEditor } from './pages/PolicyEditor';
import { PolicyList } from './pages/PolicyList';
import { deletePolicy, putPolicy } from './support/policies';
import { APP_ID, expect, test, type Page } from './support/test';

const POLICY = { id: 'kw-phone', title: 'Orders fall (phone)', kpi: 'orders', owner: 'Order team' };
const PHONE = { width: 390 };

/** How far the page goes beyond the window's right edge, in pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe('on a phone', () => {
  test.beforeAll(async ({ api }) => putPolicy(await api('Admin'), POLICY));
  test.afterAll(async ({ api }) => deletePolicy(await api('Admin'), POLICY.id));

  test('tiles stand below each other', async ({ visit }) => {
    const page = await visit(PHONE);
    const dashboard = new Dashboard(page);
    await dashboard.open('kpiwatch-customers');
    await expect(dashboard.tile('Orders')).toBeInViewport();
    await expect(dashboard.tile('Orders').getByText(/^expected/)).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('policies are read and changed', async ({ visit }) => {
    const page = await visit(PHONE);
    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(POLICY.title)).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await list.pause(POLICY.title);
    await expect(list.row(POLICY.title)).toContainText('Paused');

    await page.goto(`/a/${APP_ID}/policies/presets`);
    await expect(page.getByRole('link', { name: POLICY.title })).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  // The preview lacks Grafana's font, and its letters are wider.
  test('a policy is made', { tag: '@grafana' }, async ({ visit }) => {
    const page = await visit(PHONE);
    const editor = new PolicyEditor(page);
    await editor.open();
    await editor.watch('Orders');
    await editor.save.scrollIntoViewIfNeeded();
    await expect(editor.save).toBeInViewport();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});
