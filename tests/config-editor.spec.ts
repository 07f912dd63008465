import { DataSourceSettings } from './pages/DataSourceSettings';
import { expect, test } from './support/test';

const catalogue = (area: string) => `version: 2
kpis:
  - id: orders
    name: Orders
    area: ${area}
    source:
      kind: table
      table: orders
      time: { column: created_at, type: timestamp }
    value: { kind: count }
`;

test('a mistake in the catalogue is named with its line, and once it is mended the KPIs are read', async ({
  visit,
  host,
}) => {
  const source = await host.editableSource();
  try {
    const page = await visit();
    const settings = new DataSourceSettings(page);
    await settings.open(source.uid);
    await settings.openYaml();

    await settings.paste(catalogue('custmers'));
    await expect(settings.said(/The catalogue has .*mistake/)).toContainText('kpis.0.area');
    await expect(page.getByRole('button', { name: 'Line 5' })).toBeVisible();
    await settings.saveAndTest.click();
    await expect(settings.said(/[Mm]end .* then save and test again/)).toBeVisible();
    await expect(page.getByText('area: custmers')).toBeVisible();

    await settings.paste(catalogue('customers'));
    await expect(page.getByText(/1 KPIs? \(Customers 1\)/)).toBeVisible();
    await settings.saveAndTest.click();
    await expect(settings.said(/M(ariaDB|ySQL) .*answers\. 1 of 1 KPIs? can be read/)).toBeVisible();
  } finally {
    await source.remove();
  }
});
