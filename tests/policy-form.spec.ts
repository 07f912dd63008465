import { PolicyEditor } from './pages/PolicyEditor';
import { PolicyList } from './pages/PolicyList';
import { tabTo, typeInto } from './support/keyboard';
import { APP_ID, expect, test } from './support/test';

const BY_KEYBOARD = 'Searches fall (by keyboard)';

test('mistakes are said where they are, and nothing typed is lost', async ({ visit }) => {
  const page = await visit({ role: 'Editor' });
  const editor = new PolicyEditor(page);
  await editor.open();
  await editor.judgeByFixedWindow();
  await editor.drop.fill('140');
  await editor.recovery.fill('150');
  await editor.minimum.fill('0');
  await editor.name.fill('');
  await editor.owner.fill('');
  await editor.runbook.fill('javascript:alert(1)');
  await page.getByRole('radio', { name: 'A new Slack contact point' }).check();
  await editor.contactName.fill('orders-alerts');
  await editor.webhook.fill('not an address');

  await editor.save.click();

  for (const sentence of [
    'Choose one KPI or more',
    'A number from 1 to 99',
    'A number from 1, lower than the change',
    'A whole number, 1 or more',
    'A name of up to 120 characters',
    'The team that looks after it, up to 120 characters',
    'A link that starts with http:// or https://',
    'The address that Slack gave for the webhook',
  ]) {
    await expect(editor.problem(sentence)).toBeVisible();
  }
  await expect(page).toHaveURL(new RegExp(`/a/${APP_ID}/policies/new`));
  await expect(editor.drop).toHaveValue('140');
  await expect(editor.runbook).toHaveValue('javascript:alert(1)');
  await expect(editor.contactName).toHaveValue('orders-alerts');
  await expect(editor.webhook).toHaveValue('not an address');

  await editor.watch('Orders');
  await editor.drop.fill('40');
  await editor.recovery.fill('20');
  await expect(editor.problem('Choose one KPI or more')).toHaveCount(0);
  await expect(editor.problem('A number from 1 to 99')).toHaveCount(0);
  await expect(editor.problem('A whole number, 1 or more')).toBeVisible();
});

test('a policy is made with the keyboard alone', async ({ visit, slack }) => {
  const page = await visit({ role: 'Editor' });
  const list = new PolicyList(page);
  const editor = new PolicyEditor(page);
  const { keyboard } = page;
  await list.open();
  await tabTo(page, page.getByRole('link', { name: 'New policy' }).first());
  await keyboard.press('Enter');

  await tabTo(page, editor.kpis);
  await typeInto(editor.kpis, 'Search');
  await expect(page.getByRole('option', { name: 'Searches', exact: true })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await tabTo(page, page.getByRole('radio', { name: 'A contact point', exact: true }));
  await keyboard.press('ArrowRight');
  await tabTo(page, editor.contactName);
  await typeInto(editor.contactName, 'Slack (by keyboard)');
  await tabTo(page, editor.webhook);
  await keyboard.type(`${slack.url}/services/T0E2E/B0E2E/keyboard`);
  await expect(editor.webhook).toHaveValue(/keyboard$/);
  await tabTo(page, page.getByRole('button', { name: 'Send test message' }));
  await keyboard.press('Enter');
  await expect(editor.slackAnswer).toBeVisible();
  await tabTo(page, editor.name);
  await keyboard.press('Control+A');
  await keyboard.press('Delete');
  await typeInto(editor.name, BY_KEYBOARD);
  await tabTo(page, editor.save);
  await keyboard.press('Enter');

  await expect(list.row(BY_KEYBOARD)).toContainText('Searches');
  await tabTo(page, list.button(`Delete ${BY_KEYBOARD}`));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Delete' }));
  await keyboard.press('Enter');
  await expect(list.row(BY_KEYBOARD)).toHaveCount(0);
});
