import { OrgRole } from '@grafana/data';
import { screen, within } from '@testing-library/react';

import { savePolicy } from '../../grafana/savePolicy';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { CATALOGUE, ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { PRESETS_PATH } from '../routes';
import { openPage } from '../test/page';

const SHOP = { uid: 'shop', name: 'Shop KPIs', jsonData: { mysqlUid: 'mysql', catalogue: CATALOGUE } };
const PROMETHEUS = { uid: 'prom', name: 'Prometheus', type: 'prometheus', alerting: true, jsonData: {} };

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const card = (name: string) => within(screen.getByRole('heading', { name }).closest('li') ?? document.body);

it('says what is watched and what nobody watches, and opens a policy for that', async () => {
  grafana.addReceiver(POLICY.contactPoint);
  const policy = { ...POLICY, kpis: ['orders'] };
  await savePolicy({ policy, kpis: [ORDERS], mysqlUid: 'mysql', now: 1_795_425_000 });
  openPage(PRESETS_PATH, OrgRole.Editor, [SHOP, PROMETHEUS]);

  const watching = await screen.findByRole('link', { name: POLICY.title });
  expect(watching).toHaveAttribute('href', expect.stringMatching(/policies\/kw-orders$/));
  expect(card('Orders').getByText(/Watched by/)).toBeInTheDocument();
  expect(card(PAYMENTS.name).getByText('Nobody watches it')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Watch Payments' })).toHaveAttribute(
    'href',
    expect.stringMatching(/policies\/new\?preset=payments&source=shop$/)
  );
  expect(screen.getByRole('link', { name: 'Watch CPU' })).toHaveAttribute(
    'href',
    expect.stringMatching(/\?preset=cpu&source=prom$/)
  );
});

it('says what is missing before it can be watched, and to an admin where to add it', async () => {
  openPage(PRESETS_PATH, OrgRole.Admin, [SHOP]);

  expect(await screen.findByText(/No catalogue has the KPI "revenue"/)).toBeInTheDocument();
  expect(card('Revenue').getByRole('link', { name: 'Add it' })).toHaveAttribute(
    'href',
    expect.stringMatching(/datasources\/edit\/shop$/)
  );
  expect(card('CPU').getByText('Needs a Prometheus data source')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Watch CPU' })).not.toBeInTheDocument();
});

it('names all that watch it, and says nothing of it while that is not known', async () => {
  grafana.addReceiver(POLICY.contactPoint);
  for (const [id, title] of [
    ['kw-a', 'Orders by day'],
    ['kw-b', 'Orders by night'],
  ] as const) {
    const policy = { ...POLICY, id, title, kpis: ['orders'] };
    await savePolicy({ policy, kpis: [ORDERS], mysqlUid: 'mysql', now: 1_795_425_000 });
  }
  openPage(PRESETS_PATH, OrgRole.Editor, [SHOP, PROMETHEUS]);

  expect(await screen.findByRole('link', { name: 'Watch Orders' })).toBeInTheDocument();
  expect(screen.queryByText('Nobody watches it')).not.toBeInTheDocument();
  expect(await card('Orders').findByText(/Watched by/)).toHaveTextContent('Watched by Orders by day, Orders by night');
});

it('shows a Viewer what is watched, and nothing to click', async () => {
  openPage(PRESETS_PATH, OrgRole.Viewer, [SHOP, PROMETHEUS]);

  expect(await screen.findByRole('heading', { name: 'Latency' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /^Watch / })).not.toBeInTheDocument();
});
