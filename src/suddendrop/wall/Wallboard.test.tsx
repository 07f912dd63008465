import { LoadingState } from '@grafana/data';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';

import { watchKey, type KpiWatch } from '../../kpi/watch';
import { SuddenDropPanel } from '../SuddenDropPanel';
import { panelProps, speak, testFrame, testReading, TO } from '../testing';
import { withApp } from '../watch/testing';

const started = jest.fn();

/** As far as the alarm uses it; jsdom has no sound. */
class FakeAudioContext extends EventTarget {
  /** Whether a person has clicked on the page since it was loaded. */
  static isAllowed = true;
  currentTime = 0;
  destination = {};
  state = FakeAudioContext.isAllowed ? 'running' : 'suspended';
  resume = async () => {
    this.state = FakeAudioContext.isAllowed ? 'running' : 'suspended';
    this.dispatchEvent(new Event('statechange'));
  };
  close = jest.fn();
  createOscillator = () => ({ frequency: {}, connect: (next: unknown) => next, start: started, stop: jest.fn() });
  createGain = () => ({
    gain: { setValueAtTime: jest.fn(), linearRampToValueAtTime: jest.fn() },
    connect: (next: unknown) => next,
  });
}

beforeAll(() => {
  Object.assign(globalThis, { AudioContext: FakeAudioContext });
  return speak('en-US');
});
beforeEach(() => {
  jest.useFakeTimers({ now: (TO + 7) * 1000 });
  sessionStorage.clear();
  localStorage.clear();
  FakeAudioContext.isAllowed = true;
  started.mockClear();
});
afterEach(() => jest.useRealTimers());

const frame = (name: string, value: number, area: 'customers' | 'sellers' = 'customers') =>
  testFrame(testReading({ now: { value, events: value } }, { id: name, name, area }));

/** Room for two tiles. */
const wall = (frames = [frame('Orders', 31), frame('Searches', 104), frame('Shipments', 104, 'sellers')]) => (
  <SuddenDropPanel
    {...panelProps(frames, { layout: 'wallboard', dropPercent: 50, watchPercent: 25, pageSeconds: 10 })}
    width={900}
    height={400}
  />
);
const names = () => screen.getAllByRole('heading').map(({ textContent }) => textContent);
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const pass = (seconds: number) => act(() => jest.advanceTimersByTime(seconds * 1000));

test('says how everything stands', () => {
  render(wall());
  expect(screen.getByRole('status')).toHaveTextContent('1 Dropping · 2 OK');
  const tile = within(screen.getByRole('article', { name: /^Orders: Dropping/ }));
  expect(tile.getByText('\u221270 %')).toBeVisible();
});

test('counts a rise as what it is', () => {
  const risen = testFrame(testReading({ now: { value: 300, events: 300 } }, { name: 'Errors', goodDirection: 'down' }));
  render(wall([frame('Orders', 31), risen, frame('Searches', 104)]));
  expect(screen.getByRole('status')).toHaveTextContent('1 Dropping · 1 Rising · 1 OK');
});

test('what can not be read is seen at once, and heard until it is', () => {
  localStorage.setItem('kpiwatch-suddendrop-panel.sound', 'on');
  const failure = 'The database is away. Start it.';
  const unread = ['A', 'B', 'C', 'D'].map((name) => testFrame(testReading({ failure }, { id: name, name }), []));
  const errors = [{ refId: 'A', unread: [{ names: ['A', 'B', 'C', 'D'], reason: failure }] }];
  render(<SuddenDropPanel {...panelProps(unread, { layout: 'wallboard' }, { state: LoadingState.Error, errors })} />);
  const before = started.mock.calls.length;
  expect(before).toBeGreaterThan(0);
  click('Acknowledge all 4');
  pass(60);
  expect(started.mock.calls).toHaveLength(before);
  expect(screen.queryByRole('button', { name: 'Acknowledge all 4' })).toBeNull();
});

test('turns its pages through the areas; what drops stays', () => {
  render(wall());
  expect(names()).toEqual(['Orders', 'Searches']);
  expect(screen.getByText('Customers')).toBeVisible();
  pass(10);
  expect(names()).toEqual(['Orders', 'Shipments']);
  expect(screen.getByText('Sellers')).toBeVisible();
  click('Stop turning the pages');
  pass(60);
  expect(names()).toEqual(['Orders', 'Shipments']);
  click('Next page');
  expect(names()).toEqual(['Orders', 'Searches']);
});

