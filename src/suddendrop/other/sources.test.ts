import { FieldType, toDataFrame, type DataFrame, type Labels } from '@grafana/data';

import { readOther, type OtherSettings } from './readOther';

/** Frames as Grafana's data sources give them; a quarter of an hour before END, everything falls by half. */
const MINUTE = 60;
const DAY = 86_400;
const END = Date.UTC(2026, 2, 4, 14, 5) / 1000;
const SETTINGS: OtherSettings = {
  references: 'shift',
  nowQuery: 'A',
  windowSeconds: 600,
  points: 'level',
  goodDirection: 'up',
  zone: 'UTC',
};

/** So many days of points before END, `shift` days earlier. */
function times(days: number, step = MINUTE, shift = 0): number[] {
  const count = (days * DAY) / step;
  return Array.from({ length: count }, (_, index) => (END - (count - index) * step - shift * DAY) * 1000);
}
const fallingFrom = (usual: number) => (at: number) => (at / 1000 >= END - 900 ? usual / 2 : usual);

/** What is told of each: now, and the references that have points. */
function told(frames: DataFrame[], settings: Partial<OtherSettings> = {}) {
  return readOther(frames, { ...SETTINGS, ...settings }, END + 5).map(({ reading: { kpi, now, references } }) => ({
    name: kpi.name,
    now: now.value,
    expected: references.flatMap(({ id, value, events }) => (events > 0 ? [`${id}: ${value}`] : [])),
  }));
}

describe('Prometheus', () => {
  /** A range query: a frame a series, named by its legend; where nothing was scraped there is no point. */
  function matrix(refId: string, labels: Labels, legend: string, values: (at: number) => number, at = times(2)) {
    return toDataFrame({
      refId,
      meta: { type: 'timeseries-multi', custom: { resultType: 'matrix' } },
      fields: [
        { name: 'Time', type: FieldType.time, config: { interval: 60_000 }, values: at },
        {
          name: 'Value',
          type: FieldType.number,
          labels,
          config: { displayNameFromDS: legend },
          values: at.map(values),
        },
      ],
    });
  }

  test('each series is a KPI by the name of its legend', () => {
    const scraped = times(2).filter((_, index) => index % 10 !== 3);
    expect(
      told([
        matrix('A', { code: '200' }, 'ok', fallingFrom(50), scraped),
        matrix('A', { code: '500' }, '{code="500"}', () => 1),
      ])
    ).toEqual([
      { name: 'ok', now: 25, expected: ['day1: 50'] },
      { name: '{code="500"}', now: 1, expected: ['day1: 1'] },
    ]);
  });

  test('"offset 1w" is a query of its own, whose series have the same labels', () => {
    const [kr, us] = [{ region: 'KR' }, { region: 'US' }];
    expect(
      told(
        [
          matrix('A', kr, 'KR', fallingFrom(50)),
          matrix('A', us, 'US', fallingFrom(20)),
          matrix('B', us, 'US a week ago', () => 21),
          matrix('B', kr, 'KR a week ago', () => 52),
          matrix('C', kr, 'KR two weeks ago', () => 54),
        ],
        { references: 'queries' }
      )
    ).toEqual([
      { name: 'KR', now: 25, expected: ['B: 52', 'C: 54'] },
      { name: 'US', now: 10, expected: ['B: 21'] },
    ]);
  });

  test('of an instant query there is nothing to compare with', () => {
    const at = [(END - MINUTE) * 1000];
    expect(told([matrix('A', {}, 'now', () => 3, at)])).toEqual([{ name: 'now', now: 3, expected: [] }]);
  });
});

test('Loki: a metric query is a series, and lines of a log are none', () => {
  const at = times(2);
  const metric = toDataFrame({
    refId: 'A',
    meta: { type: 'timeseries-multi', stats: [] },
    fields: [
      { name: 'Time', type: FieldType.time, values: at },
      { name: 'Value', type: FieldType.number, labels: { level: 'error' }, values: at.map(fallingFrom(8)) },
    ],
  });
  const lines = toDataFrame({
    refId: 'B',
    meta: { preferredVisualisationType: 'logs' },
    fields: [
      { name: 'labels', type: FieldType.other, values: [{ app: 'shop' }] },
      { name: 'Time', type: FieldType.time, values: [END * 1000] },
      { name: 'Line', type: FieldType.string, values: ['order placed'] },
      { name: 'tsNs', type: FieldType.string, values: [`${END}000000000`] },
    ],
  });
  expect(told([metric, lines])).toEqual([{ name: 'error', now: 4, expected: ['day1: 8'] }]);
});

