import { kpiOf } from '../sql/testing';
import type { SchemaTable } from '../schema/schema';
import type { Clocks } from './clocks';
import { findingsOf, type Facts } from './findings';

const NOW = Date.parse('2026-03-10T12:00:00Z') / 1000;
const CLOCKS: Clocks = { now: NOW, zones: ['UTC', 'Asia/Seoul'], session: '+00:00' };

const table = (indexes: SchemaTable['indexes']): SchemaTable => ({
  name: 'events',
  database: 'shop',
  isView: false,
  columns: ['at_timestamp', 'at_seoul', 'region'].map((name) => ({
    name,
    kind: 'text',
    type: '',
    nullable: false,
    comment: '',
  })),
  indexes,
});
const INDEXED = table([{ name: 'by_time', columns: ['at_timestamp'] }]);
const KPI = kpiOf({ ingestDelay: '10s', dimensions: ['region'] });

function find(
  kpi = KPI,
  { newest = NOW - 5, ...facts }: Partial<Facts> & { newest?: string | number | null; table?: SchemaTable } = {},
  clocks = CLOCKS
) {
  const { table: known = INDEXED, ...rest } = facts;
  const sources = [{ source: kpi.source, table: known, newest }];
  const found = findingsOf(kpi, { plan: { rows: 500, scans: [] }, events: 500, sources, ...rest }, clocks);
  return (aspect: string) => found.find((finding) => finding.aspect === aspect);
}

it('finds nothing wrong where nothing is', () => {
  const finding = find();
  expect(['rows', 'index', 'zone', 'delay'].map((aspect) => finding(aspect)?.code)).toEqual([
    'rows-few',
    'index-serves',
    'zone-fits',
    'delay-kept',
  ]);
});

it('compares the rows that are read with those that are wanted', () => {
  expect(find(KPI, { plan: { rows: 9_000, scans: [] } })('rows')).toMatchObject({
    verdict: 'hint',
    read: 9_000,
    events: 500,
  });
  expect(find(KPI, { plan: { rows: 481_295, scans: [{ table: 'events', rows: 481_295 }] } })('rows')).toMatchObject({
    verdict: 'bad',
    code: 'rows-scan',
    table: 'events',
  });
  expect(find(KPI, { plan: undefined })('rows')).toMatchObject({ verdict: 'unknown' });
});

it('prints the index that is missing, with what the KPI reads beside the time', () => {
  expect(find(KPI, { table: table([{ name: 'other', columns: ['region', 'at_timestamp'] }]) })('index')).toEqual({
    aspect: 'index',
    verdict: 'bad',
    code: 'index-missing',
    table: 'events',
    ddl: 'CREATE INDEX `kpiwatch_events_at_timestamp`\nON `shop`.`events` (`at_timestamp`, `region`)\nALGORITHM=INPLACE LOCK=NONE',
  });
});

describe('the zone', () => {
  const datetime = (zone: string) => kpiOf({ source: { time: { column: 'at_seoul', type: 'datetime', zone } } });

  it.each([
    ['UTC', '2026-03-10 20:59:55', { verdict: 'bad', code: 'zone-other', fitting: 'Asia/Seoul' }],
    ['Asia/Seoul', '2026-03-10 11:59:55', { verdict: 'hint', code: 'zone-other', fitting: 'UTC' }],
    ['Asia/Seoul', '2026-03-10 20:59:55', { verdict: 'good' }],
    ['Asia/Tokyo', '2026-03-10 20:59:55', { verdict: 'good' }],
    ['UTC', '2026-03-12 20:59:55', { verdict: 'bad', code: 'zone-ahead' }],
  ])('of a DATETIME taken for %s whose newest row says %s', (zone, newest, finding) => {
    expect(find(datetime(zone), { newest })('zone')).toMatchObject(finding);
  });

  it('of a TIMESTAMP can only be right, but for rows in the future and clocks that are put back', () => {
    expect(find(KPI, { newest: NOW + 3600 })('zone')).toMatchObject({ verdict: 'bad', seconds: 3600 });
    expect(find(KPI, {}, { ...CLOCKS, session: 'Europe/Berlin' })('zone')).toMatchObject({
      verdict: 'hint',
      code: 'zone-session',
    });
    expect(find(KPI, {}, { ...CLOCKS, session: 'KST' })('zone')).toMatchObject({ verdict: 'good' });
  });

  it('is not known without rows', () => {
    expect(find(KPI, { newest: null })('zone')).toMatchObject({ verdict: 'unknown', code: 'no-rows' });
  });
});

it.each([
  ['fresh enough', NOW - 15, 500, { verdict: 'good', code: 'delay-kept' }],
  ['late', NOW - 95, 500, { verdict: 'hint', code: 'delay-short', age: 95, better: '2m' }],
  ['late, as it may be with so few', NOW - 95, 20, { verdict: 'good' }],
  ['silent', NOW - 7200, 0, { verdict: 'bad', code: 'delay-short', better: '2h' }],
  ['silent for days', NOW - 9 * 86_400, 0, { verdict: 'bad', better: undefined }],
])('data that is %s', (_, newest, events, finding) => {
  expect(find(KPI, { newest, events })('delay')).toMatchObject(finding);
});