test('is silent until a person switches sound on; then it sounds until the drop has been seen', () => {
  render(wall());
  pass(60);
  expect(started).not.toHaveBeenCalled();
  click('Switch sound on');
  const once = started.mock.calls.length;
  expect(once).toBeGreaterThan(0);
  pass(20);
  expect(started.mock.calls.length).toBeGreaterThan(once);
  click('Acknowledge Orders');
  const seen = started.mock.calls.length;
  pass(60);
  expect(started).toHaveBeenCalledTimes(seen);
  expect(screen.getByRole('button', { name: 'Acknowledge Orders' })).toHaveAttribute('aria-pressed', 'true');
});

test('after a reload it sounds as before, or says what the browser waits for', () => {
  const { unmount } = render(wall());
  click('Switch sound on');
  unmount();
  const again = render(wall());
  expect(screen.getByRole('button', { name: 'Sound is on' })).toBeVisible();
  again.unmount();

  FakeAudioContext.isAllowed = false;
  started.mockClear();
  render(wall());
  expect(screen.getByRole('button', { name: 'No sound: this browser waits for a click' })).toBeVisible();
  expect(started).not.toHaveBeenCalled();
  FakeAudioContext.isAllowed = true;
  click('No sound: this browser waits for a click');
  expect(screen.getByRole('button', { name: 'Sound is on' })).toHaveAttribute('aria-pressed', 'true');
  expect(started).toHaveBeenCalled();
});

test('comes back from mute by itself', () => {
  render(wall());
  click('Switch sound on');
  click('Mute for 15 min');
  const muted = started.mock.calls.length;
  pass(14 * 60);
  expect(started).toHaveBeenCalledTimes(muted);
  pass(61);
  expect(started.mock.calls.length).toBeGreaterThan(muted);
});

test('an alarm that was acknowledged, and has recovered, alarms anew; a reload remembers', () => {
  const { unmount } = render(wall());
  const pressed = () => screen.getByRole('button', { name: 'Acknowledge Orders' }).getAttribute('aria-pressed');
  click('Acknowledge Orders');
  unmount();
  const again = render(wall());
  expect(pressed()).toBe('true');
  again.rerender(wall([frame('Orders', 104)]));
  expect(screen.queryByRole('button', { name: 'Acknowledge Orders' })).not.toBeInTheDocument();
  again.rerender(wall());
  expect(pressed()).toBe('false');
});

test('old data is an alarm of its own', () => {
  render(wall([frame('Searches', 104)]));
  expect(screen.queryByRole('button', { name: /^Acknowledge/ })).not.toBeInTheDocument();
  pass(21 * 60);
  expect(screen.getByRole('status')).toHaveTextContent('1 Stale');
  expect(screen.getByText('Nothing newer than 14:05 was read: refresh the dashboard.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Acknowledge Searches' })).toBeVisible();
});

const LEFT: KpiWatch = { policyId: 'kw-1', title: 'Orders are falling', state: 'breach', policyHref: '/' };
const TAKEN: KpiWatch = { ...LEFT, taken: { by: 'Kim', until: TO + 7200 } };

function renderWatched(...policies: KpiWatch[]) {
  withApp({ kind: 'known', byKpi: new Map([[watchKey('shop', 'Orders'), policies]]) });
  render(wall([testFrame(testReading({ datasourceUid: 'shop' }, { id: 'Orders', name: 'Orders' }))]));
}

test('a KPI with a breach that nobody has alarms, though somebody has another of its breaches', () => {
  renderWatched({ ...LEFT, value: 'JP' }, { ...TAKEN, value: 'KR' });
  expect(screen.queryByText(/Kim has it/)).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Acknowledge Orders' })).toBeVisible();
});

test('who has a drop in Grafana stops its alarm here as well, and not that of data that is too old', () => {
  renderWatched(TAKEN);
  expect(screen.getByText(/Kim has it until 16:05/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Acknowledge Orders' })).not.toBeInTheDocument();
  pass(21 * 60);
  expect(screen.getByRole('button', { name: 'Acknowledge Orders' })).toBeVisible();
});
