import type { Locator, Page } from '@playwright/test';

import { APP_ID } from '../support/environment';

/** The list of policies. */
export class PolicyList {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/policies`);
  }

  row(title: string): Locator {
    return this.page.getByRole('row').filter({ hasText: title });
  }
}
