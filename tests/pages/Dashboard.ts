import type { Locator, Page } from '@playwright/test';

/** A bundled dashboard with its tiles. */
export class Dashboard {
  constructor(private readonly page: Page) {}

  async open(uid: string): Promise<void> {
    await this.page.goto(`/d/${uid}?refresh=5s`);
  }

  /** A tile says of itself, in one sentence, how the KPI stands. */
  tile(kpi: string): Locator {
    return this.page.getByRole('article', { name: new RegExp(`^${kpi}: `) });
  }
}
