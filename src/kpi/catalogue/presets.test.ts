import { catalogueYaml, parseCatalogueYaml } from './parse';
import { presetKpis, withKpi } from './presets';
import { EMPTY_CATALOGUE } from './schema';

it('has the business KPIs of customers and of sellers, in the zone that is asked for', () => {
  const kpis = presetKpis('Asia/Seoul');
  expect(kpis).toHaveLength(15);
  expect(new Set(kpis.map(({ zone }) => zone))).toEqual(new Set(['Asia/Seoul']));
});

it('adds one under an id that is free, and all of them make YAML that reads back', () => {
  const [orders, ...others] = presetKpis('UTC');
  const twice = [orders, orders, orders, ...others].reduce(
    (catalogue, kpi) => (kpi ? withKpi(catalogue, kpi) : catalogue),
    EMPTY_CATALOGUE
  );
  expect(twice.kpis.slice(0, 4).map(({ id }) => id)).toEqual(['orders', 'orders_2', 'orders_3', 'payments']);
  expect(parseCatalogueYaml(catalogueYaml(twice))).toEqual({ ok: true, catalogue: twice });
});
