import { dateTime, type DataFrame, type PanelData } from '@grafana/data';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import type { SuddenDropOptions } from './options';
import { SuddenDropPanel } from './SuddenDropPanel';
import { panelProps, speak, testCurve, testFrame, testReading, TO } from './testing';

beforeAll(() => {
  // Grafana's tooltips measure themselves; jsdom has no layout to measure.
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  return speak('en-US');
});
beforeEach(() => jest.useFakeTimers({ now: (TO + 7) * 1000, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

function show(series: DataFrame[], options: Partial<SuddenDropOptions> = {}, data: Partial<PanelData> = {}) {
  return render(<SuddenDropPanel {...panelProps(series, { dropPercent: 50, watchPercent: 25, ...options }, data)} />);
}

const now = (value: number) => ({ now: { value, events: value } });

describe('a tile', () => {
  test('says what is, what should be, and how bad that is', () => {
    show([testFrame(testReading({}, { owner: 'Order team' }))]);
    const tile = within(
      screen.getByRole('article', {
        name: 'Orders: Dropping. 70 % below expected, 31 instead of 104 in the 10 minutes to 14:05.',
      })
    );
    expect(tile.getByRole('heading', { name: 'Orders' })).toBeVisible();
    expect(tile.getByText('Dropping')).toBeVisible();
    expect(tile.getByText('31')).toBeVisible();
    expect(tile.getByText('\u221270 %').parentElement).toHaveTextContent('\u221270 % · \u221273');
    expect(tile.getByText('104')).toBeVisible();
    expect(tile.getByText('in 10 min, complete to 14:05')).toBeVisible();
    expect(tile.getByText('newest event 3 s ago')).toBeVisible();
    expect(tile.getByText('Order team')).toBeVisible();
  });

  const few = testReading().references.map((reference) => ({ ...reference, events: 20 }));
  test.each<[string, Partial<ReturnType<typeof testReading>>, string]>([
    ['OK', now(104), '104 in the 10 minutes to 14:05, where 104 is expected.'],
    ['Watch', now(70), '33 % below expected, 70 instead of 104 in the 10 minutes to 14:05.'],
    ['Dropping', now(0), '100 % below expected, 0 instead of 104 in the 10 minutes to 14:05.'],
    ['Too little traffic', { references: few }, '70 % below expected, 31 instead of 104 in the 10 minutes to 14:05.'],
    ['No reference', { references: [] }, '31 in the 10 minutes to 14:05.'],
    [
      'Stale',
      { judged: { from: TO - 2400, to: TO - 1800 } },
      '70 % below expected, 31 instead of 104 in the 10 minutes to 13:35.',
    ],
  ])('has a word for the state, and a sentence for a screen reader: %s', (word, changes, told) => {
    show([testFrame(testReading(changes))]);
    expect(screen.getByText(word)).toBeVisible();
    expect(screen.getByRole('article')).toHaveAccessibleName(`Orders: ${word}. ${told}`);
  });

  test('says so where nothing was measured', () => {
    show([testFrame(testReading({ now: { value: null, events: 0 } }))]);
    const tile = screen.getByRole('article', {
      name: 'Orders: Too little traffic. No value in the 10 minutes to 14:05.',
    });
    expect(tile).toHaveTextContent('Nothing was measured in this window, so that there is no value to judge.');
  });

  test('speaks of a rise where less is better', () => {
    show([testFrame(testReading(now(210), { goodDirection: 'down' }))]);
    expect(screen.getByText('Rising')).toBeVisible();
    expect(screen.getByText('+102 %')).toBeVisible();
  });

  test('names each reference, and the one that is left out, to keyboard and mouse', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    show([testFrame(testReading())]);
    await user.tab();
    expect(screen.getByRole('button', { name: 'Dropping: more about Orders' })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('button', { name: 'vs the last Wednesdays and days, 14:05' })).toHaveFocus();
    const rows = within(await screen.findByRole('tooltip')).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      '1 week ago110',
      '2 weeks ago104',
      '3 weeks agono events, left out',
      '1 day ago98',
      '2 days ago104',
      '3 days ago120',
    ]);
  });

  test('tells the curve point by point, to keyboard and screen reader', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    show([testFrame(testReading())]);
    const curve = screen.getByRole('slider', { name: 'Curve of Orders' });
    expect(curve).toHaveAttribute('aria-valuetext', '14:05: not complete yet, 21 expected');
    await user.tab();
    await user.tab();
    await user.tab();
    expect(curve).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(curve).toHaveAttribute('aria-valuetext', '14:03: 20, 21 expected');
    await user.keyboard('{Home}');
    expect(curve).toHaveAttribute('aria-valuetext', '13:57: 20, 21 expected');
    expect(screen.getByText('13:57')).toBeVisible();
    await user.tab();
    expect(screen.queryByText('13:57')).not.toBeInTheDocument();
  });

  test('draws the curve without its partial bucket, and leaves it out when asked', () => {
    const { container, unmount } = show([testFrame(testReading(), testCurve(6))]);
    const [, , , nowLine, expectedLine] = container.querySelectorAll('svg[preserveAspectRatio] path');
    expect(nowLine?.getAttribute('d')?.match(/[ML]/g)).toHaveLength(5);
    expect(expectedLine?.getAttribute('d')?.match(/[ML]/g)).toHaveLength(6);
    unmount();
    expect(
      show([testFrame(testReading())], { showSparkline: false }).container.querySelector('svg[preserveAspectRatio]')
    ).toBeNull();
  });

  test('links a runbook, and nothing that is no web address', () => {
    show([
      testFrame(testReading({}, { runbook: 'https://wiki.example.com/orders' })),
      testFrame(testReading({}, { runbook: 'javascript:alert(1)' })),
    ]);
    const links = screen.getAllByRole('link', { name: /^Runbook/ });
    expect(links).toHaveLength(1);
    expect(links[0]).toHaveAttribute('href', 'https://wiki.example.com/orders');
    expect(links[0]).toHaveAccessibleName('Runbook of Orders');
  });

  test('shows names as text', () => {
    show([testFrame(testReading({}, { name: '<b>Tom & Co</b>' }))]);
    expect(screen.getByRole('heading', { name: '<b>Tom & Co</b>' })).toBeVisible();
  });

  test('ages between two refreshes', () => {
    show([testFrame(testReading())]);
    act(() => jest.advanceTimersByTime(60_000));
    expect(screen.getByText(/newest event 1 min ago/)).toBeVisible();
    act(() => jest.advanceTimersByTime(20 * 60_000));
    expect(screen.getByText('Stale')).toBeVisible();
    expect(screen.getByText('Nothing newer than 14:05 was read: refresh the dashboard.')).toBeVisible();
  });

  test('of an older time range is judged as of its end', () => {
    const end = dateTime((TO + 20) * 1000);
    const timeRange = { from: dateTime(0), to: end, raw: { from: dateTime(0), to: end } };
    jest.setSystemTime((TO + 86_400) * 1000);
    show([testFrame(testReading())], {}, { timeRange });
    expect(screen.getByText('Dropping')).toBeVisible();
    expect(screen.getByText('newest event at 14:05')).toBeVisible();
  });
});

