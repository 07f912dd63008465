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

  /** Asks a tile where the difference of its KPI comes from. */
  async openDrivers(kpi: string): Promise<Locator> {
    await this.page.getByRole('button', { name: `Drivers of ${kpi}` }).click();
    return this.page.getByRole('dialog', { name: `What drives ${kpi}` });
  }

  /** How the policies that watch a KPI stand; a click away, what to do about it. */
  policies(kpi: string): Locator {
    return this.page.getByRole('button', { name: `Policies of ${kpi}` });
  }

  /** What a panel says above its tiles, or in their place: what failed, and what to do. */
  failure(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /can(?:'t)? be read|failed/i });
  }
}
