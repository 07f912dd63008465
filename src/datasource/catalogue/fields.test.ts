import fc from 'fast-check';

import { looseKpis, looseYaml } from '../../kpi/catalogue/loose';
import { catalogueYaml, parseCatalogue } from '../../kpi/catalogue/parse';
import { anyCatalogue } from '../../kpi/catalogue/testing';
import { CATALOGUE_VERSION } from '../../kpi/catalogue/version';
import { fieldsOf, type KpiFields } from './fields';
import { kpiOf } from './kpiOf';

const fieldsFrom = (kpi: unknown): KpiFields => {
  const fields = fieldsOf(kpi);
  if (!fields) {
    throw new Error(`no fields of ${JSON.stringify(kpi)}`);
  }
  return fields;
};

it('says in the form all that a catalogue can say, and the same', () => {
  fc.assert(
    fc.property(anyCatalogue, (catalogue) => {
      const throughForm = (kpis: readonly unknown[]) => kpis.map((kpi) => kpiOf(fieldsFrom(kpi)));
      const kpis = throughForm(catalogue.kpis);
      expect(parseCatalogue({ version: CATALOGUE_VERSION, kpis })).toEqual({ ok: true, catalogue });
      expect(looseYaml(kpis)).toBe(catalogueYaml(catalogue));
      expect(looseYaml(throughForm(looseKpis(catalogueYaml(catalogue)) ?? []))).toBe(catalogueYaml(catalogue));
    })
  );
});

it('begins with the defaults of the catalogue, and leaves out what nobody filled in', () => {
  const fields = fieldsFrom({});
  expect(fields).toMatchObject({ id: '', unit: 'locale', goodDirection: 'up', ingestDelay: '10s', zone: 'UTC' });
  expect(kpiOf(fields)).toEqual({ source: { time: {} }, value: {}, ingestDelay: '10s', zone: 'UTC' });
});

const ORDERS = {
  id: 'orders',
  name: 'Orders',
  area: 'customers',
  source: { kind: 'table', table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
  value: { kind: 'count' },
};

it('keeps what was typed for one kind while another one is chosen', () => {
  const fields = fieldsFrom(ORDERS);
  const sql = {
    ...fields,
    source: { ...fields.source, kind: 'sql', sql: 'SELECT 1' },
    value: { ...fields.value, column: 'amount' },
  };
  expect(kpiOf(sql)).toMatchObject({ source: { kind: 'sql', sql: 'SELECT 1' }, value: { kind: 'count' } });
  expect(kpiOf(sql)).not.toHaveProperty('source.table');
  expect(kpiOf({ ...sql, source: { ...sql.source, kind: 'table' } })).toMatchObject({ source: { table: 'orders' } });
});

it.each<[what: string, kpi: Record<string, unknown>]>([
  [
    'an area, a kind and a time that are none',
    { ...ORDERS, area: 'clients', source: { ...ORDERS.source, kind: 'view' } },
  ],
  [
    'a condition that is none',
    { ...ORDERS, source: { ...ORDERS.source, filters: [{ column: 'a', op: 'like', value: 'x' }] } },
  ],
  ['names that are none', { ...ORDERS, id: 'Orders!', source: { ...ORDERS.source, table: 'a b c' } }],
  ['days and links that are none', { ...ORDERS, holidays: ['soon'], links: [{ title: 'Board', url: 'ftp://x' }] }],
])('opens a KPI with %s, and loses none of it', (_, kpi) => {
  expect(kpiOf(fieldsFrom(kpi))).toMatchObject(kpi);
});

it.each<[what: string, kpi: unknown]>([
  ['fields that nobody knows', { ...ORDERS, ownr: 'me' }],
  ['a number for a name', { ...ORDERS, name: 7 }],
  ['a text for a source', { ...ORDERS, source: 'orders' }],
  ['a list in a list', { ...ORDERS, dimensions: [['region']] }],
  ['no fields at all', 'orders'],
])('leaves a KPI with %s to the YAML', (_, kpi) => {
  expect(fieldsOf(kpi)).toBeUndefined();
});
