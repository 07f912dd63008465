import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Serious findings inside. Grafana's own list box has one in 12.3, in the button that opens it. */
export async function findings(page: Page, inside: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(inside)
    .exclude('[id^="downshift-"][id$="-toggle-button"]')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
