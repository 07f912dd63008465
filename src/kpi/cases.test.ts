import { CASES, caseTargets, readyPanel, watchingOf } from './cases';
import { presetKpis } from './catalogue/presets';
import { durationSeconds } from './time/duration';

const presets = new Map(presetKpis('Asia/Seoul').map((kpi) => [kpi.id, kpi]));

function preset(id: string) {
  const kpi = presets.get(id);
  if (!kpi) {
    throw new Error(`There is no preset ${id}.`);
  }
  return kpi;
}

test('every case is a preset of the catalogue, and told by its good direction', () => {
  expect([...presets.keys()]).toEqual(expect.arrayContaining(Object.keys(CASES)));
  expect(preset('withdrawals').goodDirection).toBe('down');
  expect(preset('db_connections_used').goodDirection).toBe('down');
  for (const { window, watchPercent, dropPercent } of Object.values(CASES)) {
    expect(durationSeconds(window)).toBeGreaterThanOrEqual(600);
    expect(watchPercent).toBeLessThan(dropPercent);
  }
});

test('a KPI that is no case is looked at as the panel does by itself; samples are not counted', () => {
  expect(watchingOf({ ...preset('orders'), id: 'carts' })).toEqual({
    window: '10m',
    dropPercent: 30,
    watchPercent: 15,
  });
  expect(watchingOf(preset('db_threads_running'))).toMatchObject({ minimumEvents: 1 });
});

test('asks for what can be told of the KPI alone', () => {
  const views = (kpi: Parameters<typeof caseTargets>[0]) => caseTargets(kpi).map(({ view }) => view);
  expect(views({ ...preset('orders'), dimensions: ['region'] })).toEqual(['drop', 'today']);
  expect(views({ ...preset('orders'), dimensions: [] })).toEqual(['drop', 'today']);
  expect(views({ ...preset('visitors'), dimensions: ['region'] })).toEqual(['drop']);
});

test('a ready panel is one that a dashboard takes as it is', () => {
  const datasource = { type: 'kpiwatch-businesskpi-datasource', uid: 'shop' };
  expect(readyPanel(preset('withdrawals'), 'shop')).toEqual({
    type: 'kpiwatch-suddendrop-panel',
    title: 'Withdrawals',
    description: 'Customers who closed their account.',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    datasource,
    targets: [
      { refId: 'A', kpis: ['withdrawals'], view: 'drop', window: '6h', datasource },
      { refId: 'B', kpis: ['withdrawals'], view: 'today', window: '6h', datasource },
    ],
    options: {
      version: 3,
      preset: 'own',
      layout: 'tiles',
      sort: 'query',
      dropPercent: 50,
      watchPercent: 25,
      showSparkline: true,
    },
    fieldConfig: { defaults: {}, overrides: [] },
  });
});
