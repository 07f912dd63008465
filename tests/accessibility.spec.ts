import { Dashboard } from './pages/Dashboard';
import { DataSourceSettings } from './pages/DataSourceSettings';
import { PolicyEditor } from './pages/PolicyEditor';
import { PolicyList } from './pages/PolicyList';
import { QueryEditor } from './pages/QueryEditor';
import { findings } from './support/axe';
import { deletePolicy, putPolicy } from './support/policies';
import { APP_ID, expect, test } from './support/test';

const POLICY = { id: 'kw-axe', title: 'Orders fall (axe)', kpi: 'orders', owner: 'Order team' };

test.beforeAll(async ({ api }) => putPolicy(await api('Admin'), POLICY));
test.afterAll(async ({ api }) => deletePolicy(await api('Admin'), POLICY.id));

/** The colours are the same wherever the plugin runs: one host shows both of its themes, the others the usual one. */
const THEMES: ReadonlyArray<{ theme: 'light' | 'dark'; tag?: string }> = [
  { theme: 'light', tag: '@preview' },
  { theme: 'dark' },
];

for (const { theme, tag } of THEMES) {
  test(`policies and their editor pass axe, ${theme}`, { tag }, async ({ visit, host }) => {
    const page = await visit({ theme });

    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(POLICY.title)).toBeVisible();
    expect(await findings(page, host.ours('main'))).toEqual([]);

    const editor = new PolicyEditor(page);
    await editor.open();
    expect(await findings(page, host.ours('form'))).toEqual([]);
    await editor.drop.fill('');
    await editor.save.click();
    await expect(editor.problem('Choose one KPI or more')).toBeVisible();
    expect(await findings(page, host.ours('form'))).toEqual([]);

    await page.goto(`/a/${APP_ID}/policies/${POLICY.id}`);
    await expect(editor.name).toHaveValue(POLICY.title);
    expect(await findings(page, host.ours('form'))).toEqual([]);
  });

  test(`dashboards pass axe, ${theme}`, { tag }, async ({ visit, host }) => {
    const page = await visit({ theme });
    const dashboard = new Dashboard(page);
    for (const [uid, kpi] of [
      ['kpiwatch-customers', 'Orders'],
      ['kpiwatch-sellers', 'Shipments'],
    ] as const) {
      await dashboard.open(uid);
      await expect(dashboard.tile(kpi)).toBeVisible();
      expect(await findings(page, host.ours('article'))).toEqual([]);
    }
  });

  test(`the catalogue's pages pass axe, ${theme}`, { tag }, async ({ visit, host }) => {
    const page = await visit({ theme });
    const pages: Array<[path: string, text: string]> = [
      ['kpis', 'Product registrations'],
      ['kpis/kpiwatch-shop/orders', 'region'],
      ['policies/import', 'YAML'],
      ['policies/messages', 'On a phone'],
      ['teams', 'There are no teams yet'],
      ['teams/new', 'Who answers for it'],
      ['policies/presets', 'Kafka lag'],
    ];
    for (const [path, text] of pages) {
      await test.step(path, async () => {
        await page.goto(`/a/${APP_ID}/${path}`);
        await expect(page.locator('main').getByText(text).first()).toBeVisible();
        expect(await findings(page, host.ours('main'))).toEqual([]);
      });
    }
  });

  test(`the data source's editors pass axe, ${theme}`, { tag }, async ({ visit, host }) => {
    const page = await visit({ theme });
    const settings = new DataSourceSettings(page);
    await settings.open('kpiwatch-shop');
    expect(await findings(page, host.ours('fieldset'))).toEqual([]);

    const query = new QueryEditor(page);
    await query.open();
    await query.sqlButton.click();
    await expect(query.sql).toBeVisible();
    expect(await findings(page, host.ours('[data-testid="query-editor-row"]'))).toEqual([]);
  });

  test(`the preview's own pages pass axe, ${theme}`, { tag: '@preview' }, async ({ visit }) => {
    const page = await visit({ theme });
    const pages: Array<[path: string, text: string]> = [
      [`/plugins/${APP_ID}`, 'Disable'],
      [`/alerting/grafana/${POLICY.id}/view`, POLICY.title],
      ['/alerting/silence/new?alertmanager=grafana&matcher=severity%3Dwarning', 'severity'],
      ['/alerting/silences', 'Silences'],
      ['/nowhere', 'Only Grafana has this page'],
    ];
    for (const [path, text] of pages) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.locator('main').getByText(text).first()).toBeVisible();
        expect(await findings(page, 'body')).toEqual([]);
      });
    }
  });
}
