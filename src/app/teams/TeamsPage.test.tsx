import { OrgRole } from '@grafana/data';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { savePolicy } from '../../grafana/savePolicy';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { SLACK_TEXT } from '../../policy/message';
import { policySchema, type Policy } from '../../policy/schema';
import { withTeam, type Team } from '../../policy/team';
import { OUR_TEMPLATE_GROUP, TEMPLATE_GROUP, templateGroup } from '../../policy/templateGroup';
import { OUR_TEXTS } from '../../policy/texts';
import { MESSAGES_PATH, NEW_POLICY_PATH, NEW_TEAM_PATH, POLICIES_PATH, teamPath, TEAMS_PATH } from '../routes';
import { address, openPage } from '../test/page';

const ORDER_TEAM: Team = { id: 'orders', name: 'Order team', owner: 'Kim', contactPoint: 'orders-alerts' };
const OF_TEAM = withTeam(POLICY, ORDER_TEAM);

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  grafana.addReceiver('orders-alerts');
  grafana.addReceiver('orders-phone');
  grafana.keep({ teams: [ORDER_TEAM] });
  await write(OF_TEAM);
  await write({ ...OF_TEAM, id: 'kw-other', title: 'Another' });
  grafana.asked.length = 0;
  grafana.role = 'Admin';
});
afterAll(() => grafana.server.close());

/** Over what is there, if anything is. */
const write = (policy: Policy) =>
  savePolicy({ policy, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000, overwrite: true });
const button = (name: RegExp | string) => screen.findByRole('button', { name });
const receivers = () => [...grafana.rules.values()].map((rule) => rule.notification_settings?.receiver);
const stored = (id = POLICY.id) =>
  policySchema.parse(JSON.parse(grafana.rules.get(id)?.annotations?.__kpiwatch_policy__ ?? 'null'));

async function choose(list: RegExp | string, option: RegExp | string) {
  await userEvent.click(await screen.findByRole('combobox', { name: list }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('teams', () => {
  it('are made by an Admin', async () => {
    openPage(NEW_TEAM_PATH, OrgRole.Admin);
    await userEvent.click(await button('Create team'));
    expect(await screen.findByText('A name of up to 120 characters')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Name/), 'Order team');
    expect(await screen.findByText('Another team has this name')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Name/), ' 2');
    await userEvent.type(screen.getByLabelText(/^Owner/), 'https://chat.example.com/orders');
    await choose(/^Contact point/, /orders-alerts/);
    await choose(/^Critical/, /orders-phone/);
    await userEvent.click(await button('Create team'));
    await waitFor(() => expect(address()).toBe(TEAMS_PATH));
    expect(grafana.settings).toEqual({
      teams: [
        ORDER_TEAM,
        {
          id: 'order-team-2',
          name: 'Order team 2',
          owner: 'https://chat.example.com/orders',
          contactPoint: 'orders-alerts',
          bySeverity: { critical: 'orders-phone' },
        },
      ],
    });
  });

  it('are seen by everybody, with who may change them', async () => {
    grafana.receivers.delete('orders-alerts');
    openPage(TEAMS_PATH, OrgRole.Viewer);
    const row = await screen.findByRole('row', { name: /Order team/ });
    expect(await within(row).findByText(/^Gone from Grafana, and nobody is told over it: orders-alerts/)).toBeVisible();
    expect(await within(row).findByRole('link', { name: 'See the policies of Order team' })).toHaveTextContent('2');
    expect(screen.getByText(/^An Admin of this Grafana makes and changes teams/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'New team' })).not.toBeInTheDocument();
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  });

  it('have no form for an Editor', async () => {
    openPage(teamPath('orders'));
    expect(await screen.findByText('An Admin is needed here')).toBeInTheDocument();
  });
});

