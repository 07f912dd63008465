import { presetKpis } from '../kpi/catalogue/presets';
import { findPreset, isWatchedBy, PRESETS, prometheusModel } from './presets';
import { policySchema } from './schema';

const KPIS = new Set(presetKpis('Asia/Seoul').map(({ id }) => id));

/** What the form makes of a preset, once somebody says who is told. */
function policyOf(id: string) {
  const preset = findPreset(id);
  const { watches, severity } = preset ?? PRESETS[0] ?? fail();
  const about = { version: 3, id: 'kw-preset', title: id, owner: 'Platform team', contactPoint: 'Slack', severity };
  const rest = { cadence: { kind: 'once' }, ending: { kind: 'itself', after: '0s' } };
  const unusual = { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 };
  const trigger = watches.line ? { kind: 'threshold', ...watches.line } : unusual;
  const { expr = '', unit, reduce } = 'expr' in watches ? watches : {};
  const watched =
    'kpi' in watches
      ? { datasourceUid: 'shop', kpis: [watches.kpi] }
      : {
          datasourceUid: 'prom',
          kpis: [],
          query: { type: 'prometheus', name: id, unit, area: 'systems', reduce, model: prometheusModel(expr) },
        };
  return policySchema.safeParse({ ...about, ...rest, ...watched, trigger });
}

function fail(): never {
  throw new Error('There is no preset.');
}

it.each(PRESETS.map(({ id }) => id))('%s makes a policy that can be stored', (id) => {
  expect(policyOf(id).error?.issues).toBeUndefined();
});

it('takes KPIs that the catalogue has presets for', () => {
  const asked = PRESETS.flatMap(({ watches }) => ('kpi' in watches ? [watches.kpi] : []));
  expect(asked).toHaveLength(8);
  expect(asked.filter((id) => !KPIS.has(id))).toEqual([]);
});

it('has a case for each that a shop must act on', () => {
  const of = (area: string) => PRESETS.filter((preset) => preset.area === area).map(({ id }) => id);
  expect(of('customers')).toEqual(['orders', 'payments', 'revenue', 'searches']);
  expect(of('sellers')).toEqual(['registrations', 'displays', 'shipments']);
  expect(of('systems')).toEqual([
    'cpu',
    'errors',
    'memory',
    'connections',
    'gc',
    'latency',
    'lag',
    'disk',
    'certificates',
  ]);
});

it('knows what is watched already, by the KPI or by the query', () => {
  const [orders, cpu] = [findPreset('orders') ?? fail(), findPreset('cpu') ?? fail()];
  const expr = 'expr' in cpu.watches ? cpu.watches.expr : '';
  const { query } = policyOf('cpu').data ?? {};
  expect(query?.model.expr).toBe(expr);
  expect(isWatchedBy(orders, { kpis: ['payments', 'orders'] })).toBe(true);
  expect(isWatchedBy(orders, { kpis: ['payments'] })).toBe(false);
  expect(isWatchedBy(cpu, { kpis: [], query })).toBe(true);
  expect(isWatchedBy(cpu, { kpis: ['orders'] })).toBe(false);
});

it('knows no preset by another name', () => {
  expect(findPreset(null)).toBeUndefined();
  expect(findPreset('toString')).toBeUndefined();
});
