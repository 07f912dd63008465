import type { DataQuery } from '@grafana/schema';

import { migrateQuery, readSettings } from './types';

const WHOLE = { bucket: 'auto', by: [], filters: [] };

describe('migrateQuery', () => {
  it.each([
    [{ refId: 'A' }, { refId: 'A', kpis: [], view: 'series', window: '10m', ...WHOLE }],
    [
      { refId: 'A', kpis: ['orders', 'orders'], view: 'pie', window: 'soon' },
      { refId: 'A', kpis: ['orders'], view: 'series', window: '10m', ...WHOLE },
    ],
    [
      { refId: 'B', hide: true, kpis: ['sales'], view: 'drop', window: '1h', ...WHOLE },
      { refId: 'B', hide: true, kpis: ['sales'], view: 'drop', window: '1h', ...WHOLE },
    ],
    [
      {
        refId: 'A',
        view: 'today',
        bucket: '1h',
        by: ['region'],
        filters: [{ column: 'region', op: '=', value: '$r' }],
      },
      {
        refId: 'A',
        kpis: [],
        view: 'today',
        window: '10m',
        bucket: '1h',
        by: ['region'],
        filters: [{ column: 'region', op: '=', value: '$r' }],
      },
    ],
    [
      { refId: 'A', kpis: 'orders' },
      { refId: 'A', kpis: [], view: 'series', window: '10m', ...WHOLE },
    ],
  ])('reads %j', (stored, query) => {
    expect(migrateQuery(stored)).toEqual(query);
  });
});

it('leaves no filter out because it can not be read', () => {
  const good = { column: 'region', op: '=', value: 'KR' };
  const stored = {
    refId: 'A',
    filters: [good, { column: 'region', op: 'like', value: 'x' }],
  };
  expect(migrateQuery(stored).filters).toEqual([good, { column: '_', op: 'is null' }]);
  const all: DataQuery & { filters: string } = { refId: 'A', filters: 'all' };
  expect(migrateQuery(all).filters).toEqual([{ column: '_', op: 'is null' }]);
});

describe('readSettings', () => {
  it('reads what a new data source stores: nothing', () => {
    expect(readSettings(undefined)).toEqual({
      timeLimit: 30,
      catalogue: { ok: true, catalogue: { version: 2, kpis: [] } },
    });
  });

  it('keeps what is right beside what is wrong', () => {
    const settings = readSettings({ mysqlUid: 'shop', draft: 7, timeLimit: 0, catalogue: { version: 99 } });
    expect(settings).toMatchObject({ mysqlUid: 'shop', draft: undefined, timeLimit: 30, catalogue: { ok: false } });
  });
});