describe('a team that changes', () => {
  const changeContactPoint = async () => {
    const view = openPage(teamPath('orders'), OrgRole.Admin);
    await choose(/^Contact point/, /orders-phone/);
    return view;
  };

  it('says which policies follow, and has them follow', async () => {
    const { toasts } = await changeContactPoint();
    expect(await screen.findByText('Saving writes these policies anew: 2')).toBeInTheDocument();
    await userEvent.click(await button('Save team'));
    await waitFor(() => expect(address()).toBe(TEAMS_PATH));
    expect(receivers()).toEqual(['orders-phone', 'orders-phone']);
    expect(stored()).toMatchObject({ contactPoint: 'orders-phone', team: { id: 'orders' } });
    expect(toasts).toContain('"Order team" is saved, and its policies are written anew: 2');
  });

  it('says which policies did not follow, and writes them again', async () => {
    grafana.refuse('PUT', /rule-groups\/kw-other$/, 400, { message: 'invalid alert rule' });
    await changeContactPoint();
    await userEvent.click(await button('Save team'));
    const alert = await screen.findByText('Policies that were not changed: 1');
    expect(alert).toBeInTheDocument();
    expect(screen.getByText(/^Another: .*invalid alert rule/)).toBeInTheDocument();
    expect(receivers()).toEqual(['orders-phone', 'orders-alerts']);
    grafana.relent();
    await userEvent.click(await button('Write them again'));
    await waitFor(() => expect(address()).toBe(TEAMS_PATH));
    expect(receivers()).toEqual(['orders-phone', 'orders-phone']);
  });

  it('is not written over what somebody else changed meanwhile', async () => {
    await changeContactPoint();
    grafana.keep({ teams: [{ ...ORDER_TEAM, owner: 'Park' }] });
    await userEvent.click(await button('Save team'));
    expect(await screen.findByText(/^Somebody else changed this team since you opened it/)).toBeInTheDocument();
    expect(receivers()).toEqual(['orders-alerts', 'orders-alerts']);
    await userEvent.click(await button('Show theirs, and give up mine'));
    expect(await screen.findByLabelText(/^Owner/)).toHaveValue('Park');
  });

  it('has policies follow that somebody else wrote anew meanwhile', async () => {
    await changeContactPoint();
    expect(await screen.findByText('Saving writes these policies anew: 2')).toBeInTheDocument();
    const theirs = { ...ORDER_TEAM, owner: 'Park' };
    grafana.keep({ teams: [theirs] });
    await write(withTeam(POLICY, theirs));
    await userEvent.click(await button('Save team'));
    await userEvent.click(await button('Replace them with mine'));
    await waitFor(() => expect(address()).toBe(TEAMS_PATH));
    expect(receivers()).toEqual(['orders-phone', 'orders-phone']);
    expect(stored()).toMatchObject({ contactPoint: 'orders-phone', owner: 'Kim' });
  });

  it('has policies follow at a second try that somebody else changed at the first', async () => {
    await changeContactPoint();
    expect(await screen.findByText('Saving writes these policies anew: 2')).toBeInTheDocument();
    await write({ ...OF_TEAM, title: 'Orders' });
    await userEvent.click(await button('Save team'));
    await userEvent.click(await button('Write them again'));
    await waitFor(() => expect(address()).toBe(TEAMS_PATH));
    expect(receivers()).toEqual(['orders-phone', 'orders-phone']);
    expect(stored().title).toBe('Orders');
  });

  it('leaves policies behind that the list shows and writes again', async () => {
    grafana.keep({ teams: [{ ...ORDER_TEAM, contactPoint: 'orders-phone' }] });
    grafana.role = 'Editor';
    openPage(POLICIES_PATH);
    expect(await screen.findByText('Policies that don’t tell what their team says now: 2')).toBeInTheDocument();
    expect(await screen.findAllByText('Team changed')).toHaveLength(2);
    await userEvent.click(await button('Write them again'));
    await waitFor(() => expect(screen.queryByText('Team changed')).not.toBeInTheDocument());
    expect(receivers()).toEqual(['orders-phone', 'orders-phone']);
  });
});

