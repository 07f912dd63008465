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

it('writes nothing when nothing is changed, and says so', async () => {
  const { toasts } = openPage(policyPath(POLICY.id));
  await userEvent.click(await screen.findByRole('button', { name: 'Save policy' }));
  await waitFor(() => expect(address()).toBe(POLICIES_PATH));
  expect(toasts).toEqual([expect.stringContaining('Nothing to change')]);
  expect(grafana.writes).toEqual([]);
});

describe('when somebody else saved it meanwhile', () => {
  beforeEach(async () => {
    openPage(policyPath(POLICY.id));
    await changeDrop('50');
    await save({ ...POLICY, owner: 'Night team' });
    await userEvent.click(screen.getByRole('button', { name: 'Save policy' }));
    await screen.findByText(/Somebody else changed this policy/);
  });

  it('shows what they changed, and writes nothing', () => {
    const [, change, ...more] = screen.getAllByRole('row').map((row) => row.textContent);
    expect(change).toBe('OwnerOrder teamNight teamOrder team');
    expect(more).toEqual([]);
    expect(stored()).toMatchObject({ owner: 'Night team', trigger: { percent: 30 } });
  });

  it('takes their changes, and keeps mine where they changed nothing', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Take their changes' }));
    expect(screen.getByLabelText('Owner team')).toHaveValue('Night team');
    expect(screen.getByLabelText(/% below expected/)).toHaveValue(50);
    await userEvent.click(screen.getByRole('button', { name: 'Save policy' }));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(stored()).toMatchObject({ owner: 'Night team', trigger: { percent: 50 } });
  });

  it('replaces their changes when told to', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Replace them with mine' }));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    expect(stored()).toMatchObject({ owner: 'Order team', trigger: { percent: 50 } });
  });
});

it('says that somebody deleted it meanwhile, and makes it again when told to', async () => {
  openPage(policyPath(POLICY.id));
  await changeDrop('50');
  grafana.rules.clear();
  await userEvent.click(screen.getByRole('button', { name: 'Save policy' }));
  await screen.findByText(/Somebody else deleted this policy/);
  await userEvent.click(screen.getByRole('button', { name: 'Make it again' }));
  await waitFor(() => expect(stored()).toMatchObject({ trigger: { percent: 50 } }));
});

describe('when its rule was changed elsewhere', () => {
  beforeEach(async () => {
    const rule = grafana.rules.get(POLICY.id);
    if (rule) {
      rule.labels = { ...rule.labels, owner: 'Night team', added: 'x' };
    }
    openPage(policyPath(POLICY.id));
    await screen.findByText('This policy was changed elsewhere in Grafana');
  });

  it('says what, and repairs it', async () => {
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toContain('Label ownerOrder teamNight team');
    expect(rows).toContain('Label added–x');
    await userEvent.click(screen.getByRole('button', { name: /^Repair/ }));
    expect(await screen.findByRole('button', { name: 'Save policy' })).toBeInTheDocument();
    expect(grafana.rules.get(POLICY.id)?.labels).toMatchObject({ owner: 'Order team' });
    expect(grafana.rules.get(POLICY.id)?.labels).not.toHaveProperty('added');
  });

  it('adopts what a policy can say, and says what it can’t', async () => {
    expect(screen.getByText(/it would be put back: Label added/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Adopt/ }));
    expect(await screen.findByLabelText('Owner team')).toHaveValue('Night team');
    expect(stored()).toEqual({ ...POLICY, owner: 'Night team' });
  });
});

it('is edited rather than repaired when its contact point is gone', async () => {
  grafana.receivers.clear();
  grafana.addReceiver('night');
  openPage(policyPath(POLICY.id));
  expect(await screen.findByText(/Its contact point is gone/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Repair/ })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Edit the policy' }));
  expect(await screen.findByRole('button', { name: 'Save policy' })).toBeInTheDocument();
});

it('is adopted rather than repaired when its rule tells another contact point, and its own is gone', async () => {
  const rule = grafana.rules.get(POLICY.id);
  if (rule) {
    rule.notification_settings = { ...rule.notification_settings, receiver: 'night' };
  }
  grafana.receivers.clear();
  grafana.addReceiver('night');
  openPage(policyPath(POLICY.id));
  expect(await screen.findByText(/^Gone from Grafana, .*: orders-alerts\. Adopt the change/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Repair/ })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /^Adopt/ }));
  await waitFor(() => expect(stored()).toEqual({ ...POLICY, contactPoint: 'night' }));
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
  const link = await screen.findByRole('link', { name: 'See it in the list' });
  expect(link).toHaveAttribute('href', `${POLICIES_PATH}?${new URLSearchParams({ text: POLICY.title }).toString()}`);
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
