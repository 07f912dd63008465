import { CoreApp, EventBusSrv } from '@grafana/data';
import { setAppEvents } from '@grafana/runtime';
import { act, renderHook } from '@testing-library/react';

import { CASE_CHOSEN, type CaseId, type CaseAnswer } from '../kpi/cases';
import { businessKpi } from './testing';
import { migrateQuery, type BusinessKpiQuery } from './types';
import { useCase } from './useCase';

const datasource = { type: 'kpiwatch-businesskpi-datasource', uid: 'kpi' };
const FIRST = migrateQuery({ refId: 'A', datasource });
const TODAY = { ...FIRST, refId: 'B', view: 'today' as const, kpis: ['sales'] };

/** Grafana's rows, one editor each: a row changes the queries as it last saw them. */
function edit(stored: BusinessKpiQuery[], app: CoreApp = CoreApp.PanelEditor) {
  const events = new EventBusSrv();
  setAppEvents(events);
  let queries = stored;
  const onRunQuery = jest.fn();
  const propsOf = (index: number) => {
    const seen = queries;
    return {
      datasource: businessKpi(),
      query: seen[index] ?? FIRST,
      queries: seen,
      app,
      onChange: (query: BusinessKpiQuery) => (queries = seen.map((old, at) => (at === index ? query : old))),
      onAddQuery: (query: BusinessKpiQuery) => (queries = [...queries, { ...query, refId: 'new' }]),
      onRunQuery,
    };
  };
  const rows = stored.map((_, index) => renderHook(useCase, { initialProps: propsOf(index) }));
  const choose = (id: CaseId) => {
    const answers: CaseAnswer[] = [];
    events.publish({ type: CASE_CHOSEN, payload: { id, answer: (answer: CaseAnswer) => answers.push(answer) } });
    rows.forEach(({ rerender }, index) => rerender(propsOf(index)));
    act(() => jest.runAllTimers());
    return answers;
  };
  return { choose, onRunQuery, queries: () => queries };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the first query asks how the KPI stands, and a new one how its day goes', () => {
  const { choose, queries, onRunQuery } = edit([FIRST]);
  expect(choose('orders')).toEqual([{ kpi: 'Orders' }]);
  expect(queries()).toEqual([
    { ...FIRST, kpis: ['orders'], view: 'drop', window: '10m' },
    { ...FIRST, refId: 'new', kpis: ['orders'], view: 'today', window: '10m' },
  ]);
  expect(onRunQuery).toHaveBeenCalled();
});

test('a query of the day that is there follows, and the others stay as they are', () => {
  const other = { ...FIRST, refId: 'C', view: 'series' as const, kpis: ['sales'] };
  const { choose, queries } = edit([FIRST, TODAY, other]);
  expect(choose('orders')).toEqual([{ kpi: 'Orders' }]);
  expect(queries()).toEqual([
    { ...FIRST, kpis: ['orders'], view: 'drop', window: '10m' },
    { ...TODAY, kpis: ['orders'] },
    other,
  ]);
});

test('of a KPI that the catalogue names otherwise the window is set, and the KPI that a person chose stays', () => {
  const sales = { ...FIRST, view: 'series' as const, kpis: ['sales'] };
  const { choose, queries, onRunQuery } = edit([sales, TODAY]);
  expect(choose('withdrawals')).toContain('unknown');
  expect(queries()).toEqual([{ ...sales, view: 'drop', window: '6h' }, TODAY]);
  expect(onRunQuery).toHaveBeenCalledTimes(1);
});

test('nobody listens outside the editor of a panel', () => {
  expect(edit([FIRST], CoreApp.Explore).choose('orders')).toEqual([]);
});
