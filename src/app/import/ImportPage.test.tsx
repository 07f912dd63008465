import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { savePolicy } from '../../grafana/savePolicy';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { policiesYaml } from '../../policy/policyYaml';
import type { Trigger } from '../../policy/triggerSchema';
import { IMPORT_PATH, POLICIES_PATH } from '../routes';
import { address, openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  grafana.addReceiver('orders-alerts');
  await savePolicy({ policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 });
  grafana.asked.length = 0;
});
afterAll(() => grafana.server.close());

const CHANGED = { ...POLICY, owner: 'Night team' };
const NEW = { ...POLICY, id: 'new', title: 'New one' };

async function read(text: string) {
  openPage(IMPORT_PATH);
  fireEvent.change(await screen.findByLabelText(/^Policies as YAML/), { target: { value: text } });
}
const row = (name: RegExp) => screen.findByRole('row', { name });

it('says what it will do, does it, and nothing else', async () => {
  await read(policiesYaml([CHANGED, NEW, { ...NEW, id: 'newer' }]));
  expect(await row(/kw-orders/)).toHaveTextContent('Changes itOwner: Order team → Night team');
  expect(await row(/\(new\)/)).toHaveTextContent('Creates it');
  expect(grafana.writes).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Create 2, change 1' }));
  await waitFor(() => expect(address()).toBe(POLICIES_PATH));
  expect([...grafana.rules.keys()]).toEqual([POLICY.id, 'new', 'newer']);
  expect(grafana.rules.get(POLICY.id)?.labels).toMatchObject({ owner: 'Night team' });
});

it('has nothing to do for what is like this already', async () => {
  await read(policiesYaml([POLICY]));
  expect(await row(/kw-orders/)).toHaveTextContent('it is like this already');
  expect(screen.getByRole('button', { name: 'Create 0, change 0' })).toBeDisabled();
});

it('puts everything back when one of them can’t be saved', async () => {
  await read(policiesYaml([CHANGED, NEW]));
  await row(/\(new\)/);
  grafana.refuse('PUT', /rule-groups\/new$/, 400, { message: 'invalid alert rule' });
  await userEvent.click(screen.getByRole('button', { name: 'Create 1, change 1' }));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('invalid alert rule')).toBeInTheDocument();
  expect([...grafana.rules.keys()]).toEqual([POLICY.id]);
  expect(grafana.rules.get(POLICY.id)?.labels).toMatchObject({ owner: 'Order team' });
});

it('says what is wrong with a policy, and leaves it out', async () => {
  const byColour: Trigger = { kind: 'threshold', side: 'below', line: 5, recover: 6, window: '10m', by: 'colour' };
  await read(policiesYaml([NEW, { ...NEW, id: 'other', kpis: ['gone'] }, { ...NEW, id: 'unfit', trigger: byColour }]));
  expect(await row(/\(other\)/)).toHaveTextContent('The catalogue does not have: gone');
  expect(await row(/\(unfit\)/)).toHaveTextContent(
    /“colour” is no dimension in the catalogue of: .+\. Change its trigger or its KPIs in the text, or the catalogue\./
  );
  await userEvent.click(screen.getByRole('button', { name: 'Create 1, change 0, leave out 2' }));
  await waitFor(() => expect(address()).toBe(POLICIES_PATH));
  expect([...grafana.rules.keys()]).toEqual([POLICY.id, 'new']);
});

it('has nothing to import where every policy has a problem', async () => {
  await read(policiesYaml([{ ...NEW, kpis: ['gone'] }]));
  await row(/\(new\)/);
  expect(screen.getByRole('button', { name: 'Create 0, change 0, leave out 1' })).toBeDisabled();
});

it('names the line and the field of a mistake', async () => {
  await read(policiesYaml([NEW]).replace('severity: critical', 'severity: huge\n    colour: red'));
  const lines = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
  expect(lines).toContainEqual(expect.stringMatching(/^Line \d+, policies\.0\.severity: /));
  expect(lines).toContainEqual(expect.stringMatching(/^Line \d+, policies\.0\.colour: There is no field "colour"/));
});
