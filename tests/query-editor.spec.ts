import { QueryEditor } from './pages/QueryEditor';
import { typeInto } from './support/keyboard';
import { expect, test } from './support/test';

test('a KPI is picked by keyboard, each view has its SQL', async ({ visit }) => {
  const page = await visit({ role: 'Editor' });
  const editor = new QueryEditor(page);
  await editor.open();

  await editor.kpis.focus();
  await typeInto(editor.kpis, 'Sign');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(editor.chosen('Sign-ups')).toBeVisible();

  await editor.sqlButton.focus();
  await page.keyboard.press('Enter');
  await expect(editor.sql).toHaveValue(/`signups`/);
  await expect(editor.sql).toHaveValue(/`orders`/);
  const drop = await editor.sql.inputValue();
  expect(drop).toContain('UNION ALL');

  await editor.chooseView('Series');
  await expect(editor.sql).not.toHaveValue(drop);
  await expect(editor.sql).toHaveValue(/`signups`/);
  await expect(editor.window).toHaveCount(0);
  await editor.chooseView('Sudden drop');
  await expect(editor.window).toHaveValue('10m');
});

test('too little traffic is said, and not called a drop', { tag: '@preview' }, async ({ visit }) => {
  const page = await visit({ role: 'Editor' });
  const editor = new QueryEditor(page);
  await editor.open();
  await editor.kpis.focus();
  await typeInto(editor.kpis, 'Withdrawals');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await editor.chooseWindow('5m');

  await page.getByRole('button', { name: 'Run query' }).click();

  await expect(page.getByRole('article', { name: /^Withdrawals: Too little traffic/ })).toBeVisible();
});
