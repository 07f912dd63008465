import { expect, test } from '@grafana/plugin-e2e';

import { typeInto } from './support/keyboard';

test.beforeEach(async ({ context, grafanaAPICredentials }) => {
  await context.request.post('/login', { data: grafanaAPICredentials });
  await context.request.patch('/api/user/preferences', { data: { language: 'en-US', theme: 'dark' } });
});

test(
  'somebody builds a panel: data source, KPI, view, and the tile stands there',
  { tag: '@grafana' },
  async ({ panelEditPage, page }) => {
    await panelEditPage.datasource.set('Shop KPIs');
    const query = panelEditPage.getQueryEditorRow('A');
    const kpis = query.getByRole('combobox', { name: 'KPIs' });
    await kpis.focus();
    await typeInto(kpis, 'Withdrawals');
    await page.getByRole('option', { name: /^Withdrawals/ }).click();
    await page.keyboard.press('Escape');
    await query.getByRole('radio', { name: 'Sudden drop' }).check();

    await panelEditPage.setVisualization('Sudden drop');

    // Some four withdrawals in ten minutes are too few to tell a drop from chance.
    await expect(panelEditPage.panel.locator.getByRole('article')).toHaveAccessibleName(
      /^Withdrawals: Too little traffic/
    );
    await panelEditPage.setPanelTitle('Who leaves');
    await expect(page.getByRole('heading', { name: 'Who leaves' })).toBeVisible();

    const preset = page.getByRole('combobox', { name: /^Preset/ });
    await preset.click();
    await typeInto(preset, 'Shipments');
    await page.getByRole('option', { name: /^Shipments/ }).click();

    await expect(page.getByText('The query asks for “Shipments” now.')).toBeVisible();
    await expect(query.getByRole('combobox', { name: 'Judged window' })).toHaveValue('30m');
    await expect(panelEditPage.panel.locator.getByRole('article')).toHaveAccessibleName(/^Shipments: .* 30 minutes /);
    // What it tells stands in the tile from the day's first quarter of an hour on.
    await expect(panelEditPage.getQueryEditorRow('B').getByRole('radio', { name: 'Today so far' })).toBeChecked();
  }
);

test(
  'the settings of the provisioned data source are tested',
  { tag: '@grafana' },
  async ({ gotoDataSourceConfigPage, readProvisionedDataSource, page }) => {
    const source = await readProvisionedDataSource({ fileName: 'kpiwatch.yaml', name: 'Shop KPIs' });
    await gotoDataSourceConfigPage(source.uid);

    await page.getByRole('button', { name: 'Test', exact: true }).click();

    await expect(page.getByText(/answers\. \d+ of \d+ KPIs? can be read/)).toBeVisible();
  }
);
