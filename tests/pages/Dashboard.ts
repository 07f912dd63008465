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

  /** The tiles of the KPIs that stand so. */
  tilesIn(state: string): Locator {
    return this.page.getByRole('article', { name: new RegExp(`^[^:]+: ${state}\\b`) });
  }

  /** What a panel says in the place of its tiles: what failed, and what to do. */
  failure(): Locator {
    return this.page.getByRole('article').or(this.page.getByRole('alert')).filter({ hasText: 'failed' });
  }
}
