import { LoadingState, toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { finalize, from, lastValueFrom, map, Observable, switchMap } from 'rxjs';

import { readingSchema } from '../kpi/detect/reading';
import { businessKpi, CATALOGUE, FakeMysql, installDataSources, rangeOf, requestOf } from './testing';
import { VIEWS, type BusinessKpiQuery } from './types';

const SERIES: BusinessKpiQuery = {
  refId: 'A',
  kpis: ['orders'],
  view: 'series',
  window: '10m',
  bucket: 'auto',
  by: [],
  filters: [],
};
const DROP: BusinessKpiQuery = { ...SERIES, view: 'drop' };
const ELEVEN = Date.parse('2026-03-10T11:00:00Z');
const MINUTE = 60_000;

const row = (kpi: string, slot: string, bucket: number | null, value: number | string, last: number | null = 0) => ({
  slot,
  bucket_no: bucket,
  [`${kpi}_value`]: value,
  [`${kpi}_events`]: 10,
  [`${kpi}_last`]: last,
});

async function run(mysql: FakeMysql, ...targets: BusinessKpiQuery[]): Promise<DataQueryResponse> {
  installDataSources(mysql);
  return lastValueFrom(businessKpi().query(requestOf(...targets)));
}

function frames(response: DataQueryResponse): DataFrame[] {
  return response.data.map((item) => toDataFrame(item));
}

function values(frame: DataFrame | undefined, name: string): unknown[] {
  return [...(frame?.fields.find((field) => field.name === name)?.values ?? [])];
}

describe('what is sent', () => {
  it('sends one request, and one statement for all KPIs of a table and the same windows', async () => {
    const mysql = new FakeMysql();
    await run(mysql, { ...SERIES, kpis: ['orders', 'sales'] }, { ...DROP, refId: 'B', kpis: ['products'] });
    expect(mysql.sent).toHaveLength(1);
    expect(mysql.sent[0]?.map(({ refId, format, datasource }) => [refId, format, datasource.uid])).toEqual([
      ['orders+sales', 'table', 'shop'],
      ['products', 'table', 'shop'],
    ]);
  });

  it('reads a series bucket by bucket, without the newest that is not complete', async () => {
    const mysql = new FakeMysql();
    await run(mysql, SERIES);
    expect(mysql.sent[0]?.[0]?.rawSql).toBe(
      [
        "SELECT 'series/now' AS slot, (FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773140400) DIV 300 AS bucket_no,",
        '  COUNT(*) AS orders_value, COUNT(*) AS orders_events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773140400)) AS orders_last',
        'FROM `orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1773140400) AND `created_at` < FROM_UNIXTIME(1773144000)',
        'GROUP BY 2',
      ].join('\n')
    );
  });

  it('reads the judged window and the curve, now and on each reference day', async () => {
    const mysql = new FakeMysql();
    await run(mysql, DROP);
    const slots = [...(mysql.sent[0]?.[0]?.rawSql ?? '').matchAll(/SELECT '([^']+)'/g)].map(([, slot]) => slot);
    expect(slots).toHaveLength(21);
    expect(slots).toEqual(
      expect.arrayContaining(['judged/now', 'series/now', 'judged/week3', 'series/day1', 'recent/day2'])
    );
  });

  it('reads nothing for the detector of a part of the rows: nobody knows what is usual for that', async () => {
    const mysql = new FakeMysql();
    await run(mysql, { ...DROP, filters: [{ column: 'region', op: '=', value: 'KR' }] });
    expect(mysql.sent[0]?.[0]?.rawSql).toContain('series/week1');
    expect(mysql.sent[0]?.[0]?.rawSql).not.toContain('recent/');
  });

  it('never reads the future: a range that ends at midnight ends now', () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-10T12:00:30Z'));
    const { asks } = businessKpi().plan(DROP, rangeOf('2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'));
    const [ask] = asks;
    const windows = ask && 'windows' in ask ? ask.windows : [];
    expect(windows.find(({ slot }) => slot === 'judged/now')?.to).toBe(1773144000);
    const { problems } = businessKpi().plan(DROP, rangeOf('2026-03-11T00:00:00Z', '2026-03-12T00:00:00Z'));
    expect(problems[0]?.reason()).toMatch(/lies in the future/);
    jest.restoreAllMocks();
  });

  it('runs no query that names no KPI, or is hidden', () => {
    const dataSource = businessKpi();
    expect(dataSource.filterQuery({ ...SERIES, kpis: [] })).toBe(false);
    expect(dataSource.filterQuery({ ...SERIES, hide: true })).toBe(false);
    expect(dataSource.filterQuery(SERIES)).toBe(true);
  });
});

