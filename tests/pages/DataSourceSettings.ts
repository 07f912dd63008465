import type { Locator, Page } from '@playwright/test';

/** The settings of a Business KPI data source. */
export class DataSourceSettings {
  readonly form: Locator;
  readonly yaml: Locator;
  readonly saveAndTest: Locator;

  constructor(private readonly page: Page) {
    this.form = page.getByRole('radio', { name: 'Form' });
    this.yaml = page.getByRole('textbox', { name: 'KPIs, as YAML' });
    this.saveAndTest = page.getByRole('button', { name: 'Save & test' });
  }

  async open(uid: string): Promise<void> {
    await this.page.goto(`/connections/datasources/edit/${uid}`);
    await this.form.waitFor();
  }

  /** Shows the catalogue as YAML. */
  async openYaml(): Promise<void> {
    await this.page.getByRole('radio', { name: 'YAML' }).click();
    await this.yaml.waitFor();
  }

  /** Opens a KPI in the form. */
  async openKpi(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.field('Table').waitFor();
  }

  field(name: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name });
  }

  /** Pastes the catalogue over the one that is there: typed, each line would be indented by the editor itself. */
  async paste(yaml: string): Promise<void> {
    await this.yaml.focus();
    await this.page.keyboard.press('Control+A');
    await this.yaml.evaluate((box, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, yaml);
  }

  /** What the page says, be it good or bad. */
  said(text: string | RegExp): Locator {
    return this.page.getByRole('alert').or(this.page.getByRole('status')).filter({ hasText: text });
  }
}