test('Elasticsearch: a histogram has a frame a metric and term, counts add up, and an empty bucket is a gap', () => {
  const at = times(2, 5 * MINUTE);
  const histogram = (term: string, values: Array<number | null>) =>
    toDataFrame({
      refId: 'A',
      fields: [
        { name: 'Time', type: FieldType.time, values: at },
        {
          name: 'Value',
          type: FieldType.number,
          labels: { 'status.keyword': term },
          config: { displayNameFromDS: term },
          values,
        },
      ],
    });
  const counts = at.map(fallingFrom(100));
  const gaps = counts.map((count, index) => (index === at.length - 2 ? null : count));
  expect(told([histogram('paid', counts), histogram('refunded', gaps)], { points: 'count' })).toEqual([
    { name: 'paid', now: 100, expected: ['day1: 200'] },
    { name: 'refunded', now: 50, expected: ['day1: 200'] },
  ]);
});

describe('tables, as Infinity, CSV and SQL give them', () => {
  test('a wide one has a column a KPI; a name that a person has set is its name', () => {
    const at = times(8);
    const wide = toDataFrame({
      refId: 'A',
      meta: { type: 'timeseries-wide' },
      fields: [
        { name: 'timestamp', type: FieldType.time, values: at },
        {
          name: 'orders',
          type: FieldType.number,
          config: { displayName: 'Orders a minute' },
          values: at.map(fallingFrom(30)),
        },
        { name: 'visits', type: FieldType.number, values: at.map(() => 400) },
        { name: 'note', type: FieldType.string, values: at.map((_, index) => `row ${index}`) },
      ],
    });
    expect(told([wide])).toEqual([
      { name: 'Orders a minute', now: 15, expected: ['week1: 30', 'day1: 30', 'day2: 30', 'day3: 30'] },
      { name: 'visits', now: 400, expected: ['week1: 400', 'day1: 400', 'day2: 400', 'day3: 400'] },
    ]);
  });

  test('a long one tells its series by its columns of text', () => {
    const at = times(2).flatMap((one) => [one, one]);
    const long = (refId: string, columns: Array<[name: string, values: number[]]>) =>
      toDataFrame({
        refId,
        meta: { type: 'timeseries-long' },
        fields: [
          { name: 'time', type: FieldType.time, values: at },
          { name: 'region', type: FieldType.string, values: at.map((_, index) => (index % 2 ? 'KR' : 'US')) },
          ...columns.map(([name, values]) => ({ name, type: FieldType.number, values })),
        ],
      });
    const orders = at.map((one, index) => (index % 2 ? fallingFrom(60)(one) : 20));
    expect(told([long('A', [['orders', orders]])])).toEqual([
      { name: 'US', now: 20, expected: ['day1: 20'] },
      { name: 'KR', now: 30, expected: ['day1: 60'] },
    ]);
    const errors = at.map(() => 1);
    expect(
      told([
        long('A', [
          ['orders', orders],
          ['errors', errors],
        ]),
      ]).map(({ name }) => name)
    ).toEqual(['orders US', 'orders KR', 'errors US', 'errors KR']);
    const before = long('B', [['orders', at.map((_, index) => (index % 2 ? 61 : 21))]]);
    expect(told([long('A', [['orders', orders]]), before], { references: 'queries' })).toEqual([
      { name: 'US', now: 20, expected: ['B: 21'] },
      { name: 'KR', now: 30, expected: ['B: 61'] },
    ]);
  });

  test('rows may come newest first, and be mixed with texts where a number should stand', () => {
    const at = times(2).reverse();
    const csv = toDataFrame({
      refId: 'A',
      fields: [
        { name: 'time', type: FieldType.time, values: at },
        {
          name: 'value',
          type: FieldType.number,
          values: at.map((one, index) => (index === 4 ? 'n/a' : fallingFrom(10)(one))),
        },
      ],
    });
    expect(told([csv])).toEqual([{ name: 'value', now: 5, expected: ['day1: 10'] }]);
  });
});
