import { catalogueYaml, findKpi, parseCatalogue, parseCatalogueYaml } from './parse';

const YAML = `version: 1
kpis:
  - id: orders
    name: Orders
    area: customers
    source:
      table: orders
      time: { column: created_at, type: timestamp }
      filters:
        - { column: region, op: in, values: [KR, JP] }
    value: { kind: count }
    owner: Order team
`;

describe('the catalogue', () => {
  it('reads YAML and fills in what is left out', () => {
    const result = parseCatalogueYaml(YAML);
    expect(result).toMatchObject({
      ok: true,
      catalogue: { kpis: [{ id: 'orders', unit: 'locale', goodDirection: 'up', ingestDelay: '10s', zone: 'UTC' }] },
    });
  });

  it('writes YAML that reads back as the same catalogue', () => {
    const first = parseCatalogueYaml(YAML);
    if (!first.ok) {
      throw new Error('must parse');
    }
    expect(parseCatalogueYaml(catalogueYaml(first.catalogue))).toEqual(first);
    expect(findKpi(first.catalogue, 'orders')?.name).toBe('Orders');
    expect(findKpi(first.catalogue, 'refunds')).toBeUndefined();
  });

  it.each([
    ['kind: count', 'kind: mean', 'kpis.0.value.kind', 11],
    ['area: customers', 'area: clients', 'kpis.0.area', 5],
    ['table: orders', 'table: orders; DROP TABLE x', 'kpis.0.source.table', 7],
    ['column: created_at', 'column: "a`b"', 'kpis.0.source.time.column', 8],
    ['owner: Order team', 'ownr: Order team', 'kpis.0', 3],
  ])('names field and line of a mistake: %s -> %s', (good, bad, field, line) => {
    const result = parseCatalogueYaml(YAML.replace(good, bad));
    expect(result).toMatchObject({ ok: false, issues: [{ field, line }] });
  });

  it('names the line where the YAML itself is broken, in one line of text', () => {
    const result = parseCatalogueYaml('version: 1\nkpis: [\n');
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.issues[0]?.line).toBeGreaterThan(1);
      expect(result.issues[0]?.message).not.toContain('\n');
    }
  });

  it('refuses two KPIs of one id, links that are not web links, and zones that do not exist', () => {
    const kpi = {
      id: 'a',
      name: 'A',
      area: 'own',
      source: { table: 't', time: { column: 'c', type: 'epoch_s' } },
      value: { kind: 'count' },
    };
    const issues = (kpis: unknown[]) => {
      const result = parseCatalogue({ version: 1, kpis });
      return result.ok ? [] : result.issues.map(({ field }) => field);
    };
    expect(issues([kpi, kpi])).toEqual(['kpis.1.id']);
    expect(issues([{ ...kpi, runbook: 'javascript:alert(1)' }])).toEqual(['kpis.0.runbook']);
    expect(issues([{ ...kpi, zone: 'Mars/Olympus' }])).toEqual(['kpis.0.zone']);
  });

  it('asks for an update when a newer release wrote the catalogue, and takes none as empty', () => {
    expect(parseCatalogue({ version: 2, kpis: [] })).toMatchObject({
      ok: false,
      issues: [{ field: 'version', message: expect.stringContaining('Update KPI Watch') }],
    });
    expect(parseCatalogue(undefined)).toEqual({ ok: true, catalogue: { version: 1, kpis: [] } });
  });
});
