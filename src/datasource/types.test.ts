import { migrateQuery, readSettings } from './types';

describe('migrateQuery', () => {
  it.each([
    [{ refId: 'A' }, { refId: 'A', kpis: [], view: 'series', window: '10m' }],
    [
      { refId: 'A', kpis: ['orders', 'orders'], view: 'pie', window: 'soon' },
      { refId: 'A', kpis: ['orders'], view: 'series', window: '10m' },
    ],
    [
      { refId: 'B', hide: true, kpis: ['sales'], view: 'drop', window: '1h' },
      { refId: 'B', hide: true, kpis: ['sales'], view: 'drop', window: '1h' },
    ],
    [
      { refId: 'A', kpis: 'orders' },
      { refId: 'A', kpis: [], view: 'series', window: '10m' },
    ],
  ])('reads %j', (stored, query) => {
    expect(migrateQuery(stored)).toEqual(query);
  });
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
