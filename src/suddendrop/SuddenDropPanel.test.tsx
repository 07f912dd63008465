import { FieldType, LoadingState, toDataFrame, type DataFrame, type PanelData } from '@grafana/data';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';

import type { SuddenDropOptions } from './options';
import { SuddenDropPanel } from './SuddenDropPanel';
import { panelProps, speak, testFrame, testReading, TO } from './testing';

beforeAll(() => speak('en-US'));
beforeEach(() => jest.useFakeTimers({ now: (TO + 7) * 1000, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

function show(series: DataFrame[], options: Partial<SuddenDropOptions> = {}, data: Partial<PanelData> = {}) {
  return render(<SuddenDropPanel {...panelProps(series, { dropPercent: 50, watchPercent: 25, ...options }, data)} />);
}

const now = (value: number) => ({ now: { value, events: value } });

describe('the panel', () => {
  const three = [
    testFrame(testReading(now(104), { id: 'a', name: 'Fine' })),
    testFrame(testReading(now(40), { id: 'b', name: 'Bad' })),
    testFrame(testReading(now(10), { id: 'c', name: 'Worse' })),
  ];
  const names = () => screen.getAllByRole('heading').map((heading) => heading.textContent);

  test('keeps the order of the query, or puts the worst first', () => {
    const { unmount } = show(three);
    expect(names()).toEqual(['Fine', 'Bad', 'Worse']);
    unmount();
    show(three, { sort: 'drop' });
    expect(names()).toEqual(['Worse', 'Bad', 'Fine']);
  });

  test('is a grid of cells where there are many', () => {
    show(three, { layout: 'grid' });
    const cell = within(screen.getByRole('article', { name: /^Worse: Dropping/ }));
    expect(cell.getByText('10')).toBeVisible();
    expect(cell.getByText('\u221290 %')).toBeVisible();
    expect(cell.getByText('Dropping')).toBeVisible();
  });

  test('has one word in a cell where there is no change to tell', () => {
    show([testFrame(testReading({ references: [] }))], { layout: 'grid' });
    expect(screen.getByRole('article', { name: /^Orders: No reference/ })).toHaveTextContent(/^Orders31No reference$/);
  });

  test('is a table that a person sorts by its headings', () => {
    show(three, { layout: 'leaderboard', sort: 'drop', showSparkline: false });
    const rows = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) =>
          within(row)
            .getAllByRole('cell')
            .map(({ textContent }) => textContent)
        );
    expect(rows()).toEqual([
      ['Dropping', 'Worse', '10', '104', '\u221290 %', '\u221294', ''],
      ['Dropping', 'Bad', '40', '104', '\u221262 %', '\u221264', ''],
      ['OK', 'Fine', '104', '104', '0 %', '0', ''],
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Sort by KPI' }));
    expect(screen.getByRole('columnheader', { name: 'KPI' })).toHaveAttribute('aria-sort', 'ascending');
    expect(rows().map(([, name]) => name)).toEqual(['Bad', 'Fine', 'Worse']);
    fireEvent.click(screen.getByRole('button', { name: 'Sort by KPI' }));
    expect(screen.getByRole('columnheader', { name: 'KPI' })).toHaveAttribute('aria-sort', 'descending');
    expect(rows().map(([, name]) => name)).toEqual(['Worse', 'Fine', 'Bad']);
    fireEvent.click(screen.getByRole('button', { name: 'Sort by KPI' }));
    expect(rows().map(([, name]) => name)).toEqual(['Bad', 'Fine', 'Worse']);
  });

  test('is a table that goes back to the order of the query after both directions', () => {
    show(three, { layout: 'leaderboard' });
    const first = () => screen.getAllByRole('row')[1];
    expect(screen.getByRole('columnheader', { name: 'State' })).not.toHaveAttribute('aria-sort');
    for (const name of ['Worse', 'Fine', 'Fine']) {
      fireEvent.click(screen.getByRole('button', { name: 'Sort by State' }));
      expect(first()).toHaveTextContent(name);
    }
    expect(screen.getByRole('columnheader', { name: 'State' })).not.toHaveAttribute('aria-sort');
  });

  test('shows what it has beside a query that failed', () => {
    show(
      three,
      {},
      { state: LoadingState.Error, errors: [{ refId: 'B', message: 'Payments: the database is away.' }] }
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Query B failedPayments: the database is away.');
    expect(screen.getAllByRole('article')).toHaveLength(3);
  });

  describe('where nothing can be read', () => {
    const reason = 'The database is away. Start it.';
    const away = ['a', 'b', 'c', 'd'].map((id) =>
      testFrame(testReading({ failure: reason, references: [], latestEvent: null }, { id, name: id.toUpperCase() }), [])
    );
    const data = {
      state: LoadingState.Error,
      errors: [{ refId: 'A', message: 'All.', unread: [{ names: ['A', 'B', 'C', 'D'], reason }] }],
    };

    test.each(['tiles', 'grid', 'leaderboard', 'wallboard'] as const)(
      'says why once, and each KPI only that: %s',
      (layout) => {
        const { container } = show(away, { layout }, data);
        expect(screen.getAllByRole('alert')).toHaveLength(1);
        expect(screen.getByRole('alert')).toHaveTextContent(`None of the 4 KPIs can be read${reason}`);
        expect(container.textContent?.split(reason)).toHaveLength(2);
        expect(screen.getAllByText('Error').length).toBeGreaterThan(1);
        expect(container).not.toHaveTextContent('OK');
      }
    );

    test('has a tile that says no more than that, and all of it when asked', () => {
      show(away, {}, data);
      const tile = screen.getByRole('article', { name: "A: Error. It can't be read." });
      expect(tile).toHaveTextContent(/^AErrorunknownCan't be read, for the reason above\.$/);
      fireEvent.click(within(tile).getByRole('button', { name: 'Error: more about A' }));
      expect(within(screen.getByRole('dialog')).getByText(reason)).toBeVisible();
    });

    test('has no room for tiles where the panel is low', () => {
      render(<SuddenDropPanel {...panelProps(away, {}, data)} height={150} />);
      expect(screen.getByRole('alert')).toHaveTextContent(reason);
      expect(screen.queryByRole('article')).toBeNull();
    });
  });

  test('says so when a data source gives up as a whole', () => {
    show([], {}, { state: LoadingState.Error, error: { message: 'Bad gateway' } });
    expect(screen.getByRole('alert')).toHaveTextContent('Bad gateway');
  });

  test('says who can help when permission is missing', () => {
    show([], {}, { state: LoadingState.Error, errors: [{ status: 403, message: 'Forbidden' }] });
    expect(screen.getByRole('alert')).toHaveTextContent('No permission');
    expect(screen.getByRole('alert')).toHaveTextContent('Ask an admin');
  });

  test('judges the numbers of any other data source', () => {
    const minutes = Array.from({ length: 2 * 1440 }, (_, index) => TO - (index + 1) * 60);
    const series = toDataFrame({
      refId: 'A',
      fields: [
        { name: 'Time', type: FieldType.time, values: minutes.map((at) => at * 1000) },
        {
          name: 'requests',
          type: FieldType.number,
          config: { unit: 'reqps' },
          values: minutes.map((at) => (at < TO - 600 ? 50 : 5)),
        },
      ],
    });
    const queries = ['A', 'B', 'C'].map((refId) => ({ ...series, refId }));
    const steady = (frame: DataFrame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        field.name === 'Time' ? field : { ...field, values: minutes.map(() => 50) }
      ),
    });
    show([...queries.slice(0, 1), ...queries.slice(1).map(steady)], { references: 'queries', points: 'level' });
    expect(
      screen.getByRole('article', {
        name: 'requests: Dropping since 13:59. 90 % below expected, 5 req/s instead of 50 req/s in the 10 minutes to 14:05.',
      })
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'vs query B, query C' })).toBeVisible();
  });

  test('says what to do with data that has no expected value, once', () => {
    const table = toDataFrame({ fields: [{ name: 'value', type: FieldType.number, values: [1] }] });
    show([table, table]);
    expect(screen.getByRole('status')).toHaveTextContent('This panel needs numbers over time.');
  });

  test('says what to do when nothing is chosen', () => {
    show([]);
    expect(screen.getByRole('status')).toHaveTextContent('No KPI chosen');
  });

  test('keeps the places of the tiles while the data is on its way', () => {
    const request = {
      requestId: 'Q1',
      interval: '1m',
      intervalMs: 60_000,
      range: panelProps([]).timeRange,
      scopedVars: {},
      targets: [{ refId: 'A', kpis: ['a', 'b'] }],
      timezone: 'utc',
      app: 'dashboard',
      startTime: 0,
    };
    show([], {}, { state: LoadingState.Loading, request });
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('list')).toHaveAttribute('aria-busy', 'true');
    cleanup();
    show([], { layout: 'leaderboard' }, { state: LoadingState.Loading, request });
    expect(screen.getByRole('button', { name: 'Sort by State' })).toBeVisible();
    expect(screen.getByRole('table').querySelectorAll('tbody tr')).toHaveLength(2);
  });
});
