import { catalogueYaml, parseCatalogueYaml } from './parse';
import { freeId, presetKpis, withKpi } from './presets';
import { EMPTY_CATALOGUE, type Kpi } from './schema';

it('has KPIs of customers, of sellers and of MySQL itself, in the zone that is asked for', () => {
  const kpis = presetKpis('Asia/Seoul');
  const count = (area: Kpi['area']) => kpis.filter((kpi) => kpi.area === area).length;
  expect([count('customers'), count('sellers'), count('systems'), kpis.length]).toEqual([12, 3, 4, 19]);
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

it('keeps an id short enough when it makes it another one', () => {
  const long = 'o'.repeat(40);
  expect(freeId(long, [])).toBe(long);
  expect(freeId(long, [long])).toBe(`${'o'.repeat(38)}_2`);
});
