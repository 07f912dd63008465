import type { Locator, Page } from '@playwright/test';

const QUERY = {
  refId: 'A',
  datasource: { type: 'kpiwatch-businesskpi-datasource', uid: 'kpiwatch-shop' },
  kpis: ['orders'],
  view: 'drop',
  window: '10m',
};

/** The editor of a query, in Explore, with the sudden drop of orders to begin with. */
export class QueryEditor {
  readonly kpis: Locator;
  readonly window: Locator;
  readonly sqlButton: Locator;
  readonly sql: Locator;

  constructor(private readonly page: Page) {
    this.kpis = page.getByRole('combobox', { name: 'KPIs' });
    this.window = page.getByRole('combobox', { name: 'Judged window' });
    this.sqlButton = page.getByRole('button', { name: 'SQL', exact: true });
    this.sql = page.getByRole('textbox', { name: 'SQL of this query' });
  }

  async open(): Promise<void> {
    const panes = { a: { datasource: 'kpiwatch-shop', queries: [QUERY], range: { from: 'now-3h', to: 'now' } } };
    await this.page.goto(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
    await this.kpis.waitFor();
  }

  async chooseView(name: 'Series' | 'Sudden drop'): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check();
  }

  async chooseWindow(length: string): Promise<void> {
    await this.window.click();
    await this.page.getByRole('option', { name: length, exact: true }).click();
  }

  /** A KPI that is chosen, as it stands in the box. */
  chosen(kpi: string): Locator {
    return this.page.getByRole('button', { name: `Remove ${kpi}` });
  }
}
