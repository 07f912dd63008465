import { Dashboard } from './pages/Dashboard';
import { expect, test } from './support/test';

test('a tile turns when its KPI falls, and back; the others stay as they are', async ({ visit, shop }) => {
  const dashboard = new Dashboard(await visit({ role: 'Viewer' }));
  await dashboard.open('kpiwatch-customers');
  await expect(dashboard.tilesIn('OK').first()).toBeVisible();
  try {
    await shop.drop('searches', '--by', '100%', '--until-stopped', '--since', '12m');

    const searches = dashboard.tile('Searches');
    await expect(searches).toHaveAccessibleName(/Dropping.*\. 100 % below expected, 0 instead of \d+/);
    await expect(searches.getByText('Dropping').first()).toBeVisible();
    await expect(searches.getByText('−100 %')).toBeVisible();
    await expect(
      searches.getByText(/^100 % below expected, and more than 50 % is a drop; expected is the/)
    ).toBeVisible();
    await expect(dashboard.tile('Page views')).not.toHaveAccessibleName(/Dropping/);

    const drivers = await dashboard.openDrivers('Searches');
    await expect(drivers.getByRole('row', { name: /^region = KR 0 \d+ \+\d+ %/ })).toBeVisible();
    // While it is open, nothing behind it is there for a screen reader.
    await drivers.press('Escape');
    await expect(drivers).toBeHidden();
  } finally {
    await shop.drop('searches', '--stop', '--since', '15m');
  }
  await expect(dashboard.tile('Searches')).toHaveAccessibleName(/: (OK|Watch)\b/);
  await expect(dashboard.tile('Searches').getByText('Dropping')).toHaveCount(0);
  const drivers = await dashboard.openDrivers('Searches');
  await expect(drivers.getByRole('row', { name: / = \S+ [1-9]\d* \d+ / }).first()).toBeVisible();
});

test('with the database stopped the panels say so and what to do, and they come back', async ({ visit, shop }) => {
  test.skip(!shop.hasGate, 'This Grafana reaches the database by an address of its own.');
  const dashboard = new Dashboard(await visit());
  await dashboard.open('kpiwatch-customers');
  await expect(dashboard.tile('Orders')).toBeVisible();
  try {
    await shop.stopDatabase();
    await expect(dashboard.failure().first()).toBeVisible();
    await expect(dashboard.failure().first()).toContainText(/MySQL data source/);
  } finally {
    await shop.startDatabase();
  }
  await expect(dashboard.failure()).toHaveCount(0);
  await expect(dashboard.tile('Orders')).not.toHaveAccessibleName(/Error|Stale/);
});
