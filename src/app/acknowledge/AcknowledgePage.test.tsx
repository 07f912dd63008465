import { OrgRole } from '@grafana/data';
import { config } from '@grafana/runtime';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { savePolicy } from '../../grafana/savePolicy';
import { acknowledge } from '../../grafana/silences';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { ACKNOWLEDGE_PATH } from '../../policy/acknowledge';
import { openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  grafana.addReceiver(POLICY.contactPoint);
  await savePolicy({ policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 });
  config.bootData.user = { ...config.bootData.user, name: 'Kim', login: 'kim' };
  grafana.asked.length = 0;
});
afterAll(() => grafana.server.close());

const LINK = `${ACKNOWLEDGE_PATH}?matcher=__alert_rule_uid__%3D${POLICY.id}&matcher=kpi%3Dorders&matcher=severity%3Dcritical`;

function breach() {
  const annotations = { summary: 'Orders 62% below expected' };
  const labels = { kpi: 'orders' };
  grafana.evaluate(POLICY.id, {
    alerts: [{ labels, annotations, state: 'Alerting', activeAt: Date.now() - 600_000, value: '1' }],
  });
}

it('says what fell, and takes it with one button', async () => {
  breach();
  openPage(LINK);
  expect(await screen.findByRole('heading', { name: 'Orders 62% below expected' })).toBeInTheDocument();
  expect(screen.getByText(/10 minutes ago/)).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Note (optional)'), 'On it');
  await userEvent.click(screen.getByRole('radio', { name: '4 h' }));
  await userEvent.click(screen.getByRole('button', { name: 'Acknowledge as Kim' }));

  expect(await screen.findByText('Kim has it')).toBeInTheDocument();
  expect(screen.getByText('On it')).toBeInTheDocument();
  expect(grafana.writes).toEqual(['POST /api/alertmanager/grafana/api/v2/silences']);
});

it('says who has it already, and lets it end', async () => {
  breach();
  await acknowledge(
    { policyId: POLICY.id, dimensions: { kpi: 'orders' } },
    { seconds: 60, note: 'Mine', now: Date.now() }
  );
  config.bootData.user.name = 'Lee';
  openPage(LINK);
  expect(await screen.findByText('Kim has it')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'End it, messages go on' }));
  expect(await screen.findByRole('button', { name: 'Acknowledge as Lee' })).toBeInTheDocument();
});

it('shows a Viewer the breach, and tells what it takes', async () => {
  breach();
  grafana.role = 'Viewer';
  openPage(LINK, OrgRole.Viewer);
  expect(await screen.findByText('Nobody has acknowledged it')).toBeInTheDocument();
  expect(screen.getByText('To acknowledge it you need the role Editor.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Acknowledge/ })).not.toBeInTheDocument();
});

it('says that it is over', async () => {
  grafana.evaluate(POLICY.id, {});
  openPage(LINK);
  expect(await screen.findByText('It is over already')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Acknowledge/ })).not.toBeInTheDocument();
});

it('reads the policy that it is about alone', async () => {
  breach();
  openPage(LINK);
  await screen.findByRole('heading', { name: 'Orders 62% below expected' });
  expect(grafana.asked.map(({ url }) => url)).not.toContain('/api/v1/provisioning/alert-rules');
  expect(grafana.asked.map(({ url }) => url)).toContain(`/api/v1/provisioning/alert-rules/${POLICY.id}`);
});

it('can be silenced where its policy is gone', async () => {
  grafana.rules.clear();
  openPage(LINK);
  expect(await screen.findByText('There is no such policy')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Acknowledge as Kim' })).toBeInTheDocument();
});

it('says that a link names no breach', async () => {
  openPage(ACKNOWLEDGE_PATH);
  expect(await screen.findByText('The link names no breach')).toBeInTheDocument();
});