describe('a series', () => {
  it('has a point for every bucket, 0 where there was no event, whether numbers come as numbers or text', async () => {
    const response = await run(
      new FakeMysql({ sales: [row('sales', 'series/now', 0, '1250.50'), row('sales', 'series/now', 2, 7)] }),
      { ...SERIES, kpis: ['sales'] }
    );
    const [frame] = frames(response);
    expect(response.state).toBe(LoadingState.Done);
    expect(frame?.name).toBe('Sales');
    expect(frame?.refId).toBe('A');
    expect(values(frame, 'time').slice(0, 3)).toEqual([ELEVEN, ELEVEN + 5 * MINUTE, ELEVEN + 10 * MINUTE]);
    expect(values(frame, 'value')).toEqual([1250.5, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(frame?.fields[1]?.config).toMatchObject({ unit: 'currencyKRW', displayNameFromDS: 'Sales' });
    expect(frame?.meta?.executedQueryString).toMatch(/^SELECT 'series\/now'/);
  });

  it('is all zeros when nothing happened', async () => {
    const [frame] = frames(await run(new FakeMysql(), SERIES));
    expect(values(frame, 'value')).toEqual(Array.from({ length: 12 }, () => 0));
  });
});

describe('a drop', () => {
  const references = ['week1', 'week2', 'week3', 'day1', 'day2', 'day3'];
  const rows = [
    row('orders', 'judged/now', null, 30, 595),
    row('orders', 'series/now', 0, 5, 59),
    ...references.flatMap((id, index) => [
      row('orders', `judged/${id}`, null, 100),
      row('orders', `series/${id}`, 0, 10 + index),
    ]),
  ];

  it('carries what a panel judges by, and the curve beside what was expected', async () => {
    const [frame] = frames(await run(new FakeMysql({ orders: rows }), DROP));
    const reading = readingSchema.parse(frame?.meta?.custom?.kpiwatch);
    const noon = Date.parse('2026-03-10T12:00:00Z') / 1000;
    expect(reading).toMatchObject({
      kpi: { id: 'orders', name: 'Orders', unit: 'locale', zone: 'Asia/Seoul' },
      judged: { from: noon - 600, to: noon },
      now: { value: 30, events: 10 },
      latestEvent: noon - 5,
    });
    expect(reading.references.map(({ value }) => value)).toEqual([100, 100, 100, 100, 100, 100]);
    expect(values(frame, 'now')[0]).toBe(5);
    expect(['expected', 'low', 'high', 'last week'].map((name) => values(frame, name)[0])).toEqual([12.5, 10, 15, 10]);
    expect(values(frame, 'high')[1]).toBeNull();
    expect(frame?.fields.map(({ config }) => config.displayNameFromDS)).toEqual([
      undefined,
      'Orders',
      'Orders, expected',
      'Orders, usual at least',
      'Orders, usual at most',
      'Orders, 1 weeks before',
    ]);
  });
});

describe('panels of one dashboard', () => {
  it('that ask in the same instant share one request; leaving leaves the others alone', async () => {
    const mysql = new FakeMysql({
      'orders+sales': [{ ...row('orders', 'series/now', 0, 5), ...row('sales', 'series/now', 0, 7) }],
    });
    installDataSources(mysql);
    const dataSource = businessKpi();
    const gone = jest.fn();
    const leaving = dataSource.query(requestOf({ ...SERIES, kpis: ['products'] })).subscribe(gone);
    const staying = [SERIES, { ...SERIES, kpis: ['sales'] }, SERIES].map((query) =>
      lastValueFrom(dataSource.query(requestOf(query)))
    );
    leaving.unsubscribe();
    const answers = await Promise.all(staying);
    expect(mysql.sent.map((statements) => statements.map(({ refId }) => refId))).toEqual([['orders+sales']]);
    expect(answers.map((answer) => frames(answer).map(({ name }) => name))).toEqual([
      ['Orders'],
      ['Sales'],
      ['Orders'],
    ]);
    expect(gone).not.toHaveBeenCalled();
  });

  it('cancel the request when the last of them leaves', async () => {
    const mysql = new FakeMysql();
    const stopped = jest.fn();
    const answer = mysql.query.bind(mysql);
    jest
      .spyOn(mysql, 'query')
      .mockImplementation((request) =>
        request.targets[0]?.refId === 'server' ? answer(request) : new Observable<DataQueryResponse>(() => stopped)
      );
    installDataSources(mysql);
    const dataSource = businessKpi();
    const panels = [SERIES, DROP].map((query) => dataSource.query(requestOf(query)).subscribe());
    await new Promise((resolve) => setTimeout(resolve, 50));
    panels[0]?.unsubscribe();
    expect(stopped).not.toHaveBeenCalled();
    panels[1]?.unsubscribe();
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});

describe('answers that come one after the other', () => {
  const TODAY: BusinessKpiQuery = { ...SERIES, refId: 'B', view: 'today' };

  /** A MySQL data source whose second request, which reads days of rows, answers when it is told to. */
  function slowMysql() {
    const mysql = new FakeMysql({ orders: [row('orders', 'series/now', 0, 5)] });
    const answer = mysql.query.bind(mysql);
    let release = () => undefined as void;
    const stopped = jest.fn();
    jest.spyOn(mysql, 'query').mockImplementation((request) => {
      if (!request.targets.some((target) => 'rawSql' in target && String(target.rawSql).includes("'day/now'"))) {
        return answer(request);
      }
      const released = new Promise<void>((resolve) => (release = resolve));
      return from(released).pipe(
        switchMap(() => from(answer(request))),
        finalize(stopped)
      );
    });
    installDataSources(mysql);
    return { mysql, stopped, release: () => release() };
  }

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const shown = ({ state, data }: DataQueryResponse) => [state, data.map((item) => toDataFrame(item).refId)];

  it('never show what reads days of rows alone: the tiles would go, and come back', async () => {
    const { mysql, release } = slowMysql();
    const answer = jest.mocked(mysql.query).getMockImplementation();
    let quick = () => undefined as void;
    jest.mocked(mysql.query).mockImplementation((request) => {
      const isQuick = request.targets.some(
        (target) => 'rawSql' in target && String(target.rawSql).includes("'series/now'")
      );
      const answered = answer ? from(answer(request)) : from([]);
      return isQuick
        ? from(new Promise<void>((resolve) => (quick = resolve))).pipe(switchMap(() => answered))
        : answered;
    });
    const seen: DataQueryResponse[] = [];
    businessKpi()
      .query(requestOf(SERIES, TODAY))
      .subscribe((response) => seen.push(response));
    await jest.advanceTimersByTimeAsync(100);
    release();
    await jest.advanceTimersByTimeAsync(2000);
    expect(seen).toEqual([]);
    quick();
    await jest.advanceTimersByTimeAsync(0);
    expect(seen.map(shown)).toEqual([[LoadingState.Done, ['A', 'B']]]);
  });

  it('show what is quick while what reads days of rows is on its way', async () => {
    const { release } = slowMysql();
    const seen: DataQueryResponse[] = [];
    const done = jest.fn();
    businessKpi()
      .query(requestOf(SERIES, TODAY))
      .subscribe({ next: (response) => seen.push(response), complete: done });
    await jest.advanceTimersByTimeAsync(1000);
    expect(seen.map(shown)).toEqual([[LoadingState.Loading, ['A']]]);
    release();
    await jest.advanceTimersByTimeAsync(0);
    expect(seen.map(shown)).toEqual([
      [LoadingState.Loading, ['A']],
      [LoadingState.Done, ['A', 'B']],
    ]);
    // Grafana puts responses of different keys side by side.
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(done).toHaveBeenCalled();
  });

  it('come at once where all of them are quick', async () => {
    const { release } = slowMysql();
    const seen: DataQueryResponse[] = [];
    businessKpi()
      .query(requestOf(SERIES, TODAY))
      .subscribe((response) => seen.push(response));
    await jest.advanceTimersByTimeAsync(100);
    release();
    await jest.advanceTimersByTimeAsync(0);
    expect(seen.map(shown)).toEqual([[LoadingState.Done, ['A', 'B']]]);
  });

  it('let no panel wait for what another one asked, nor end with it', async () => {
    const { mysql, stopped } = slowMysql();
    const dataSource = businessKpi();
    const quick = jest.fn();
    const slow = dataSource.query(requestOf(TODAY)).subscribe();
    dataSource.query(requestOf(SERIES)).subscribe({ complete: quick });
    await jest.advanceTimersByTimeAsync(20);
    expect(quick).toHaveBeenCalled();
    expect(mysql.sent).toHaveLength(1);
    expect(stopped).not.toHaveBeenCalled();
    slow.unsubscribe();
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});

describe('what fails', () => {
  it('names the KPI and the next step, and leaves the others alone, those of the same statement too', async () => {
    const response = await run(
      new FakeMysql({
        'orders+sales': new Error("db query error: Error 1054 (42S22): Unknown column 'amount' in 'field list'"),
        orders: [row('orders', 'series/now', 0, 1)],
        sales: new Error("db query error: Error 1054 (42S22): Unknown column 'amount' in 'field list'"),
        products: new Error("db query error: Error 1146 (42S02): Table 'shop.products' doesn't exist"),
      }),
      { ...SERIES, kpis: ['orders', 'sales', 'products', 'gone'] }
    );
    expect(frames(response).map(({ name }) => name)).toEqual(['Orders']);
    expect(response.state).toBe(LoadingState.Error);
    expect(response.errors).toHaveLength(1);
    expect(response.errors?.[0]?.refId).toBe('A');
    expect(response.errors?.[0]?.message?.split('\n')).toEqual([
      'There is no KPI "gone" in the catalogue. Pick another one, or add it in the settings of the data source.',
      "Sales: db query error: Error 1054 (42S22): Unknown column 'amount' in 'field list'. Mend the name of that column in the catalogue; orders has none like it.",
      "New products: db query error: Error 1146 (42S02): Table 'shop.products' doesn't exist. Mend source.table in the catalogue, or choose the MySQL data source that has products.",
    ]);
  });

  it('does not ask a server again that took too long', async () => {
    const late = new Error(
      'db query error: Query execution was interrupted, maximum statement execution time exceeded'
    );
    const mysql = new FakeMysql({ 'orders+sales': late });
    const response = await run(mysql, { ...SERIES, kpis: ['orders', 'sales'] });
    expect(mysql.sent).toHaveLength(1);
    expect(response.errors?.[0]?.message).toMatch(/^Orders, Sales: The server gave up after 30 s, the time limit/);
  });

  it.each(VIEWS)('shows no numbers of rows that Grafana cut: %s', async (view) => {
    const mysql = new FakeMysql();
    const answer = mysql.query.bind(mysql);
    jest.spyOn(mysql, 'query').mockImplementation((request) =>
      from(answer(request)).pipe(
        map((response) => ({
          ...response,
          data: response.data.map((item) => ({
            ...item,
            meta: {
              notices: [
                {
                  severity: 'warning',
                  text: 'Results have been limited to 1000 because the SQL row limit was reached',
                },
              ],
            },
          })),
        }))
      )
    );
    const response = await run(mysql, { ...SERIES, view });
    expect(frames(response).flatMap(({ fields }) => fields.flatMap(({ values }) => values))).toEqual([]);
    expect(response.errors?.[0]?.message).toMatch(/^Orders: Grafana cut the answer after 1000 rows/);
  });

  it('says which column is missing or no number', async () => {
    const missing = await run(new FakeMysql({ orders: [{ slot: 'series/now', bucket_no: 0 }] }), SERIES);
    expect(missing.errors?.[0]?.message).toMatch(/^Orders: The answer has no column "orders_value"/);
    const text = await run(new FakeMysql({ orders: [row('orders', 'series/now', 0, 'many')] }), SERIES);
    expect(text.errors?.[0]?.message).toMatch(
      /^Orders: The answer's column "orders_value" has something else than a number/
    );
  });

  it('says a reason once, of all the KPIs and tables that it is of', async () => {
    const refused = new Error('db query error: query failed - please inspect Grafana server log for details');
    const mysql = new FakeMysql({ 'orders+sales': refused, orders: refused, sales: refused, products: refused });
    const response = await run(mysql, { ...SERIES, kpis: ['orders', 'sales', 'products'] });
    const reason =
      "db query error: query failed - please inspect Grafana server log for details. Grafana's log has the server's reason. Most often the account may not read orders, products: grant it SELECT there.";
    expect(response.errors).toEqual([
      {
        refId: 'A',
        message: `Orders, Sales, New products: ${reason}`,
        unread: [{ names: ['Orders', 'Sales', 'New products'], reason }],
      },
    ]);
  });

  it('keeps the place of a KPI that can not be read, for the panel of sudden drops alone', async () => {
    const gone = new Error("db query error: Error 1146 (42S02): Table 'shop.products' doesn't exist");
    const down = await run(new FakeMysql({ products: gone }), { ...DROP, kpis: ['orders', 'products'] });
    const readings = frames(down).map(({ meta }) => meta?.custom?.kpiwatch);
    expect(readings.map(({ kpi }) => kpi.id)).toEqual(['orders', 'products']);
    expect(readings[1]).toMatchObject({
      datasourceUid: 'kpi',
      now: { value: null, events: 0 },
      failure: expect.stringMatching(/^db query error: Error 1146 .* has products\.$/),
    });
    expect(frames(await run(new FakeMysql({ orders: gone }), SERIES))).toEqual([]);
  });

  it('says once why a whole request failed', async () => {
    const mysql = new FakeMysql();
    jest
      .spyOn(mysql, 'query')
      .mockResolvedValue({ data: [], state: LoadingState.Error, error: { statusText: 'Bad Gateway' } });
    const response = await run(mysql, { ...SERIES, kpis: ['orders', 'sales'] });
    const reason = 'Bad Gateway. Test the MySQL data source; its own page shows more.';
    expect(response.errors).toEqual([
      { refId: 'A', message: reason, unread: [{ names: ['Orders', 'Sales'], reason }] },
    ]);
  });

  it.each([
    ['MariaDB', '10.11.14-MariaDB', /^SET STATEMENT max_statement_time=5 FOR\nSELECT 'series/],
    ['MySQL', '8.0.43', /^SELECT \/\*\+ MAX_EXECUTION_TIME\(5000\) \*\/ 'series/],
    ['a server that does not say', undefined, /^SELECT 'series/],
  ])('limits the time of each statement in the words of %s', async (_, version, sql) => {
    const mysql = new FakeMysql(version ? { server: [{ version, comment: '' }] } : {});
    installDataSources(mysql);
    const dataSource = businessKpi({ mysqlUid: 'shop', catalogue: CATALOGUE, timeLimit: 5 });
    await lastValueFrom(dataSource.query(requestOf(SERIES)));
    expect(mysql.sent[0]?.[0]?.rawSql).toMatch(sql);
  });

  const MASKED = new Error('db query error: query failed - please inspect Grafana server log for details');

  it.each([
    ['the account may not read', 0, 'Database Connection OK', /grant it SELECT there\.$/],
    ['the time is over', 31_000, 'Database Connection OK', /^Orders: The server gave up after 30 s/],
    ['the server is gone', 0, 'dial tcp 127.0.0.1:3306: connect: connection refused', /refused\. Does the server run/],
    ['the server is full', 0, 'Error 1040: Too many connections', /Too many connections\. Try again in a moment/],
    ['the password is wrong', 0, "Error 1045 (28000): Access denied for user 'x'", /Mend the user, the password/],
  ])('tells by what it sees why Grafana names no reason: %s', async (_, took, health, sentence) => {
    const mysql = new FakeMysql({ orders: MASKED });
    mysql.health = { status: health.endsWith('OK') ? 'OK' : 'ERROR', message: health };
    let clock = Date.parse('2026-03-10T12:30:00Z');
    jest.spyOn(Date, 'now').mockImplementation(() => (clock += took));
    expect((await run(mysql, SERIES)).errors?.[0]?.message).toMatch(sentence);
    jest.restoreAllMocks();
  });

  it('asks for a MySQL data source when there is none, or it is gone, or is no MySQL', async () => {
    installDataSources(new FakeMysql());
    const message = async (mysqlUid?: string) => {
      const dataSource = businessKpi({ mysqlUid, catalogue: CATALOGUE });
      const { data, errors } = await lastValueFrom(dataSource.query(requestOf(DROP)));
      expect(data).toMatchObject([{ meta: { custom: { kpiwatch: { failure: errors?.[0]?.message } } } }]);
      return errors?.[0]?.message;
    };
    expect(await message()).toMatch(/^No MySQL data source is chosen/);
    expect(await message('old')).toMatch(/^The MySQL data source with the uid "old" is gone/);
    installDataSources(new FakeMysql({}, 'prometheus'));
    expect(await message('shop')).toMatch(/"shop" is gone/);
  });

  it('names the mistake of a stored catalogue that cannot be read', async () => {
    const stored = JSON.parse('{"mysqlUid":"shop","catalogue":{"version":1,"kpis":[{"id":"Orders"}]}}');
    const response = await lastValueFrom(businessKpi(stored).query(requestOf(SERIES)));
    expect(response.errors?.[0]?.message).toMatch(/^The catalogue can't be read \(kpis\.0\.id: must be a short name/);
  });
});

it('says in words what a query shows', () => {
  expect(businessKpi().getQueryDisplayText({ ...SERIES, kpis: ['orders', 'products'] })).toBe('Orders, New products');
  expect(businessKpi().getQueryDisplayText(DROP)).toBe('Orders: drop in 10m');
});