test('a time range that ends later, such as "Today", is judged as of now', () => {
  const [from, to] = [dateTime((TO - 50_000) * 1000), dateTime((TO + 30_000) * 1000)];
  show([testFrame(testReading())], {}, { timeRange: { from, to, raw: { from: 'now/d', to: 'now/d' } } });
  expect(screen.getByText('Dropping')).toBeVisible();
  expect(screen.getByText('newest event 3 s ago')).toBeVisible();
});

test('of hundreds, a tile says how its KPI stands, and why when asked', async () => {
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  const frames = Array.from({ length: 40 }, (_, index) => testFrame(testReading({}, { id: `k${index}` })));
  render(<SuddenDropPanel {...panelProps(frames, { dropPercent: 50 })} width={400} height={300} />);
  const [tile] = screen.getAllByRole('article', { name: /^Orders: Dropping. 70 % below expected/ });
  expect(tile).toHaveTextContent('OrdersDropping31\u221270 % · \u221273in 10 min, complete to 14:05expected 104');
  expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  await user.click(screen.getAllByRole('button')[0] ?? document.body);
  expect(await screen.findByRole('dialog', { name: 'Orders' })).toHaveTextContent(
    '70 % below expected, and more than 50 % is a drop; expected is the median of 5 references, without 3 weeks ago'
  );
});
