import type { Locator, Page } from '@playwright/test';

import { APP_ID } from '../support/test';

/** The pages on which an Admin makes teams and changes them. */
export class Teams {
  readonly name: Locator;
  readonly owner: Locator;
  readonly save: Locator;

  constructor(private readonly page: Page) {
    this.name = page.getByLabel('Name', { exact: true });
    this.owner = page.getByRole('textbox', { name: 'Owner' });
    this.save = page.getByRole('button', { name: /^(Create|Save) team/ });
  }

  async open(): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/teams`);
  }

  row(name: string): Locator {
    return this.page.getByRole('row').filter({ hasText: name });
  }

  async make(team: { name: string; owner: string; contactPoint: string }): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/teams/new`);
    await this.name.fill(team.name);
    await this.owner.fill(team.owner);
    await this.page.getByRole('combobox', { name: /^Contact point/ }).click();
    await this.page.getByRole('option', { name: team.contactPoint }).click();
    await this.save.click();
  }

  async delete(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Delete ${name}` }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Delete team' }).click();
  }
}
