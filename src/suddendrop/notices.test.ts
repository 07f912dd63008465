import { LoadingState } from '@grafana/data';

import { errorNotices } from './notices';
import { panelProps, speak } from './testing';

beforeAll(() => speak('en-US'));

const REASON = 'The database is away. Start it.';
const names = Array.from({ length: 200 }, (_, index) => `KPI ${index}`);
const told = (errors: object[], shown = { all: names, unread: names }) =>
  errorNotices({ ...panelProps([]).data, state: LoadingState.Error, errors }, shown).map(({ title, text }) => [
    title,
    text,
  ]);

test('a reason is said once, whatever it is that can not be read', () => {
  const unread = [{ names, reason: REASON }];
  expect(
    told([
      { refId: 'A', message: 'all of it', unread },
      { refId: 'B', message: 'all of it', unread },
    ])
  ).toEqual([['None of the 200 KPIs can be read', REASON]]);
});

test('of many KPIs the first are named, of few all', () => {
  const some = (count: number, reason = REASON) => ({ names: names.slice(0, count), reason });
  expect(told([{ refId: 'A', unread: [some(4), some(12, 'No such table. Mend it.')] }])).toEqual([
    ["Can't be read: KPI 0, KPI 1, KPI 2, KPI 3", REASON],
    ["Can't be read: KPI 0, KPI 1, KPI 2 and 9 more", 'No such table. Mend it.'],
  ]);
  const two = names.slice(0, 2);
  expect(told([{ refId: 'A', unread: [some(2)] }], { all: two, unread: two })).toEqual([
    ["Can't be read: KPI 0, KPI 1", REASON],
  ]);
});

test('what fails of a KPI that is shown is the query', () => {
  const shown = { all: names, unread: [] };
  expect(told([{ refId: 'B', unread: [{ names: ['KPI 0'], reason: REASON }] }], shown)).toEqual([
    ['Query B failed: KPI 0', REASON],
  ]);
  expect(told([{ refId: 'B', unread: [{ names: [], reason: REASON }] }], shown)).toEqual([['Query B failed', REASON]]);
});

test('queries of other data sources that fail alike are named together', () => {
  const failed = { message: 'Bad gateway' };
  expect(
    told([
      { refId: 'A', ...failed },
      { refId: 'B', ...failed },
      { refId: 'C', status: 403 },
      { refId: 'D', status: 403 },
    ])
  ).toEqual([
    ['Query A, B failed', 'Bad gateway'],
    ['No permission', expect.stringContaining('Ask an admin')],
  ]);
});
