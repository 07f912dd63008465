import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { POLICY_WATCH, watchKey, type KpiWatch, type Watches } from '../../kpi/watch';
import pluginJson from '../plugin.json';
import { SuddenDropPanel } from '../SuddenDropPanel';
import { panelProps, speak, testFrame, testJudge, testReading, testRecent, TO } from '../testing';
import { withApp } from './testing';

beforeAll(() => speak('en-US'));
beforeEach(() => jest.useFakeTimers({ now: (TO + 7) * 1000, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

const policy = (changes: Partial<KpiWatch> = {}): KpiWatch => ({
  policyId: 'kw-1',
  title: 'Orders are falling',
  state: 'normal',
  policyHref: '/a/app/policies/kw-1',
  ...changes,
});
const known = (policies: KpiWatch[], newPolicyHref?: string): Watches => ({
  kind: 'known',
  byKpi: new Map([[watchKey('shop', 'orders'), policies]]),
  newPolicyHref,
});

/** The app beside the panel says so. */
function show(watches: Watches | undefined, datasourceUid: string | undefined = 'shop') {
  withApp(watches);
  render(<SuddenDropPanel {...panelProps([testFrame({ ...testReading(), datasourceUid })])} />);
}

const button = (standing: string) => screen.getByRole('button', { name: `Policies of Orders: ${standing}` });

test('the panel declares what it wants of the app', () => {
  expect(pluginJson.dependencies.extensions.exposedComponents).toEqual([POLICY_WATCH]);
});

test.each<[string, string, Partial<KpiWatch>]>([
  ['Watched', 'Normal', {}],
  ['Breach since 13:52', 'Breach since 13:52', { state: 'breach', since: TO - 780 }],
  ['Recovered, still open since 13:52', 'Recovered, still open since 13:52', { state: 'recovering', since: TO - 780 }],
  ['Kim has it', 'Breach, Kim has it until 15:05', { state: 'breach', taken: { by: 'Kim', until: TO + 3600 } }],
  ['Policy has no data', 'Policy has no data', { state: 'no-data' }],
  ['Policy fails', 'Policy fails', { state: 'error' }],
  ['Not evaluated yet', 'Not evaluated yet', { state: 'waiting' }],
  ['Policy paused', 'Policy paused', { state: 'paused' }],
  ['Policy unknown', 'Policy unknown', { state: 'unknown' }],
])('a tile says how its policy stands: %s', (seen, said, changes) => {
  show(known([policy(changes)]));
  expect(button(said)).toHaveTextContent(seen);
});

test('a tile is judged as its policy does, and says so', () => {
  const { judging } = testJudge();
  const reading = testReading({ datasourceUid: 'shop', recent: testRecent(20, 4, 3) });
  withApp(known([policy({ state: 'breach', judging })]));
  render(<SuddenDropPanel {...panelProps([testFrame(reading)], { dropPercent: 100, watchPercent: 100 })} />);
  const tile = screen.getByRole('article', { name: /^Orders: Dropping/ });
  expect(tile).toHaveTextContent('80 % below expected in 3 min, where up to 52 % is usual');
  expect(tile).toHaveTextContent('judged as the policy "Orders are falling" does');
});

test('from the tile to acknowledging and silencing by keyboard alone', async () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  show(known([policy({ state: 'breach', acknowledgeHref: '/a/app/ack?matcher=x', silenceHref: '/silence' })]));
  button('Breach').focus();
  await user.keyboard('{Enter}');
  const acknowledge = await screen.findByRole('link', { name: 'Acknowledge' });
  expect(acknowledge).toHaveAttribute('href', '/a/app/ack?matcher=x');
  expect(screen.getByRole('link', { name: 'Silence' })).toHaveAttribute('href', '/silence');
  for (let tabs = 0; tabs < 4 && document.activeElement !== acknowledge; tabs++) {
    await user.tab();
  }
  expect(acknowledge).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(button('Breach')).toHaveFocus();
});

test('whoever may not acknowledge sees the policies alone, the worst first', async () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  show(known([policy({ state: 'breach' }), policy({ policyId: 'kw-2', title: 'Fewer than ever' })]));
  await user.click(button('Breach'));
  expect((await screen.findAllByRole('link')).map(({ textContent }) => textContent)).toEqual([
    'Orders are falling',
    'Fewer than ever',
  ]);
});

test('a KPI that nobody watches leads to a new policy, for who may make one', async () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  show(known([], '/a/app/policies/new'));
  await user.click(button('Not watched'));
  expect(await screen.findByText('No policy tells anybody when Orders drops.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'New policy' })).toHaveAttribute('href', '/a/app/policies/new?kpi=orders');
});

test('to others it says whom to ask', async () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  show(known([]));
  await user.click(button('Not watched'));
  expect(await screen.findByText('Ask an Editor to make one.')).toBeVisible();
});

test('what Grafana did not say is unknown, and the reason a click away', async () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  show({ kind: 'unknown', problem: 'The policies could not be read. Forbidden.' });
  await user.click(screen.getByRole('button', { name: 'Policy unknown' }));
  expect(await screen.findByText('The policies could not be read. Forbidden.')).toBeVisible();
});

test('numbers of another data source have no policy, and nothing is said before the app has', () => {
  show(known([policy()]), 'other-shop');
  expect(button('Not watched')).toBeVisible();
  const tiles = within(document.body);
  show(undefined);
  expect(tiles.getAllByRole('button', { name: /^Policies/ })).toHaveLength(1);
});

test('a tile waits for the word of the app before it judges by its own limits, and not for long', () => {
  show(undefined);
  expect(screen.queryByRole('article')).not.toBeInTheDocument();
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(screen.getByRole('list')).toHaveAttribute('aria-busy', 'true');
  act(() => jest.advanceTimersByTime(2000));
  expect(screen.getByRole('article', { name: /^Orders: Dropping/ })).toBeVisible();
});
