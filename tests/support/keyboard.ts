import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab until that element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  await expect(element).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await element.evaluate((node) => node === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`80 times Tab, and the focus is not yet on ${String(element)}.`);
}

/** Types as fast as the page takes it: Grafana's boxes lose letters on a machine that is busy. */
export async function typeInto(box: Locator, text: string): Promise<void> {
  for (let length = 1; length <= text.length; length++) {
    await box.press(text.charAt(length - 1));
    await expect(box).toHaveValue(text.slice(0, length));
  }
}
