import type { Locator, Page } from '@playwright/test';

import { APP_ID, expect } from '../support/test';

/** The list of policies. */
export class PolicyList {
  readonly search: Locator;
  readonly state: Locator;
  readonly owner: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole('textbox', { name: 'Search policies and KPIs' });
    this.state = page.locator('#policies-state');
    this.owner = page.locator('#policies-owner');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/policies${query}`);
  }

  row(title: string): Locator {
    return this.page.getByRole('row').filter({ hasText: title });
  }

  async chooseState(name: string): Promise<void> {
    await this.state.click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  async chooseOwner(name: string): Promise<void> {
    await this.owner.click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  async pause(title: string): Promise<void> {
    await this.button(`Pause ${title}`).click();
  }

  async resume(title: string): Promise<void> {
    await this.button(`Resume ${title}`).click();
  }

  /** Deletes the policy, and says yes to the question; of its own contact point, which is offered to go along. */
  async delete(title: string, contactPoint?: string): Promise<void> {
    await this.button(`Delete ${title}`).click();
    const dialog = this.page.getByRole('dialog');
    if (contactPoint !== undefined) {
      await expect(dialog.getByLabel(`Delete the contact point "${contactPoint}" as well`)).toBeChecked();
    }
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  }

  /** A button of a line; it names its policy. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }
}
