import { OrgRole } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { savePolicy } from '../../grafana/savePolicy';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { POLICIES_PATH, policyPath } from '../routes';
import { address, openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  grafana.addReceiver('orders-alerts');
  await save(POLICY);
  grafana.asked.length = 0;
});
afterAll(() => grafana.server.close());

const save = (policy: typeof POLICY) =>
  savePolicy({ policy, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 });
const stored = () => JSON.parse(grafana.rules.get(POLICY.id)?.annotations?.__kpiwatch_policy__ ?? 'null');

async function changeDrop(percent: string) {
  const drop = await screen.findByLabelText(/% below expected/);
  await userEvent.clear(drop);
  await userEvent.type(drop, percent);
}

it('changes what was changed, and nothing else', async () => {
  openPage(policyPath(POLICY.id));
  await changeDrop('50');
  await userEvent.click(screen.getByRole('button', { name: 'Save policy' }));
  await waitFor(() => expect(address()).toBe(POLICIES_PATH));
  expect(stored()).toEqual({
    ...POLICY,
    trigger: { ...POLICY.trigger, percent: 50, recoverPercent: 25, minimumEvents: 64 },
  });
  expect(grafana.writes).toEqual([`PUT /api/v1/provisioning/folder/kpiwatch-business/rule-groups/${POLICY.id}`]);
});

it('does not overwrite what somebody else saved meanwhile, unless told to', async () => {
  openPage(policyPath(POLICY.id));
  await changeDrop('50');
  await save({ ...POLICY, owner: 'Night team' });
  await userEvent.click(screen.getByRole('button', { name: 'Save policy' }));
  expect(await screen.findByText(/Somebody else changed this policy/)).toBeInTheDocument();
  expect(stored()).toMatchObject({ owner: 'Night team', trigger: { percent: 30 } });

  await userEvent.click(screen.getByRole('button', { name: 'Replace the other change' }));
  await waitFor(() => expect(address()).toBe(POLICIES_PATH));
  expect(stored()).toMatchObject({ owner: 'Order team', trigger: { percent: 50 } });
});

it('asks to remove a KPI that the catalogue no longer has', async () => {
  await save({ ...POLICY, kpis: ['orders', 'gone'] });
  openPage(policyPath(POLICY.id));
  expect(await screen.findByText('No longer in the catalogue, remove: gone')).toBeInTheDocument();
  grafana.asked.length = 0;
  await userEvent.click(screen.getByRole('button', { name: 'Save policy' }));
  expect(grafana.writes).toEqual([]);
});

it('does not edit a policy from a file', async () => {
  const rule = grafana.rules.get(POLICY.id);
  if (rule) {
    rule.provenance = 'file';
  }
  openPage(policyPath(POLICY.id));
  expect(await screen.findByText('This policy is not edited here')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Save policy' })).not.toBeInTheDocument();
});

it('says that a policy can’t be read, and why', async () => {
  const rule = grafana.rules.get(POLICY.id);
  if (rule) {
    rule.annotations = { __kpiwatch_policy__: '{"version":9}' };
  }
  openPage(policyPath(POLICY.id));
  expect(await screen.findByText(/by another version of KPI Watch: version/)).toBeInTheDocument();
});

it('says that there is no such policy', async () => {
  openPage(policyPath('kw-none'));
  expect(await screen.findByText('There is no such policy')).toBeInTheDocument();
});

it('is for Editors', async () => {
  openPage(policyPath(POLICY.id), OrgRole.Viewer);
  expect(await screen.findByText('An Editor is needed here')).toBeInTheDocument();
});

it('asks before leaving what is not saved, and leaves when told to', async () => {
  openPage(policyPath(POLICY.id));
  act(() => locationService.push('/a/kpiwatch-businesskpi-app/policies/kw-1'));
  await changeDrop('50');

  act(() => locationService.push('/dashboards'));
  await userEvent.click(await screen.findByRole('button', { name: 'Keep editing' }));
  expect(locationService.getLocation().pathname).toBe('/a/kpiwatch-businesskpi-app/policies/kw-1');
  expect(screen.getByLabelText(/% below expected/)).toHaveValue(50);

  act(() => locationService.push('/dashboards'));
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  expect(locationService.getLocation().pathname).toBe('/dashboards');
});
