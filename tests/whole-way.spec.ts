import { whole } from '../src/kpi/whole';
import { Dashboard } from './pages/Dashboard';
import { PolicyEditor } from './pages/PolicyEditor';
import { PolicyList } from './pages/PolicyList';
import { Teams } from './pages/Teams';
import { tabTo } from './support/keyboard';
import { contactPoints, ruleOf } from './support/policies';
import { textOf } from './support/slack';
import { APP_ID, expect, test, type Page } from './support/test';

const WEBHOOK = '/services/T0E2E/B0E2E/orders';
const TITLE = 'Orders fall (browser test)';
const CONTACT_POINT = 'Slack (browser test)';
const TEAM = 'Order team (browser test)';
const WINDOW_SECONDS = 300;
const MINUTE = 60_000;
/** What is shown with the packages of Grafana 13, too. */
const SMOKE = { tag: '@smoke' };

/** From an order in MySQL to a message in Slack: one story, in this order. */
test.describe.serial('the whole way', () => {
  let page: Page;

  test.beforeAll(async ({ shop, stay }) => {
    await shop.drop('orders', '--stop');
    page = await stay();
  });

  test.afterAll(async ({ shop }) => {
    await shop.drop('orders', '--stop');
  });

  test('an admin enables the app, and its dashboards are there', SMOKE, async ({ api }) => {
    const admin = await api('Admin');
    await admin.post(`/api/plugins/${APP_ID}/settings`, { data: { enabled: false, pinned: false } });

    await page.goto(`/plugins/${APP_ID}`);
    await page.getByRole('button', { name: 'Enable' }).click();

    await expect(page.getByRole('button', { name: 'Disable' })).toBeVisible();
    await expect
      .poll(async () => (await admin.get('/api/dashboards/uid/kpiwatch-customers')).status(), { timeout: 30_000 })
      .toBe(200);
  });

  test('the customers dashboard shows a tile for orders, with what is expected', SMOKE, async () => {
    const dashboard = new Dashboard(page);
    await dashboard.open('kpiwatch-customers');

    const tile = dashboard.tile('Orders');
    await expect(tile).toBeVisible();
    await expect(tile.getByText(/^expected/)).toBeVisible();
    await expect(tile).not.toHaveAccessibleName(/Error|No reference|Stale/);
  });

  test('what Slack has against a webhook is shown, and nothing typed is lost', SMOKE, async ({ slack }) => {
    const editor = new PolicyEditor(page);
    await editor.open();
    await editor.watch('Orders');
    await editor.when({ percent: 60, window: '5 min', recover: 30, minimum: 10 });
    await editor.tellNewSlack(CONTACT_POINT, `${slack.url}/services/T0E2E/B0E2E/revoked`);
    await editor.say(TITLE, 'Critical', 'Order team');

    await editor.sendTestMessage();

    // Slack says `no_service`, which Grafana hands on in words.
    await expect(page.getByRole('alert').filter({ hasText: 'disabled, removed, or invalid' })).toBeVisible();
    await expect(page.getByLabel('Name of the policy')).toHaveValue(TITLE);
  });

  test('a test message arrives at the right webhook', SMOKE, async ({ slack }) => {
    const editor = new PolicyEditor(page);
    await editor.webhook.fill(`${slack.url}${WEBHOOK}`);

    await editor.sendTestMessage();

    await expect(editor.slackAnswer).toBeVisible();
    await slack.messageAt(WEBHOOK, /test/i, { timeout: 30_000 });
  });

  test('saving makes folder, contact point and rule, and the list shows the policy', SMOKE, async ({ api }) => {
    const editor = new PolicyEditor(page);
    await editor.save.click();

    const list = new PolicyList(page);
    await expect(list.row(TITLE)).toContainText('Orders');
    await expect(list.row(TITLE)).toContainText(CONTACT_POINT);

    const rule = await ruleOf(await api('Admin'), TITLE);
    expect(rule).toMatchObject({
      folderUID: 'kpiwatch-business',
      condition: 'D',
      notification_settings: { receiver: CONTACT_POINT },
      labels: { severity: 'critical', owner: 'Order team' },
    });
    expect(JSON.stringify(rule)).not.toContain(WEBHOOK);
  });

  test(
    'an Admin makes a team, an Editor has the policy tell it, and the policy follows the team',
    SMOKE,
    async ({ api, visit }) => {
      const teams = new Teams(page);
      await teams.make({ name: TEAM, owner: 'Kim', contactPoint: CONTACT_POINT });
      await expect(teams.row(TEAM)).toContainText('Kim');

      const theirs = await visit({ role: 'Editor' });
      const editor = new PolicyEditor(theirs);
      const list = new PolicyList(theirs);
      await list.open();
      await theirs.getByRole('link', { name: `Edit ${TITLE}` }).click();
      await editor.tellTeam(TEAM);
      await editor.save.click();
      await expect(list.row(TITLE)).toContainText(TEAM);
      expect(await ruleOf(await api('Admin'), TITLE)).toMatchObject({
        labels: { owner: 'Kim' },
        annotations: { team: TEAM },
        notification_settings: { receiver: CONTACT_POINT },
      });

      await page.getByRole('link', { name: `Edit ${TEAM}` }).click();
      await teams.owner.fill('Lee');
      await expect(page.getByText('Saving writes these policies anew: 1')).toBeVisible();
      await teams.save.click();
      await expect(teams.row(TEAM)).toContainText('Lee');
      expect(await ruleOf(await api('Admin'), TITLE)).toMatchObject({ labels: { owner: 'Lee' } });
      await expect(list.row(TITLE)).toContainText('Normal', { timeout: 2 * MINUTE });
    }
  );

  test('orders fall: the tile turns, and the message arrives with the right numbers and working links', async ({
    shop,
    slack,
  }) => {
    test.setTimeout(8 * MINUTE);
    const began = Date.now();
    await shop.drop('orders', '--by', '100%', '--until-stopped', '--since', '6m');

    const message = await slack.messageAt(WEBHOOK, /\[CRITICAL\]/, { timeout: 5 * MINUTE });
    const seconds = Math.round((Date.parse(message.receivedAt) - began) / 1000);
    const text = textOf(message);
    console.log(`      drop to message: ${seconds} s, evaluated every 60 s over ${WINDOW_SECONDS} s`);

    const evaluated = Number(/<!date\^(\d+)\^/.exec(text)?.[1]);
    const end = Math.floor((evaluated - 5) / 60) * 60;
    const now = await shop.countOrders(end - WINDOW_SECONDS, end);
    const references = await Promise.all(
      [1, 2, 3, 7, 14, 21].map((days) => shop.countOrders(end - days * 86_400 - WINDOW_SECONDS, end - days * 86_400))
    );
    const [, , third = 0, fourth = 0] = references.sort((a, b) => a - b);
    expect(text).toContain(`Now ${now}, expected ${whole((third + fourth) / 2)}, in 5m.`);
    expect(text).toContain(`Severity: critical · Team: ${TEAM} · Owner: Lee`);

    const links = new Map(
      [...text.matchAll(/<(https?:[^|>]+)\|(\w+)>/g)].map(([, url = '', name = '']) => [name, url])
    );
    expect([...links.keys()]).toEqual(['Acknowledge', 'Panel', 'KPI', 'Runbook', 'Policy', 'Silence']);
    await page.goto(links.get('Panel') ?? '');
    await expect(new Dashboard(page).tile('Orders')).toBeVisible();
    await page.goto(links.get('KPI') ?? '');
    await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
    await page.goto(links.get('Policy') ?? '');
    await expect(page.getByRole('heading', { name: TITLE, level: 1 })).toBeVisible();
    await page.goto(links.get('Silence') ?? '');
    await expect(page.getByRole('button', { name: 'Save silence' })).toBeVisible();

    const dashboard = new Dashboard(page);
    await dashboard.open('kpiwatch-customers');
    await expect(dashboard.tile('Orders')).toHaveAccessibleName(/Dropping/, { timeout: MINUTE });

    // From the tile to the acknowledgement by the keyboard alone. To give it would silence what is waited for below.
    const policies = dashboard.policies('Orders');
    await expect(policies).toContainText('Breach', { timeout: MINUTE });
    await page.getByRole('button', { name: 'Drivers of Orders' }).focus();
    await tabTo(page, policies);
    await page.keyboard.press('Enter');
    await tabTo(
      page,
      page.getByRole('listitem').filter({ hasText: TITLE }).getByRole('link', { name: 'Acknowledge', exact: true })
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Acknowledge as/ })).toBeEnabled();

    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(TITLE)).toContainText('Breach since');
  });

  test('orders recover: the resolved message arrives', async ({ shop, slack }) => {
    test.setTimeout(8 * MINUTE);
    await shop.drop('orders', '--stop', '--since', '8m');

    const message = await slack.messageAt(WEBHOOK, /\[RESOLVED\]/, { timeout: 5 * MINUTE });

    expect(textOf(message)).toContain('Orders back to normal');
    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(TITLE)).toContainText('Normal', { timeout: 2 * MINUTE });
  });

  test('a team goes; its policy is paused, resumed and deleted, and the contact point that was made for it with it', async ({
    api,
  }) => {
    const teams = new Teams(page);
    await teams.open();
    await teams.delete(TEAM);
    await expect(page.getByText('There are no teams yet')).toBeVisible();

    const list = new PolicyList(page);
    await list.open();
    await list.pause(TITLE);
    await expect(list.row(TITLE)).toContainText('Paused');
    await list.resume(TITLE);
    await expect(list.row(TITLE)).not.toContainText('Paused');

    await list.delete(TITLE, CONTACT_POINT);

    await expect(list.row(TITLE)).toHaveCount(0);
    const admin = await api('Admin');
    await expect.poll(() => contactPoints(admin)).not.toContain(CONTACT_POINT);
  });
});
