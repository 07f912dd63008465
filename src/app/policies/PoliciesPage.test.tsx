import { OrgRole } from '@grafana/data';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';

import { savePolicy } from '../../grafana/savePolicy';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY, SERVERS } from '../../grafana/test/samples';
import { slackContactPoint } from '../../policy/slack';
import { POLICIES_PATH } from '../routes';
import { address, openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const NOW = 1_795_425_000;
const LOGINS = { ...POLICY, id: 'kw-logins', title: 'Log-ins', kpis: ['logins'], owner: 'Platform team' };

async function twoPolicies() {
  grafana.addReceiver(POLICY.contactPoint);
  await savePolicy({ policy: LOGINS, kpis: [SERVERS], mysqlUid: 'mysql', now: NOW });
  await savePolicy({ policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: NOW });
  grafana.evaluate(LOGINS.id, {});
  grafana.evaluate(POLICY.id, {
    alerts: [
      {
        labels: { kpi: 'orders' },
        annotations: { summary: 'Orders 42% below expected' },
        state: 'Alerting',
        activeAt: Date.UTC(2026, 10, 20, 14, 3),
        value: '1e+00',
      },
    ],
  });
  grafana.asked.length = 0;
}

/** An answer that waits until it is let go. */
function holding() {
  let answer: () => void = () => undefined;
  const held = new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
  return { held, answer: () => answer() };
}

const line = (title: RegExp) => screen.findByRole('row', { name: title });

describe('the list', () => {
  it('says in one line what a policy watches, how it stands and who is told, worst first', async () => {
    await twoPolicies();
    openPage();
    const breach = await line(/Breach since 2026-11-20 14:03/);
    expect(breach).toHaveTextContent('Orders and payments');
    expect(breach).toHaveTextContent('Orders, Payments drop by more than 30 % in 10 min → orders-alerts');
    expect(breach).toHaveTextContent('Orders 42% below expected');
    expect(breach).toHaveTextContent('Critical');
    expect(breach).toHaveTextContent('Order team');
    const titles = screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getByRole('rowheader').textContent);
    expect(titles).toEqual([expect.stringContaining('Orders and payments'), expect.stringContaining('Log-ins')]);
    expect(await line(/Log-ins/)).toHaveTextContent('Normal');
  });

  it('says what it means that a rule can’t be evaluated, before Grafana’s own words', async () => {
    await twoPolicies();
    const lastError = 'failed to execute query [B]: db query error: query failed';
    grafana.evaluate(LOGINS.id, { health: 'error', lastError });
    openPage(POLICIES_PATH);
    const failed = await line(/Log-ins/);
    const advice = 'The database could not be read. "Save & test" of its data source says what is wrong.';
    await waitFor(() => expect(failed).toHaveTextContent(advice));
    expect(failed).toHaveTextContent(lastError);
  });

  it('says whose messages do not arrive', async () => {
    await twoPolicies();
    const error = 'failed to send Slack message: failed incoming webhook: rate_limited';
    grafana.deliver(POLICY.contactPoint, { at: NOW * 1000, error });
    openPage(POLICIES_PATH);
    const policy = await line(/Orders and payments/);
    await waitFor(() => expect(policy).toHaveTextContent(/Not delivered at \d\d:\d\d; tried again every minute/));
    expect(policy).toHaveTextContent(error);
  });

  it('keeps its filters in the address', async () => {
    await twoPolicies();
    openPage(`${POLICIES_PATH}?text=log`);
    await line(/Log-ins/);
    expect(screen.queryByText('Orders and payments')).not.toBeInTheDocument();

    await userEvent.clear(screen.getByPlaceholderText('Search policies and KPIs'));
    await userEvent.click(screen.getByRole('combobox', { name: 'State' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Breach' }));
    expect(address()).toBe(`${POLICIES_PATH}?state=breach`);
    await line(/Orders and payments/);
    expect(screen.queryByText('Log-ins')).not.toBeInTheDocument();
  });

  it('offers to clear filters that leave nothing', async () => {
    await twoPolicies();
    openPage(`${POLICIES_PATH}?text=nothing-like-it`);
    await userEvent.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(address()).toBe(POLICIES_PATH);
    await line(/Log-ins/);
  });

  it('leads to the first policy', async () => {
    openPage();
    expect(await screen.findByText('No KPI is watched yet')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'New policy' })).toHaveAttribute('href', `${POLICIES_PATH}/new`);
  });

  it('says what failed, and tries again', async () => {
    await twoPolicies();
    grafana.refuse('GET', /alert-rules/, 500, { message: 'database is locked' });
    openPage();
    expect(await screen.findByText('The policies could not be read')).toBeInTheDocument();
    expect(screen.getByText('database is locked')).toBeInTheDocument();
    grafana.relent();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await line(/Orders and payments/);
  });

  it('shows what it knows: some policies at once, then all of them, and what changes them when their rules are read', async () => {
    await twoPolicies();
    const [look, read] = [holding(), holding()];
    grafana.server.use(
      http.get('*/api/prometheus/grafana/api/v1/rules', ({ request }) =>
        request.url.includes('group_limit') ? undefined : look.held
      ),
      http.get('*/api/v1/provisioning/alert-rules', () => read.held)
    );
    openPage();
    await screen.findByText('Reading all policies; the first of them:');
    expect(await line(/Breach since/)).toHaveTextContent('Orders and payments');
    expect(screen.getByLabelText('Pause Log-ins')).toHaveAttribute('aria-disabled', 'true');
    look.answer();
    await screen.findByText('2 of 2 policies');
    expect(screen.getByLabelText('Pause Log-ins')).toHaveAttribute('aria-disabled', 'true');
    read.answer();
    await waitFor(() => expect(screen.getByLabelText('Pause Log-ins')).toHaveAttribute('aria-disabled', 'false'));
  });

  it('shows the policies even when their state can’t be read', async () => {
    await twoPolicies();
    grafana.refuse('GET', /prometheus/, 500, { message: 'no' });
    openPage();
    expect(await screen.findByText('The state of the policies could not be read')).toBeInTheDocument();
    expect(await line(/Orders and payments/)).toHaveTextContent('Unknown');
  });
});

describe('more policies than fit on a page', () => {
  const rows = () => screen.getAllByRole('row').slice(1);

  beforeEach(async () => {
    await twoPolicies();
    const rule = grafana.rules.get(LOGINS.id);
    for (let index = 0; rule && index < 60; index++) {
      const id = `kw-${index}`;
      const spec = JSON.stringify({ ...LOGINS, id, title: `Log-ins ${index}` });
      const annotations = { __kpiwatch_policy__: spec };
      grafana.rules.set(id, { ...rule, uid: id, ruleGroup: id, title: `Log-ins ${index}`, annotations });
    }
  });

  it('are shown page by page, found by searching, and changed together', async () => {
    openPage();
    await screen.findByText('62 of 62 policies');
    expect(rows()).toHaveLength(50);
    fireEvent.click(screen.getByText('2', { selector: 'button *' }));
    expect(address()).toBe(`${POLICIES_PATH}?page=2`);
    fireEvent.change(screen.getByPlaceholderText('Search policies and KPIs'), { target: { value: 'ins 5' } });
    await screen.findByText('15 of 62 policies');
    expect(address()).toBe(`${POLICIES_PATH}?text=ins+5`);

    fireEvent.click(screen.getByLabelText('Select Log-ins 55'));
    fireEvent.click(screen.getByText('Select all 15'));
    grafana.refuse('PUT', /rule-groups\/kw-51$/, 500, { message: 'database is locked' });
    fireEvent.click(screen.getByText('Pause'));
    expect(await screen.findByText('Policies that were not changed: 1')).toBeInTheDocument();
    expect(screen.getByText(/Log-ins 51: .*database is locked/)).toBeInTheDocument();
    const paused = [...grafana.rules.values()].filter(({ isPaused }) => isPaused).map(({ title }) => title);
    expect(paused).toHaveLength(14);
    expect(paused).toContain('Log-ins 5');
  });
});

it('warns before many policies are changed of which one is in breach: it is told anew', async () => {
  await twoPolicies();
  openPage(POLICIES_PATH);
  await line(/Breach since/);
  await waitFor(() => expect(screen.getByLabelText('Select all on this page')).toBeEnabled());
  fireEvent.click(screen.getByLabelText('Select all on this page'));
  fireEvent.click(screen.getByRole('button', { name: /Change …/ }));
  fireEvent.click(await screen.findByText('Change owner'));
  expect(await screen.findByText('1 of them are in breach, and will be told anew')).toBeInTheDocument();
});

describe('a Viewer', () => {
  it('sees everything and no button that writes', async () => {
    await twoPolicies();
    openPage(POLICIES_PATH, OrgRole.Viewer);
    await line(/Breach since/);
    expect(screen.queryByRole('link', { name: /New policy|Edit/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Pause|Delete/ })).not.toBeInTheDocument();
  });

  it('is told who can make the first policy', async () => {
    openPage(POLICIES_PATH, OrgRole.Viewer);
    expect(await screen.findByText(/An Editor of this Grafana can make/)).toBeInTheDocument();
  });
});

describe('a policy that was changed elsewhere', () => {
  it('is marked, and found by a filter', async () => {
    await twoPolicies();
    const rule = grafana.rules.get(POLICY.id);
    if (rule) {
      rule.title = 'Renamed';
    }
    openPage();
    await line(/Orders and payments .*Changed elsewhere/);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Changed elsewhere (1)' }));
    expect(address()).toBe(`${POLICIES_PATH}?edited=true`);
    expect(screen.queryByText('Log-ins')).not.toBeInTheDocument();
  });
});

describe('a policy from a file', () => {
  it('is listed, and not to be changed here', async () => {
    await twoPolicies();
    const rule = grafana.rules.get(POLICY.id);
    if (rule) {
      rule.provenance = 'file';
    }
    openPage();
    expect(await line(/Orders and payments/)).toHaveTextContent('Provisioned');
    expect(screen.queryByRole('button', { name: 'Pause Orders and payments' })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Pause Log-ins' })).toBeInTheDocument();
  });
});

describe('an Editor', () => {
  it('pauses and resumes', async () => {
    await twoPolicies();
    const { toasts } = openPage();
    await userEvent.click(await screen.findByRole('button', { name: 'Pause Log-ins' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Resume Log-ins' }));
    await screen.findByRole('button', { name: 'Pause Log-ins' });
    expect(grafana.writes).toEqual(
      Array(2).fill('PUT /api/v1/provisioning/folder/kpiwatch-system-metrics/rule-groups/kw-logins')
    );
    expect(toasts).toEqual(['"Log-ins" is paused', '"Log-ins" is watched again']);
  });

  it('is asked before a policy is deleted, and told what stays', async () => {
    await twoPolicies();
    openPage();
    await userEvent.click(await screen.findByRole('button', { name: 'Delete Log-ins' }));
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent('The contact point "orders-alerts" stays.');
    expect(grafana.writes).toEqual([]);
    await userEvent.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByText('Log-ins')).not.toBeInTheDocument());
    expect(grafana.writes).toEqual([
      'DELETE /api/v1/provisioning/folder/kpiwatch-system-metrics/rule-groups/kw-logins',
    ]);
  });

  it('takes a contact point along that was made for the policy and tells nobody else', async () => {
    const url = 'https://hooks.slack.com/services/T/B/x';
    const newContactPoint = slackContactPoint({ way: 'webhook', name: 'only-here', url });
    const policy = { ...LOGINS, contactPoint: 'only-here' };
    await twoPolicies();
    await savePolicy({ policy, kpis: [SERVERS], mysqlUid: 'mysql', newContactPoint, now: NOW });
    openPage();
    await userEvent.click(await screen.findByRole('button', { name: 'Delete Log-ins' }));
    const question = await screen.findByRole('dialog');
    expect(
      await within(question).findByRole('checkbox', { name: /^Delete the contact point "only-here"/ })
    ).toBeChecked();
    await userEvent.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect([...grafana.receivers.keys()]).toEqual(['orders-alerts']));
  });

  it('is told when Grafana refuses, and by which role it would not', async () => {
    await twoPolicies();
    grafana.refuse('DELETE', /rule-groups/, 403, { message: 'Permissions needed: alert.rules:delete' });
    openPage();
    await userEvent.click(await screen.findByRole('button', { name: 'Delete Log-ins' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    const refusal = /Log-ins: The policy was not deleted · Permissions needed: .* needs the role Editor/;
    expect(await screen.findByText(refusal)).toBeInTheDocument();
    expect(await line(/Log-ins/)).toBeInTheDocument();
    grafana.relent();
    await userEvent.click(screen.getByRole('button', { name: 'Delete the rest' }));
    await waitFor(() => expect(screen.queryByText(/Log-ins/)).not.toBeInTheDocument());
  });

  it('deletes several with the contact point that was made for one of them and tells these alone', async () => {
    const newContactPoint = slackContactPoint({ way: 'webhook', name: 'only-here', url: 'https://hooks.slack.com/x' });
    await twoPolicies();
    const saved = { kpis: [SERVERS], mysqlUid: 'mysql', now: NOW };
    await savePolicy({ ...saved, policy: { ...LOGINS, contactPoint: 'only-here' }, newContactPoint });
    await savePolicy({ ...saved, policy: { ...LOGINS, id: 'kw-2', title: 'Second', contactPoint: 'only-here' } });
    const { toasts } = openPage();
    await waitFor(() => expect(screen.getByLabelText('Select Second')).toBeEnabled());
    await userEvent.click(screen.getByLabelText('Select Second'));
    await userEvent.click(screen.getByLabelText('Select Log-ins'));
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent('Delete policies: 2');
    expect(
      await within(question).findByRole('checkbox', { name: /^Delete the contact point "only-here"/ })
    ).toBeChecked();
    await userEvent.type(within(question).getByPlaceholderText('Type "Delete" to confirm'), 'delete');
    await userEvent.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(toasts).toEqual(['Deleted policies: 2']));
    expect([...grafana.receivers.keys()]).toEqual(['orders-alerts']);
    expect([...grafana.rules.keys()]).toEqual([POLICY.id]);
  });
});
