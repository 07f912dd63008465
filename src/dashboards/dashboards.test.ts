import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { z } from 'zod';

import { catalogueSchema } from '../kpi/catalogue/schema';
import { migrateQuery, VIEWS } from '../datasource/types';
import pluginJson from '../plugin.json';
import customers from './customers.json';
import detail from './detail.json';
import sellers from './sellers.json';
import systems from './systems.json';
import wallboard from './wallboard.json';

const dashboards = { customers, detail, sellers, systems, wallboard };
/** The wallboard shows every area that is the business'. */
const areas: Record<string, string[]> = { wallboard: ['customers', 'sellers'] };

const KPIS = { type: 'kpiwatch-businesskpi-datasource', uid: '${kpi}' };
const PROMETHEUS = { type: 'prometheus', uid: '${prometheus}' };
/** The KPI that a person has chosen. */
const CHOSEN = '${id}';

const provisioned = z
  .object({ datasources: z.array(z.object({ jsonData: z.object({ catalogue: catalogueSchema.optional() }) })) })
  .parse(parse(readFileSync(join(__dirname, '../../provisioning/datasources/kpiwatch.yaml'), 'utf8')));
const catalogue = provisioned.datasources.flatMap(({ jsonData }) => jsonData.catalogue?.kpis ?? []);

const panelSchema = z.object({
  id: z.number(),
  type: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ kpis: z.array(z.string()).default([]), view: z.enum(VIEWS).optional() })).default([]),
});
const panelsSchema = z.array(panelSchema);
/** The panels of a row that is closed are inside it. */
const rowsSchema = z.array(panelSchema.extend({ panels: panelsSchema.default([]) }));

const marksSchema = z.array(
  z.object({
    name: z.string(),
    enable: z.boolean(),
    filter: z.object({ ids: z.array(z.number()) }).optional(),
    target: z.looseObject({
      refId: z.string(),
      view: z.enum(['breaches', 'events']),
      kpis: z.array(z.string()).optional(),
    }),
  })
);

/** Every value of a key, however deep. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  return Object.entries(node).flatMap(([name, child]) => [...(name === key ? [child] : []), ...valuesOf(child, key)]);
}

describe.each(Object.entries(dashboards))('the dashboard %s', (name, dashboard) => {
  const rows = rowsSchema.parse(dashboard.panels);
  const panels = rows.flatMap((row) => [row, ...row.panels]);

  test('has a name of its own and the tag that the others link to', () => {
    expect(dashboard).toMatchObject({ uid: `kpiwatch-${name}`, tags: ['kpi-watch'], schemaVersion: 42 });
  });

  test('comes with the app', () => {
    const includes: Array<{ type: string; name: string; path: string }> = pluginJson.includes;
    expect(includes).toContainEqual(
      expect.objectContaining({ type: 'dashboard', name: dashboard.title, path: `dashboards/${name}.json` })
    );
  });

  test('refers to data sources by its variables alone', () => {
    const references = valuesOf([dashboard.panels, dashboard.annotations, dashboard.templating], 'datasource');
    expect(references).toContainEqual(KPIS);
    for (const reference of references) {
      expect([KPIS, ...(name === 'systems' ? [PROMETHEUS] : [])]).toContainEqual(reference);
    }
    expect(dashboard.templating.list).toMatchObject([
      { name: 'kpi', type: 'datasource', query: KPIS.type },
      ...(name === 'systems' ? [{ name: 'prometheus', type: 'datasource', query: PROMETHEUS.type }] : []),
      ...(name === 'detail' ? [{ name: 'id', type: 'query', query: { kind: 'kpis' } }] : []),
    ]);
  });

  test('asks Prometheus in rows alone that are closed: not everybody has one', () => {
    const open = rows.filter(({ type, panels: closed }) => type !== 'row' || closed.length === 0);
    expect(
      valuesOf(
        dashboard.panels.filter(({ id }) => open.some((row) => row.id === id)),
        'uid'
      )
    ).not.toContain(PROMETHEUS.uid);
  });

  test('asks for KPIs that the catalogue has, and shows each KPI of its areas as a tile', () => {
    const ids = [...catalogue.map(({ id }) => id), ...(name === 'detail' ? [CHOSEN] : [])];
    for (const kpi of panels.flatMap(({ targets }) => targets.flatMap(({ kpis }) => kpis))) {
      expect(ids).toContain(kpi);
    }
    const [first] = panels;
    expect(first).toMatchObject({ id: 1, type: 'kpiwatch-suddendrop-panel' });
    const tiles = first?.targets.flatMap(({ kpis, view }) => (view === 'drop' ? kpis : [])) ?? [];
    expect([...tiles].sort()).toEqual(
      name === 'detail'
        ? [CHOSEN]
        : catalogue
            .filter(({ area }) => (areas[name] ?? [name]).includes(area))
            .map(({ id }) => id)
            .sort()
    );
  });

  test('marks breaches of KPIs that the catalogue has, on panels that it has', () => {
    const marks = marksSchema.parse(dashboard.annotations.list);
    for (const { target, filter, enable } of marks) {
      expect(migrateQuery(target)).toMatchObject(target);
      expect([...catalogue.map(({ id }) => id), CHOSEN]).toEqual(expect.arrayContaining(target.kpis ?? []));
      expect(panels.map(({ id }) => id)).toEqual(expect.arrayContaining(filter?.ids ?? []));
      // Not every shop has a table of deployments.
      expect(enable).toBe(target.view === 'breaches');
    }
    expect(marks.map(({ name: mark }) => mark)).toEqual(name === 'wallboard' ? [] : ['Breaches', 'Deployments']);
  });

  test('gives the panel "Sudden drop" readings to judge, and of those alone drivers and the day so far', () => {
    for (const { targets } of panels.filter(({ type }) => type === 'kpiwatch-suddendrop-panel')) {
      const kpisOf = (view: string) => targets.flatMap((target) => (target.view === view ? target.kpis : []));
      expect(kpisOf('drop')).not.toEqual([]);
      expect(kpisOf('series')).toEqual([]);
      expect(kpisOf('drop')).toEqual(expect.arrayContaining([...kpisOf('drivers'), ...kpisOf('today')]));
    }
  });

  test('has panels that neither share an id nor lie on one another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = rows.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)}/${y + Math.floor(index / w)}`)
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos }) => gridPos.x + gridPos.w))).toBe(24);
  });
});
