import AxeBuilder from '@axe-core/playwright';

import { Dashboard } from './pages/Dashboard';
import { PolicyEditor } from './pages/PolicyEditor';
import { PolicyList } from './pages/PolicyList';
import { expect, test } from './support/test';

/** Serious findings in what we draw. Grafana's own list box has one in 12.3, in the button that opens it. */
async function findings(page: ConstructorParameters<typeof AxeBuilder>[0]['page'], inside: string) {
  const { violations } = await new AxeBuilder({ page })
    .include(inside)
    .exclude('[id^="downshift-"][id$="-toggle-button"]')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test(`tiles, policies and the editor pass axe, ${theme}`, async ({ visit }) => {
    const page = await visit({ theme });

    const dashboard = new Dashboard(page);
    await dashboard.open('kpiwatch-customers');
    await expect(dashboard.tile('Orders')).toBeVisible();
    expect(await findings(page, 'article')).toEqual([]);

    await new PolicyList(page).open();
    await expect(page.getByRole('link', { name: 'New policy' }).first()).toBeVisible();
    expect(await findings(page, 'main')).toEqual([]);

    await new PolicyEditor(page).open();
    expect(await findings(page, 'form')).toEqual([]);
  });
}
