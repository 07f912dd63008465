import { createDataFrame, FieldType, OrgRole, type DataFrame } from '@grafana/data';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { savePolicy } from '../../grafana/savePolicy';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { REFERENCES } from '../../kpi/time/windows';
import { kpiPath, KPIS_PATH } from '../routes';
import { address, openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

/** A frame of the view "Sudden drop" that ends now. */
function frameOf(id: string, now: number, expected: number): DataFrame {
  const to = Math.floor(Date.now() / 1000);
  const kpiwatch = {
    version: 1,
    kpi: { id, name: id, area: 'customers', unit: 'locale', goodDirection: 'up', zone: 'UTC' },
    judged: { from: to - 600, to },
    now: { value: now, events: now },
    references: REFERENCES.map((reference) => ({ ...reference, value: expected, events: expected })),
    latestEvent: to,
    bucketSeconds: 60,
  };
  return createDataFrame({
    meta: { custom: { kpiwatch } },
    fields: [
      { name: 'time', type: FieldType.time, values: [to * 1000] },
      { name: 'now', type: FieldType.number, values: [now] },
      { name: 'expected', type: FieldType.number, values: [expected] },
    ],
  });
}

const answer = () => ({
  data: [frameOf('orders', 60, 400), frameOf('payments', 390, 400)],
  errors: [{ refId: '10m', message: 'Server log-ins: there is no table "logins".' }],
});

async function watchOrders() {
  grafana.addReceiver(POLICY.contactPoint);
  const policy = { ...POLICY, kpis: ['orders'], title: 'Orders fall' };
  await savePolicy({ policy, kpis: [ORDERS], mysqlUid: 'mysql', now: 1_795_425_000 });
}

const open = (path = KPIS_PATH, role = OrgRole.Editor) => openPage(path, role, undefined, answer);
/** By its text: to ask for each line's role and name takes jsdom seconds. */
const line = async (name: string) => (await screen.findByText(name)).closest('tr') ?? document.body;

describe('the catalogue', () => {
  it('says how each KPI stands, by area, who watches it, and what could not be read', async () => {
    await watchOrders();
    open();
    expect(await screen.findByText('−85 %, expected 400')).toBeInTheDocument();
    expect(await screen.findByText('Orders fall')).toBeInTheDocument();
    expect(await line('Orders')).toHaveTextContent(/Dropping.*Orders fall/);
    const payments = await line('Payments');
    expect(payments).toHaveTextContent(/OK.*Nobody watches/);
    expect(within(payments).getByRole('link', { name: 'Watch Payments' })).toHaveAttribute(
      'href',
      '/a/kpiwatch-businesskpi-app/policies/new?source=shop&kpi=payments'
    );
    expect(screen.getByText('Systems (1)')).toBeInTheDocument();
    expect(await line('Server log-ins')).toHaveTextContent('Error');
    expect(screen.getByText('Server log-ins: there is no table "logins".')).toBeInTheDocument();
  });

  it('keeps its filters in the address', async () => {
    open(`${KPIS_PATH}?state=drop`);
    expect(await screen.findByText('Orders')).toBeInTheDocument();
    expect(screen.queryByText('Payments')).not.toBeInTheDocument();
    await userEvent.type(screen.getByPlaceholderText('Search KPIs and owners'), 'x');
    expect(await screen.findByText('No KPI matches these filters')).toBeInTheDocument();
    expect(address()).toBe(`${KPIS_PATH}?state=drop&text=x`);
    await userEvent.click(screen.getByText('Clear filters'));
    expect(await screen.findByText('Payments')).toBeInTheDocument();
    expect(address()).toBe(KPIS_PATH);
  });

  it('offers a Viewer no policy to make', async () => {
    open(KPIS_PATH, OrgRole.Viewer);
    expect(await screen.findByText('Payments')).toBeInTheDocument();
    expect(screen.queryByLabelText('Watch Payments')).not.toBeInTheDocument();
  });

  it('says which catalogue has mistakes', async () => {
    openPage(KPIS_PATH, OrgRole.Admin, [{ uid: 'bad', name: 'Bad KPIs', jsonData: { catalogue: { version: 2 } } }]);
    expect(await screen.findByText(/The catalogue of "Bad KPIs" has mistakes/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'See its settings' })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/bad'
    );
  });
});

describe('the page of a KPI', () => {
  it('tells what it is, whose, who watches it, and the SQL that reads it', async () => {
    open(kpiPath('shop', PAYMENTS.id));
    expect(await screen.findByRole('heading', { name: 'Payments' })).toBeInTheDocument();
    expect(screen.getByText('rows of payments')).toBeInTheDocument();
    expect(screen.getByText('Payment team')).toBeInTheDocument();
    expect(await screen.findByText('Nobody watches')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Watch this KPI' })).toHaveAttribute(
      'href',
      '/a/kpiwatch-businesskpi-app/policies/new?source=shop&kpi=payments'
    );
    await userEvent.click(screen.getByRole('button', { name: 'SQL' }));
    const sql = screen.getByRole('textbox', { name: 'SQL that reads Payments' });
    expect(sql).toHaveAttribute('readonly');
    expect(sql).toHaveTextContent(/FROM `payments`/);
  });

  it('says so where there is none', async () => {
    open(kpiPath('shop', 'carts'));
    expect(await screen.findByText('There is no such KPI')).toBeInTheDocument();
  });
});
