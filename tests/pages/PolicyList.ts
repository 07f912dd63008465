import type { Locator, Page } from '@playwright/test';

import { APP_ID } from '../support/test';

/** The list of policies. */
export class PolicyList {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/policies`);
  }

  row(title: string): Locator {
    return this.page.getByRole('row').filter({ hasText: title });
  }

  async pause(title: string): Promise<void> {
    await this.button(`Pause ${title}`).click();
  }

  async resume(title: string): Promise<void> {
    await this.button(`Resume ${title}`).click();
  }

  /** Deletes the policy, and says yes to the question. */
  async delete(title: string): Promise<void> {
    await this.button(`Delete ${title}`).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  }

  /** A button of a line; it names its policy. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }
}
