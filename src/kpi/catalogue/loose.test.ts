import fc from 'fast-check';

import { looseKpis, looseYaml, mergedById } from './loose';
import { catalogueYaml, parseCatalogueYaml } from './parse';
import { anyCatalogue } from './testing';

it('reads the KPIs of any catalogue, and writes them as they were', () => {
  fc.assert(
    fc.property(anyCatalogue, (catalogue) => {
      const kpis = looseKpis(catalogueYaml(catalogue)) ?? [];
      expect(looseYaml(kpis)).toBe(catalogueYaml(catalogue));
      expect(looseYaml(catalogue.kpis)).toBe(catalogueYaml(catalogue));
      expect(parseCatalogueYaml(looseYaml(kpis))).toEqual({ ok: true, catalogue });
    }),
    { numRuns: 50 }
  );
});

it('keeps what is wrong with a KPI as it stands', () => {
  const text = 'version: 2\nkpis:\n  - id: Orders\n    ownr: me\n  - 7\n';
  expect(looseKpis(text)).toEqual([{ id: 'Orders', ownr: 'me' }, 7]);
  expect(looseYaml(looseKpis(text) ?? [])).toBe(text);
});

it('reads an earlier version as this one', () => {
  expect(looseKpis('version: 1\nkpis:\n  - source: { table: orders }\n')).toEqual([
    { source: { kind: 'table', table: 'orders' } },
  ]);
});

it.each([
  ['nothing', ''],
  ['no KPIs', 'version: 2\nkpis:\n'],
  ['no version', 'kpis: []\n'],
])('finds an empty list in %s', (_, text) => {
  expect(looseKpis(text)).toEqual([]);
});

it.each([
  ['no YAML', 'version: 2\nkpis: [\n'],
  ['no list', 'version: 2\nkpis: { orders: {} }\n'],
  ['a text', 'orders'],
  ['what a newer release wrote', 'version: 3\nkpis: []\n'],
  ['fields that nobody knows', 'version: 2\nkpis: []\nmore: 1\n'],
  ['an anchor that is not there', 'version: 2\nkpis: *all\n'],
])('finds no list in %s, so that nothing of it is lost', (_, text) => {
  expect(looseKpis(text)).toBeUndefined();
});

it('merges by id, in the place of those that are there', () => {
  const kpis = [
    { id: 'a', from: 1 },
    { id: 'b', from: 1 },
  ];
  const others = [
    { id: 'c', from: 2 },
    { id: 'a', from: 2 },
  ];
  expect(mergedById(kpis, others)).toEqual([
    { id: 'a', from: 2 },
    { id: 'b', from: 1 },
    { id: 'c', from: 2 },
  ]);
});
