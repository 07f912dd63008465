import { createDataFrame, OrgRole } from '@grafana/data';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { CATALOGUE, type Answer } from '../../grafana/test/samples';
import { policySchema } from '../../policy/schema';
import { NEW_POLICY_PATH, POLICIES_PATH } from '../routes';
import { address, openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const WEBHOOK = 'https://hooks.slack.com/services/T/B/secret';
const field = (name: RegExp | string) => screen.getByLabelText(name, { selector: 'input:not([type=radio])' });
const button = (name: RegExp | string) => screen.getByRole('button', { name });

async function type(name: RegExp | string, text: string) {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
}

async function choose(list: RegExp | string, option: RegExp | string) {
  await userEvent.click(screen.getByRole('combobox', { name: list }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

async function makeSlack(name = 'orders-alerts') {
  await userEvent.click(screen.getByRole('radio', { name: 'A new Slack contact point' }));
  await type(/^Name of the contact point/, name);
  await type(/^Webhook URL/, WEBHOOK);
}

function savedPolicy() {
  const [rule] = grafana.rules.values();
  return policySchema.parse(JSON.parse(rule?.annotations?.__kpiwatch_policy__ ?? 'null'));
}

describe('a new policy', () => {
  it('is written down as it was said', async () => {
    grafana.addReceiver('orders-alerts');
    const { toasts } = openPage(NEW_POLICY_PATH);
    await choose('KPIs', /Orders/);
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));

    expect(savedPolicy()).toEqual({
      version: 3,
      id: expect.stringMatching(/^kw-[0-9a-f]{20}$/),
      title: 'Orders: sudden drop',
      datasourceUid: 'shop',
      kpis: ['orders'],
      trigger: { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 },
      severity: 'warning',
      owner: 'Order team',
      runbook: 'https://wiki.example.com/orders',
      contactPoint: 'orders-alerts',
      cadence: { kind: 'acknowledged', every: '4h' },
      ending: { kind: 'itself', after: '0s' },
    });
    expect(toasts).toEqual(['"Orders: sudden drop" is saved and watched from the next minute on']);
    expect(await screen.findByRole('row', { name: /Orders: sudden drop/ })).toBeInTheDocument();
  });

  it('begins with the KPI that the address names', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=payments`);
    expect(await screen.findByDisplayValue('Payments: sudden drop')).toBeInTheDocument();
    expect(field('Owner team')).toHaveValue('Payment team');
    expect(screen.getByText(/Payments drop unusually, by more than 25 % → …/)).toBeInTheDocument();
  });

  it('follows the drop with what depends on it, until somebody says otherwise', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    expect(screen.queryByLabelText(/and at least/)).not.toBeInTheDocument();
    await choose('judged by', /^A fixed window/);
    await type(/% below expected/, '50');
    expect(field(/and at least/)).toHaveValue(64);
    expect(field(/until less than/)).toHaveValue(25);
    expect(screen.getByText(/From 64 expected events in the window on, a change of 50 % shows/)).toBeInTheDocument();
    expect(screen.getByText(/Orders drop by more than 50 % in 10 min → …/)).toBeInTheDocument();

    await type(/and at least/, '200');
    await type(/% below expected/, '40');
    expect(field(/and at least/)).toHaveValue(200);
    expect(field(/until less than/)).toHaveValue(20);
  });

  it('judges by a line, whose recovery follows it', async () => {
    grafana.addReceiver('orders-alerts');
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await choose('judged by', /^A line of yours/);
    expect(field(/^Name of the policy|^Policy name/)).toHaveValue('Orders: past the line');
    await userEvent.click(screen.getByRole('radio', { name: 'Below' }));
    await type('the value', '1200');
    expect(field('until above')).toHaveValue(1200);
    expect(screen.getByText('As the KPI shows it: Orders: 1,200')).toBeInTheDocument();
    expect(screen.getByText(/^Orders below 1,200 in 10 min → …/)).toBeInTheDocument();
    await type('until above', '1100');
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    expect(await screen.findByText(/A number on the good side of the line/)).toBeInTheDocument();
    await type('until above', '1300');
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(savedPolicy().trigger).toEqual({
      kind: 'threshold',
      side: 'below',
      line: 1200,
      recover: 1300,
      window: '10m',
    });
  });

  it('shows the SQL of its rule', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(button('SQL of the rule'));
    expect(screen.getByText(/^SELECT time, kpi, value FROM/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Rise' }));
    expect(screen.getByText(/Orders rise unusually, by more than 25 %/)).toBeInTheDocument();
    expect(field('Name of the policy')).toHaveValue('Orders: sudden rise');
    await choose('judged by', /^A fixed window/);
    expect(screen.getByText(/^SELECT 'orders' AS kpi, COUNT\(\*\) AS value/)).toBeInTheDocument();
  });
});

describe('a query of any data source', () => {
  const SOURCES = [
    { uid: 'shop', name: 'Shop KPIs', jsonData: { mysqlUid: 'mysql', catalogue: CATALOGUE } },
    { uid: 'prom', name: 'Prometheus', type: 'prometheus', alerting: true, jsonData: {} },
    { uid: 'traces', name: 'Traces', type: 'jaeger', alerting: false, jsonData: {} },
  ];
  const queries = [{ refId: 'A', datasource: { type: 'prometheus', uid: 'prom' }, expr: 'checkouts', range: true }];
  const fromPanel = (change = {}) =>
    `${NEW_POLICY_PATH}?${new URLSearchParams({ queries: JSON.stringify(queries), title: 'Checkouts', ...change }).toString()}`;
  const number = (refId: string, ...values: Array<[shop: string, value: number]>) => ({
    status: 200,
    frames: values.map(([shop, value]) => ({
      schema: { fields: [{ name: refId, type: 'number', labels: { __name__: 'checkouts', job: 'shop', shop } }] },
      data: { values: [[value]] },
    })),
  });

  it('is watched as a panel asks it, once it was tried', async () => {
    grafana.addReceiver('orders-alerts');
    grafana.refuse('POST', /eval/, 200, {
      results: {
        A: number('A', ['kr', 20], ['jp', 50]),
        B: number('B', ['kr', 100], ['jp', 50]),
        C: number('C', ['kr', 0.8], ['jp', 0]),
        E1: number('E1', ['kr', 100], ['jp', 50]),
        E2: { status: 200, frames: [{ schema: { refId: 'E2' }, data: { values: [] } }] },
      },
    });
    openPage(fromPanel({ unit: 'short' }), OrgRole.Editor, SOURCES);
    expect(await screen.findByDisplayValue('Checkouts: sudden drop')).toBeInTheDocument();
    expect(screen.getByText(/Checkouts drop by more than 30 % in 10 min → …/)).toBeInTheDocument();
    await userEvent.click(button('Try it now'));
    expect(await screen.findByText('job=shop, shop=kr: 20, expected 100 (80 % below)')).toBeInTheDocument();
    expect(screen.getByText(/No data 14 d, 21 d, 28 d ago/)).toBeInTheDocument();
    await choose('compared with', 'the same time yesterday');
    await type(/^Owner team/, 'Shop team');
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));

    expect(savedPolicy()).toMatchObject({
      datasourceUid: 'prom',
      kpis: [],
      query: {
        type: 'prometheus',
        name: 'Checkouts',
        unit: 'short',
        area: 'business',
        reduce: 'mean',
        labels: ['shop'],
        model: { expr: 'checkouts', range: true },
      },
      trigger: { kind: 'shifted', direction: 'drop', percent: 30, window: '10m', against: ['1d'], minimum: 0 },
    });
    const [rule] = grafana.rules.values();
    expect(rule?.annotations?.summary).toMatch(/^Checkouts\{\{ with \$labels.shop }} \{\{ . }}\{\{ end }} /);
    expect(await screen.findByRole('row', { name: /Checkouts drop by more than 30 % in 10 min/ })).toBeInTheDocument();
  });

  it.each([
    ['is set to', 'checkout', 'Percent (0.0-1.0)'],
    ['has by its data, where it can’t be read', 'gone', 'seconds (s)'],
  ])('has the unit that its panel %s', async (_, dashboard, unit) => {
    grafana.addDashboard('checkout', [
      { id: 1, panels: [{ id: 7, type: 'timeseries', fieldConfig: { defaults: { unit: 'percentunit' } } }] },
    ]);
    openPage(fromPanel({ dashboard, panel: '7', unit: 's' }), OrgRole.Editor, SOURCES);
    expect(await screen.findByDisplayValue('Checkouts: sudden drop')).toBeInTheDocument();
    expect(field('in the unit')).toHaveValue(unit);
  });

  it('is not watched where nobody can alert on it', async () => {
    const traces = JSON.stringify([{ refId: 'A', datasource: { type: 'jaeger', uid: 'traces' } }]);
    openPage(fromPanel({ queries: traces }), OrgRole.Editor, SOURCES);
    expect(await screen.findByText('"Checkouts" can’t be watched from here')).toBeInTheDocument();
    expect(screen.getByText(/can’t alert on data sources of the kind "jaeger"/)).toBeInTheDocument();
  });

  it('wants a data source, a query and a name', async () => {
    openPage(NEW_POLICY_PATH, OrgRole.Editor, SOURCES);
    await userEvent.click(screen.getByRole('radio', { name: 'A query of any data source' }));
    await userEvent.click(button('Create policy'));
    const said = (await screen.findAllByRole('alert')).map(({ textContent }) => textContent);
    expect(said).toContain('Choose a data source that can alert');
    expect(said).toContain('A name of up to 120 characters for what the query tells');
  });
});

describe('what is usual', () => {
  const MINUTE = 60_000;
  /** Five days of so many orders a minute as chance brings, as the data source gives them. */
  const history = ({ range, targets: [target] }: Parameters<Answer>[0]) => {
    const begin = Math.max(range.from.valueOf(), range.to.valueOf() - 5 * 1440 * MINUTE);
    const times = Array.from(
      { length: target?.view === 'minutes' ? (range.to.valueOf() - begin) / MINUTE : 0 },
      (_, index) => Math.floor(begin / MINUTE + index) * MINUTE
    );
    const values = times.map((time) => 100 + ((time / MINUTE) % 7));
    return {
      data: [
        createDataFrame({
          fields: [
            { name: 'time', values: times },
            { name: 'value', values },
            { name: 'events', values },
          ],
        }),
      ],
    };
  };
  const noLongAgo = (request: Parameters<Answer>[0]) =>
    request.range.from.valueOf() > Date.now() - 8 * 1440 * MINUTE ? history(request) : { data: [] };
  const SHOP = [{ uid: 'shop', name: 'Shop KPIs', jsonData: { mysqlUid: 'mysql', catalogue: CATALOGUE } }];

  it('is measured when the policy is saved, and kept with it; until then the form shows the last days', async () => {
    grafana.addReceiver('orders-alerts');
    openPage(`${NEW_POLICY_PATH}?kpi=orders`, OrgRole.Editor, SHOP, noLongAgo);
    expect(screen.getByText('Measured when you save: Orders.')).toBeInTheDocument();
    expect(
      await screen.findByRole('img', { name: 'Orders: no breach in the last 7 days' }, { timeout: 30_000 })
    ).toBeInTheDocument();
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH), { timeout: 30_000 });
    const [rule] = grafana.rules.values();
    const kept = JSON.parse(rule?.annotations?.__kpiwatch_calibrations__ ?? 'null');
    expect(kept).toMatchObject({ orders: { direction: 'drop', counts: true } });
    expect(JSON.stringify(kept).length).toBeLessThan(2500);
    expect(JSON.stringify(rule?.data)).toContain(String(kept.orders.scales[0].noise.dispersion));
  });

  it('is assumed where there is too little history, and the form says so', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(button('Measure what is usual'));
    expect(await screen.findByText(/^Orders has 0 days of history, too few to measure/)).toBeInTheDocument();
    expect(screen.getByText('Orders has too little history to compare with.')).toBeInTheDocument();
  });

  it('is measured of values of a dimension, and the form says which these are', async () => {
    grafana.addReceiver('orders-alerts');
    const values = createDataFrame({ fields: [{ name: 'value', values: ['KR', 'all others', 'JP'] }] });
    const kpis = CATALOGUE.kpis.map((kpi) => ({ ...kpi, dimensions: ['region'] }));
    const shop = { uid: 'shop', name: 'Shop KPIs', jsonData: { mysqlUid: 'mysql', catalogue: { ...CATALOGUE, kpis } } };
    openPage(`${NEW_POLICY_PATH}?kpi=orders`, OrgRole.Editor, [shop], ({ targets: [target] }) => ({
      data: target?.view === 'values' ? [values] : [],
    }));
    await choose('for', 'each region for itself');
    expect(screen.getByText(/of the 10 values of each KPI with the most events in the last week/)).toBeInTheDocument();
    await userEvent.click(button('Measure what is usual'));
    expect(await screen.findByText('Orders: each for itself JP, KR; all others together.')).toBeInTheDocument();
    expect(screen.getByText(/^Orders has 0 days of history, too few to measure/)).toBeInTheDocument();
    expect(screen.getByText(/^Not shown for the values of a dimension/)).toBeInTheDocument();
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(savedPolicy()).toMatchObject({ trigger: { kind: 'unusual', by: 'region' } });
    const [rule] = grafana.rules.values();
    expect(JSON.parse(rule?.annotations?.__kpiwatch_calibrations__ ?? 'null')).toMatchObject({
      orders: { scales: [], parts: { by: 'region', values: [{ value: 'JP' }, { value: 'KR' }] } },
    });
    expect(JSON.stringify(rule?.data)).toContain("CAST('KR' AS CHAR) AS label");
  });

  it('says why it can’t be measured, keeps what was typed, and saves all the same when told to', async () => {
    grafana.addReceiver('orders-alerts');
    const errors = [{ refId: 'A', message: 'Orders: the server gave up' }];
    openPage(`${NEW_POLICY_PATH}?kpi=orders`, OrgRole.Editor, SHOP, () => ({ data: [], errors }));
    await type('Owner team', 'Night team');
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    expect(await screen.findByText(/^The policy is not saved yet/)).toBeInTheDocument();
    expect(screen.getByText('Orders: the server gave up')).toBeInTheDocument();
    expect(grafana.writes).toEqual([]);

    await userEvent.click(button('Save without measuring'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(savedPolicy()).toMatchObject({ owner: 'Night team', trigger: { kind: 'unusual' } });
  });

  it('needs minutes: what is told day by day is judged by the day', async () => {
    const kpi = { id: 'days', name: 'Orders a day', area: 'customers', value: { kind: 'count' } };
    const source = { kind: 'table', table: 'days', time: { column: 'day', type: 'date', zone: 'UTC' } };
    const catalogue = { version: 2, kpis: [{ ...kpi, source }] };
    const jsonData = { mysqlUid: 'mysql', catalogue };
    openPage(`${NEW_POLICY_PATH}?kpi=days`, OrgRole.Editor, [{ uid: 'shop', name: 'Shop KPIs', jsonData }]);
    expect(screen.getByText(/Orders a day drop by more than 25 % in 1 d/)).toBeInTheDocument();
    await choose('judged by', /^What is usual for the KPI/);
    expect(screen.getByText(/^Told day by day, so that no minute can be judged: Orders a day/)).toBeInTheDocument();
    await userEvent.click(button('Create policy'));
    expect(grafana.writes).toEqual([]);
  });
});

describe('how often and until when', () => {
  it('is chosen, and said back in a sentence with its limits', async () => {
    grafana.addReceiver('orders-alerts');
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(screen.getByRole('radio', { name: 'A few times' }));
    expect(screen.getByText(/At once and then every 4 h.* 3 messages at most/)).toBeInTheDocument();
    expect(screen.getByText(/Orders drop .* · 3 times, every 4 h/)).toBeInTheDocument();
    expect(screen.getByText('Rules for reminders, evaluated every minute')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'By hand' }));
    expect(screen.getByText(/until somebody closes it in the list/)).toBeInTheDocument();

    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(savedPolicy()).toMatchObject({
      cadence: { kind: 'times', every: '4h', times: 3 },
      ending: { kind: 'hand' },
    });
    expect(grafana.rules.size).toBe(3);
    expect(await screen.findAllByRole('row', { name: /3 times, every 4 h · closed by hand/ })).toHaveLength(1);
  });

  it('may keep to active hours', async () => {
    grafana.addReceiver('orders-alerts');
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(screen.getByRole('radio', { name: 'In active hours' }));
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(savedPolicy().activeHours).toMatchObject({ from: '09:00', to: '18:00' });
    expect(grafana.timeIntervals.size).toBe(1);
  });

  it('may be quiet on holidays and during maintenance', async () => {
    grafana.addReceiver('orders-alerts');
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.type(screen.getByLabelText(/on these days/), '2026-12-25, 2027-01-01');
    await userEvent.click(button('Add a maintenance window'));
    await type('Owner team', 'Order team');
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(savedPolicy().quiet).toEqual({
      zone: expect.any(String),
      holidays: ['2026-12-25', '2027-01-01'],
      maintenance: [{ weekdays: ['sunday'], from: '02:00', to: '04:00' }],
    });
    expect(
      await screen.findByRole('row', { name: /not on holidays \(2\) · not Sun 02:00–04:00 \(/ })
    ).toBeInTheDocument();
  });

  it('is asked for where it can’t be', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(screen.getByRole('radio', { name: 'A few times' }));
    await type('messages in all', '20');
    await userEvent.click(button('Create policy'));
    expect(await screen.findByText('A whole number from 2 to 10')).toBeInTheDocument();
    expect(grafana.writes).toEqual([]);
  });
});

describe('what is not right', () => {
  it('is said at the field, and nothing is sent', async () => {
    openPage(NEW_POLICY_PATH);
    await type(/% below expected/, '0');
    await type(/Runbook/, 'wiki');
    await userEvent.click(button('Create policy'));
    expect(await screen.findByText('Choose one KPI or more')).toBeInTheDocument();
    expect(screen.getByText(/^A number from 1 to 99/)).toBeInTheDocument();
    expect(screen.getByText('A link that starts with http:// or https://')).toBeInTheDocument();
    expect(screen.getByText('Choose who is told')).toBeInTheDocument();
    expect(grafana.writes).toEqual([]);
  });

  it('is said of a Slack contact point, too', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(screen.getByRole('radio', { name: 'A new Slack contact point' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Bot token and channel' }));
    await type(/^Bot token/, 'secret');
    await userEvent.click(button('Create contact point and policy'));
    expect(await screen.findByText('A Slack token; a bot’s begins with xoxb-')).toBeInTheDocument();
    expect(screen.getByText('A channel such as #orders, or its ID')).toBeInTheDocument();
    expect(screen.queryByText('Choose who is told')).not.toBeInTheDocument();
  });

  it('is a name that another contact point has', async () => {
    grafana.addReceiver('orders-alerts');
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await makeSlack('orders-alerts');
    expect(await screen.findByText(/There is a contact point of this name/)).toBeInTheDocument();
    await userEvent.click(button('Create contact point and policy'));
    expect(grafana.writes).toEqual([]);
  });
});

describe('a Slack contact point', () => {
  it('is made with the policy, and its address is never shown', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await makeSlack();
    expect(field(/^Webhook URL/)).toHaveAttribute('type', 'password');
    await userEvent.click(button('Create contact point and policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(grafana.only('POST', /receivers$/).body).toMatchObject({
      spec: { title: 'orders-alerts', integrations: [{ type: 'slack', settings: { url: WEBHOOK } }] },
    });
    expect(savedPolicy().contactPoint).toBe('orders-alerts');
    expect(JSON.stringify([...grafana.rules.values()])).not.toContain('secret');
  });

  it('is tested as it was typed, before anything is saved', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await makeSlack();
    await userEvent.click(button('Send test message'));
    expect(await screen.findByText('Slack answered: ok')).toBeInTheDocument();
    expect(grafana.writes).toEqual(['POST /api/alertmanager/grafana/config/api/v1/receivers/test']);

    await userEvent.type(field(/^Webhook URL/), '2');
    expect(screen.queryByText('Slack answered: ok')).not.toBeInTheDocument();
  });

  it('shows an error of Slack’s as Slack gave it, and what to do', async () => {
    grafana.slackAnswer = 'failed to send Slack message: failed to send request: channel_not_found';
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(screen.getByRole('radio', { name: 'A new Slack contact point' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Bot token and channel' }));
    await type(/^Name of the contact point/, 'orders-alerts');
    await type(/^Bot token/, 'xoxb-1');
    await type('Channel', '#nowhere');
    await userEvent.click(button('Send test message'));
    expect(await screen.findByText(grafana.slackAnswer)).toBeInTheDocument();
    expect(screen.getByText(/There is no such channel/)).toBeInTheDocument();
  });

  it('is not tested while it is not right', async () => {
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await userEvent.click(screen.getByRole('radio', { name: 'A new Slack contact point' }));
    await userEvent.click(button('Send test message'));
    expect(await screen.findByText(/The address that Slack gave/)).toBeInTheDocument();
    expect(grafana.writes).toEqual([]);
  });
});

describe('a save that fails', () => {
  it('puts back what it made, says so, and keeps what was typed', async () => {
    grafana.refuse('PUT', /rule-groups/, 500, { message: 'database is locked' });
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await makeSlack();
    await userEvent.click(button('Create contact point and policy'));

    const alert = (await screen.findByText('The policy was not saved')).closest('[role="alert"]');
    expect(alert).toHaveTextContent('database is locked');
    expect(alert).toHaveTextContent('deleted again: "orders-alerts", "KPI Watch: business"');
    expect(grafana.receivers.size).toBe(0);
    expect(field(/^Webhook URL/)).toHaveValue(WEBHOOK);

    grafana.relent();
    await userEvent.click(button('Create contact point and policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
  });

  it('says which role it takes', async () => {
    grafana.addReceiver('orders-alerts');
    grafana.refuse('POST', /folders/, 403, { message: 'Permissions needed: folders:create' });
    openPage(`${NEW_POLICY_PATH}?kpi=orders`);
    await choose(/^Contact point/, /orders-alerts/);
    await userEvent.click(button('Create policy'));
    expect(await screen.findByText(/its folder could not be made/)).toBeInTheDocument();
    expect(screen.getByText('Permissions needed: folders:create')).toBeInTheDocument();
    expect(screen.getByText(/needs the role Editor/)).toBeInTheDocument();
  });
});

describe('who may', () => {
  it('tells a Viewer that an Editor is needed', async () => {
    openPage(NEW_POLICY_PATH, OrgRole.Viewer);
    expect(await screen.findByText('An Editor is needed here')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Create policy' })).not.toBeInTheDocument();
  });

  const ADD = 'Add a Business KPI data source';
  const WATCH = 'Watch a query of another data source';
  it.each([
    [OrgRole.Admin, /KPIs are defined in the catalogue/, [ADD, WATCH]],
    [OrgRole.Editor, /Ask an Admin of this Grafana/, [WATCH]],
  ])('tells the role %s what to do without a data source', async (role, advice, links) => {
    openPage(NEW_POLICY_PATH, role, []);
    const text = await screen.findByText(advice);
    const there = within(text.closest('main') ?? text).getAllByRole('link');
    expect(there.map(({ textContent }) => textContent)).toEqual(links);
  });

  it('begins with a query where there are no KPIs', async () => {
    openPage(`${NEW_POLICY_PATH}?watch=query`, OrgRole.Editor, []);
    expect(await screen.findByRole('button', { name: 'Create policy' })).toBeInTheDocument();
    expect(screen.queryByText('There are no KPIs to watch yet')).not.toBeInTheDocument();
  });

  it('does not save for a data source that no MySQL stands behind', async () => {
    openPage(NEW_POLICY_PATH, OrgRole.Editor, [{ uid: 'shop', name: 'Shop KPIs', jsonData: {} }]);
    expect(await screen.findByText(/An Admin has to choose a MySQL data source/)).toBeInTheDocument();
    expect(button('Create policy')).toBeDisabled();
  });
});
