import type { Locator, Page } from '@playwright/test';

import { APP_ID } from '../support/test';

/** The page on which a policy is written. */
export class PolicyEditor {
  readonly save: Locator;
  readonly slackAnswer: Locator;

  constructor(private readonly page: Page) {
    this.save = page.getByRole('button', { name: /^(Create|Save)/ });
    this.slackAnswer = page.getByText('Slack answered: ok');
  }

  async open(): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/policies/new`);
    await this.page.getByRole('combobox', { name: /KPIs/ }).waitFor();
  }

  async watch(kpi: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: /KPIs/ });
    await box.click();
    await box.fill(kpi);
    await this.page.getByRole('option', { name: kpi, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  async when(drop: { percent: number; window: string; recover: number; minimum: number }): Promise<void> {
    await this.page.getByLabel('% below expected').fill(String(drop.percent));
    await this.page.locator('#window').click();
    await this.page.getByRole('option', { name: drop.window, exact: true }).click();
    await this.page.getByLabel('until less than').fill(String(drop.recover));
    await this.page.getByLabel('and at least').fill(String(drop.minimum));
  }

  async tellNewSlack(name: string, webhook: string): Promise<void> {
    await this.page.getByRole('radio', { name: 'A new Slack contact point' }).check();
    await this.page.getByLabel('Name of the contact point').fill(name);
    await this.setWebhook(webhook);
  }

  async setWebhook(webhook: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Webhook URL' }).fill(webhook);
  }

  async sendTestMessage(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send test message' }).click();
  }

  async say(title: string, severity: 'Critical' | 'Warning' | 'Info', owner: string): Promise<void> {
    await this.page.getByLabel('Name of the policy').fill(title);
    await this.page.getByRole('radio', { name: severity }).check();
    await this.page.getByLabel('Owner team').fill(owner);
  }
}
