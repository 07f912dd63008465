import { renderTemplate } from '../../demo/preview/template';
import { parseCatalogue } from '../kpi/catalogue/parse';
import { driverQueries, driversExample, driversText } from './drivers';
import type { Trigger } from './triggerSchema';

const parsed = parseCatalogue({
  version: 2,
  kpis: [
    { id: 'orders', value: { kind: 'count' }, dimensions: ['region'] },
    { id: 'visitors', value: { kind: 'distinct', column: 'visitor' }, dimensions: ['region'] },
    { id: 'searches', value: { kind: 'count' } },
  ].map((kpi) => ({
    ...kpi,
    name: kpi.id,
    area: 'customers',
    source: { kind: 'table', table: kpi.id, time: { column: 'at', type: 'timestamp' } },
  })),
});
const kpis = parsed.ok ? parsed.catalogue.kpis : [];
const [orders, visitors] = kpis;
const asked = { mysqlUid: 'shop', dialect: 'mysql', timeLimit: 30, writtenAt: 1_767_225_600 } as const;

const unusual: Trigger = { kind: 'unusual', direction: 'drop', percent: 30, recoverPercent: 15 };
const fixed: Trigger = { ...unusual, kind: 'fixed', window: '5m', minimumEvents: 10 };
const line: Trigger = { kind: 'threshold', side: 'below', line: 5, recover: 6, window: '10m' };

function sqlOf(trigger: Trigger): unknown {
  return driverQueries({ trigger }, kpis, asked)[0]?.model.rawSql;
}

it('is read in a ref of its own, in the window that is judged', () => {
  const [query] = driverQueries({ trigger: fixed }, kpis, asked);
  expect([query?.refId, query?.relativeTimeRange.from]).toEqual(['P', 300]);
  expect(sqlOf(fixed)).toContain('SELECT /*+ MAX_EXECUTION_TIME(30000) */ watched.kpi');
  expect(sqlOf(fixed)).toContain('DIV 60 * 60 - 300)');
  expect(sqlOf(unusual)).toContain('DIV 60 * 60 - 900)');
});

it('has a row a KPI, also of those of which nothing can be told, so that it never is “no data”', () => {
  expect(sqlOf(fixed)).toContain(
    "FROM (SELECT 'orders' AS kpi UNION ALL SELECT 'visitors' AS kpi UNION ALL SELECT 'searches' AS kpi) AS watched"
  );
  expect(sqlOf(fixed)).not.toContain('`visitors`');
});

it('is not asked where it would say nothing: lines, values of a dimension, KPIs that don’t add up', () => {
  expect(driverQueries({ trigger: line }, kpis, asked)).toEqual([]);
  expect(driverQueries({ trigger: { ...fixed, by: 'region' } }, kpis, asked)).toEqual([]);
  expect(driverQueries({ trigger: fixed }, kpis.slice(1), asked)).toEqual([]);
  expect(driversText({ trigger: fixed }, kpis.slice(1))).toBeUndefined();
  expect(driversText({ trigger: line }, kpis)).toBeUndefined();
});

it('is not asked where nobody would hear that it failed', () => {
  expect(driverQueries({ trigger: fixed, whenUnread: 'keep' }, kpis, asked)).toEqual([]);
  expect(driversText({ trigger: fixed, whenUnread: 'keep' }, kpis)).toBeUndefined();
});

it.each([
  [undefined, 'Mostly: region KR -98 %, <b>'],
  ['ko' as const, '주요 원인: region KR -98 %, <b>'],
])('is said in words, in %s', (language, text) => {
  const said = (drivers: string) =>
    renderTemplate(driversText({ trigger: unusual, language }, kpis) ?? '', {
      dot: {},
      variables: { values: { P: { Value: 1, Labels: { kpi: 'orders', drivers } } }, labels: { kpi: 'orders' } },
    });
  expect(said('region KR -98 %, <b>')).toBe(text);
  expect(said('')).toBe('');
});

it('has an example of the KPI’s own dimension', () => {
  expect(orders && driversExample({ trigger: unusual }, orders)).toBe('Mostly: region A -70 %');
  expect(orders && driversExample({ trigger: { ...unusual, direction: 'rise' }, language: 'ko' }, orders)).toBe(
    '주요 원인: region A +70 %'
  );
  expect(orders && driversExample({ trigger: unusual, whenUnread: 'keep' }, orders)).toBeUndefined();
  expect(visitors && driversExample({ trigger: unusual }, visitors)).toBeUndefined();
});
