import type { Locator, Page } from '@playwright/test';

import { APP_ID } from '../support/test';

/** The page on which a policy is written. */
export class PolicyEditor {
  readonly kpis: Locator;
  readonly drop: Locator;
  readonly recovery: Locator;
  readonly minimum: Locator;
  readonly name: Locator;
  readonly owner: Locator;
  readonly runbook: Locator;
  readonly contactPoint: Locator;
  readonly contactName: Locator;
  readonly webhook: Locator;
  readonly save: Locator;
  readonly slackAnswer: Locator;

  constructor(private readonly page: Page) {
    this.kpis = page.getByRole('combobox', { name: /KPIs/ });
    this.drop = page.getByLabel('% below expected');
    this.recovery = page.getByLabel('until less than');
    this.minimum = page.getByLabel('and at least');
    this.name = page.getByLabel('Name of the policy');
    this.owner = page.getByLabel('Owner team');
    this.runbook = page.getByLabel('Runbook');
    this.contactPoint = page.locator('#contactPoint');
    this.contactName = page.getByLabel('Name of the contact point');
    this.webhook = page.getByRole('textbox', { name: 'Webhook URL' });
    this.save = page.getByRole('button', { name: /^(Create|Save)/ });
    this.slackAnswer = page.getByText('Slack answered: ok');
  }

  async open(): Promise<void> {
    await this.page.goto(`/a/${APP_ID}/policies/new`);
    await this.kpis.waitFor();
  }

  async watch(kpi: string): Promise<void> {
    await this.kpis.click();
    await this.kpis.fill(kpi);
    await this.page.getByRole('option', { name: kpi, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  /** Not by what is usual for the KPI, but in one window. */
  async judgeByFixedWindow(): Promise<void> {
    await this.page.getByRole('combobox', { name: 'judged by' }).click();
    await this.page.getByRole('option', { name: /^A fixed window/ }).click();
  }

  async when(drop: { percent: number; window: string; recover: number; minimum: number }): Promise<void> {
    await this.judgeByFixedWindow();
    await this.drop.fill(String(drop.percent));
    await this.page.locator('#window').click();
    await this.page.getByRole('option', { name: drop.window, exact: true }).click();
    await this.recovery.fill(String(drop.recover));
    await this.minimum.fill(String(drop.minimum));
  }

  async tellNewSlack(name: string, webhook: string): Promise<void> {
    await this.page.getByRole('radio', { name: 'A new Slack contact point' }).check();
    await this.contactName.fill(name);
    await this.webhook.fill(webhook);
  }

  async tellTeam(name: string): Promise<void> {
    await this.page.getByRole('radio', { name: 'A team' }).check();
    await this.page.getByRole('combobox', { name: 'Team', exact: true }).click();
    await this.page.getByRole('option', { name }).click();
  }

  async sendTestMessage(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send test message' }).click();
  }

  async say(title: string, severity: 'Critical' | 'Warning' | 'Info', owner: string): Promise<void> {
    await this.name.fill(title);
    await this.page.getByRole('radio', { name: severity }).check();
    await this.owner.fill(owner);
  }

  /** What the page has against the fields, sentence by sentence. */
  problem(sentence: string): Locator {
    return this.page.getByRole('alert').filter({ hasText: sentence });
  }
}
