import { AppPlugin, OrgRole, type PluginExtensionPanelContext } from '@grafana/data';
import { config, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';

import pluginJson from '../../plugin.json';
import { breachOf } from '../../policy/acknowledge';
import { addLinks } from './links';
import { acknowledgePath, policyOfRulePath } from './ofRule';
import { watchPanelPath } from './watchPanel';

const NEW_POLICY = '/a/kpiwatch-businesskpi-app/policies/new';
const variables: Record<string, string[]> = { source: ['shop'], kpis: ['orders', 'pay.ments'] };
const replace = (text = '', _: unknown, format?: string | ((value: string[]) => string)) =>
  text.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const values = variables[name];
    return values ? (typeof format === 'function' ? format(values) : values.join()) : whole;
  });
const service: TemplateSrv = Object.assign(Object.create(null), { replace });
setTemplateSrv(service);

function panel(targets: object[]): PluginExtensionPanelContext {
  return Object.assign(
    {
      id: 4,
      pluginId: 'timeseries',
      title: 'Sales',
      timeRange: { from: 'now-3h', to: 'now' },
      timeZone: 'browser',
      dashboard: { uid: 'd1', title: 'Shop', tags: [] },
      targets: [],
    },
    { targets }
  );
}

const own = { refId: 'A', datasource: { type: 'kpiwatch-businesskpi-datasource', uid: '${source}' } };

/** What the new page is told. */
function told(targets: object[]) {
  const [path, query] = watchPanelPath(panel(targets))?.split('?') ?? [];
  expect(path).toBe(NEW_POLICY);
  return new URLSearchParams(query);
}

describe('from a panel', () => {
  it('of KPIs: each once, with the dashboard’s variables filled in', () => {
    const params = told([
      { ...own, kpis: ['${kpis}', 'revenue'], view: 'drop', window: '1h' },
      { ...own, refId: 'B', kpis: ['orders'], view: 'drivers' },
      { ...own, refId: 'C', kpis: ['signups'], view: 'drop', hide: true },
    ]);
    expect(params.getAll('kpi')).toEqual(['orders', 'pay.ments', 'revenue']);
    expect(Object.fromEntries(params)).toMatchObject({
      source: 'shop',
      window: '1h',
      title: 'Sales',
      dashboard: 'd1',
      panel: '4',
    });
  });

  it('of another data source: all that it asks', () => {
    const prometheus = { type: 'prometheus', uid: 'prom' };
    const params = told([{ refId: 'A', datasource: prometheus, expr: 'rate(orders_total{shop="${source}"}[5m])' }]);
    expect(Object.fromEntries(params)).toMatchObject({ source: 'prom', type: 'prometheus', title: 'Sales' });
    expect(JSON.parse(params.get('queries') ?? '')).toEqual([
      { refId: 'A', datasource: prometheus, expr: 'rate(orders_total{shop="shop"}[5m])' },
    ]);
  });

  it('of another data source: several values as that data source takes them, and none where it takes one', () => {
    const asked = (type: string) =>
      told([{ refId: 'A', datasource: { type, uid: 'x' }, expr: 'a{shop=~"${kpis}"}[$__rate_interval]' }]);
    const [query] = JSON.parse(asked('prometheus').get('queries') ?? '[]');
    expect(query.expr).toBe('a{shop=~"(orders|pay\\\\.ments)"}[$__rate_interval]');
    expect(asked('prometheus').has('unfit')).toBe(false);
    expect(asked('mysql').get('unfit')).toBe('${kpis}');
  });

  it('of another data source: not with the time of the dashboard', () => {
    expect(told([{ refId: 'A', rawSql: 'SELECT 1 WHERE a > ${__from} AND $__timeFilter(a)' }]).get('unfit')).toBe(
      '${__from}'
    );
  });

  it('without queries: not at all', () => {
    expect(watchPanelPath(panel([]))).toBeUndefined();
    expect(watchPanelPath(panel([{ ...own, hide: true }]))).toBeUndefined();
  });
});

describe('from a rule', () => {
  it('to the policy that it was made from', () => {
    expect(policyOfRulePath({ group: 'kw-1' })).toBe('/a/kpiwatch-businesskpi-app/policies/kw-1');
  });

  const rule = { labels: { __grafana_origin: `plugin/${pluginJson.id}` }, group: { name: 'kw-1' } };
  const labels = { alertname: 'Orders fall', grafana_folder: 'KPI Watch', kpi: 'orders', severity: 'critical' };

  it('to the acknowledgement of the breach that the alert is', () => {
    const path = acknowledgePath({ rule, instance: { state: 'Alerting', labels } });
    expect(breachOf(new URLSearchParams(path?.split('?')[1]).getAll('matcher'))).toEqual({
      policyId: 'kw-1',
      dimensions: { kpi: 'orders' },
    });
  });

  it.each([
    ['of somebody else', { rule: { ...rule, labels: {} }, instance: { state: 'Alerting', labels } }],
    ['that is over', { rule, instance: { state: 'Normal', labels } }],
    ['that nobody knows the rule of', { instance: { state: 'Alerting', labels } }],
  ])('not for an alert %s', (_, context) => {
    expect(acknowledgePath(context)).toBeUndefined();
  });
});

describe('the links', () => {
  const { addedLinkConfigs } = addLinks(new AppPlugin());
  const ofRole = (orgRole: OrgRole) => {
    config.bootData.user = { ...config.bootData.user, orgRole, permissions: {} };
    return addedLinkConfigs.flatMap(({ title, configure }) =>
      configure?.(panel([{ ...own, kpis: ['orders'] }])) ? [title] : []
    );
  };

  it('are those that plugin.json declares, for Grafana loads the app by that', () => {
    const declared = addedLinkConfigs.map(({ title, description, targets }) => ({
      title,
      description,
      targets: [targets],
    }));
    expect(declared).toEqual(pluginJson.extensions.addedLinks);
  });

  it('have each a path, without which Grafana does not take them', () => {
    expect(addedLinkConfigs.map(({ path }) => path)).toEqual([
      NEW_POLICY,
      NEW_POLICY,
      '/a/kpiwatch-businesskpi-app/kpis',
      '/a/kpiwatch-businesskpi-app/policies',
      '/a/kpiwatch-businesskpi-app/policies',
    ]);
  });

  it('lead nobody where they may not go', () => {
    expect(ofRole(OrgRole.Editor)).toEqual([
      'Watch for a sudden drop',
      'New alert policy',
      'KPIs and how they stand',
      'Open policy',
    ]);
    expect(ofRole(OrgRole.Viewer)).toEqual(['KPIs and how they stand', 'Open policy']);
  });
});