describe('a team that is deleted', () => {
  it('says who tells it; they go on without it, and no rule changes', async () => {
    openPage(TEAMS_PATH, OrgRole.Admin);
    await userEvent.click(await button('Delete Order team'));
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
    ).toEqual(['Another', 'Orders and payments']);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete team' }));
    await waitFor(() => expect(grafana.settings).toEqual({ teams: [] }));
    expect(receivers()).toEqual(['orders-alerts', 'orders-alerts']);
    expect(stored()).toMatchObject({ contactPoint: 'orders-alerts', owner: 'Kim' });
    expect(stored()).not.toHaveProperty('team');
  });

  it('stays while a policy could not leave it', async () => {
    grafana.refuse('PUT', /rule-groups\/kw-other$/, 400, { message: 'invalid alert rule' });
    openPage(TEAMS_PATH, OrgRole.Admin);
    await userEvent.click(await button('Delete Order team'));
    await userEvent.click(await button('Delete team'));
    expect(await screen.findByText('The team is still there. Mend that, and try again.')).toBeInTheDocument();
    expect(grafana.settings).toEqual({ teams: [ORDER_TEAM] });
  });
});

describe('the template group of messages', () => {
  const callOurs = () => grafana.addReceiver('ours', 'slack', { text: SLACK_TEXT });
  const notice = 'Grafana’s template group "KPI Watch" is gone, and messages need it';

  it('is written again from the list where it is gone, and asked for by nobody else', async () => {
    callOurs();
    openPage(POLICIES_PATH);
    expect(await screen.findByText(notice)).toBeInTheDocument();
    await userEvent.click(await button('Write it again'));
    await waitFor(() => expect(screen.queryByText(notice)).not.toBeInTheDocument());
    expect(grafana.templates.get(TEMPLATE_GROUP)?.content).toBe(OUR_TEMPLATE_GROUP);
  });

  it('keeps its texts when another release wrote it', async () => {
    callOurs();
    const texts = { ...OUR_TEXTS, mention: { ...OUR_TEXTS.mention, info: 'here' as const } };
    const content = templateGroup(texts).replaceAll('Acknowledge', 'Ack');
    grafana.templates.set(TEMPLATE_GROUP, { title: TEMPLATE_GROUP, content });
    openPage(POLICIES_PATH);
    await userEvent.click(await button('Write it again'));
    await waitFor(() => expect(grafana.templates.get(TEMPLATE_GROUP)?.content).toBe(templateGroup(texts)));
  });

  it('is not missed by contact points that don’t call it', async () => {
    openPage(POLICIES_PATH);
    expect(await screen.findByText('2 of 2 policies')).toBeInTheDocument();
    expect(screen.queryByText(notice)).not.toBeInTheDocument();
  });
});

describe('the language of new policies', () => {
  it('is set by an Admin on the page of messages', async () => {
    openPage(MESSAGES_PATH, OrgRole.Admin);
    const choice = await screen.findByRole('radiogroup', { name: 'Messages of new policies are in' });
    await userEvent.click(within(choice).getByRole('radio', { name: '한국어' }));
    await waitFor(() => expect(grafana.settings).toEqual({ teams: [ORDER_TEAM], language: 'ko' }));
  });
});

describe('a new policy', () => {
  it('tells the team that owns its KPIs, and its owner is the team’s', async () => {
    grafana.role = 'Editor';
    grafana.keep({ teams: [ORDER_TEAM], language: 'ko' });
    openPage(`${NEW_POLICY_PATH}?source=shop&kpi=orders`);
    expect(await screen.findByText(/Told over the contact point orders-alerts · Owner: Kim/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'A contact point' }));
    expect(screen.getByLabelText('Owner team')).toHaveValue('Order team');
    await userEvent.click(screen.getByRole('radio', { name: 'A team' }));
    await userEvent.click(await button('Create policy'));
    await waitFor(() => expect(address()).toBe(POLICIES_PATH));
    const made = [...grafana.rules.values()].find(({ uid }) => uid.length > 10);
    expect(stored(made?.uid)).toMatchObject({
      team: { id: 'orders', name: 'Order team' },
      contactPoint: 'orders-alerts',
      owner: 'Kim',
      language: 'ko',
    });
    expect(made?.annotations).toMatchObject({ team: 'Order team' });
    expect(made?.labels).toMatchObject({ owner: 'Kim' });
  });
});
