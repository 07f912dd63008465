import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { derivedSqlProblem } from './derivedSql';
import { catalogueYaml, findKpi, parseCatalogue, parseCatalogueYaml } from './parse';
import { anyCatalogue } from './testing';

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

  it('writes any catalogue as YAML that reads back as the same', () => {
    fc.assert(
      fc.property(anyCatalogue, (catalogue) => {
        expect(parseCatalogueYaml(catalogueYaml(catalogue))).toEqual({ ok: true, catalogue });
      })
    );
  });

  it.each([
    ['kind: count', 'kind: mean', 'kpis.0.value.kind', 11, 'choice', /^must be one of: count, distinct, sum, average/],
    ['area: customers', 'area: clients', 'kpis.0.area', 5, 'choice', /^must be one of: customers, sellers/],
    ['table: orders', 'table: orders; DROP TABLE x', 'kpis.0.source.table', 7, 'table', /database\.table/],
    ['column: created_at', 'column: "a`b"', 'kpis.0.source.time.column', 8, 'column', /letters, digits and _/],
    ['owner: Order team', 'ownr: Order team', 'kpis.0', 3, 'unknown-field', /: ownr\. Mend or remove/],
    ['values: [KR, JP]', 'values: []', 'kpis.0.source.filters.0.values', 10, 'too-few', /one entry or more/],
    ['name: Orders', 'name: 7', 'kpis.0.name', 4, 'text', /quotes/],
    ['    area: customers\n', '', 'kpis.0.area', 3, 'choice', /customers, sellers/],
    ['    name: Orders\n', '', 'kpis.0.name', 3, 'missing', /write it/],
  ])('names field, line and mend of a mistake: %s -> %s', (good, bad, field, line, code, message) => {
    const result = parseCatalogueYaml(YAML.replace(good, bad));
    expect(result).toMatchObject({ ok: false, issues: [{ field, line, code }] });
    expect(result.ok ? '' : result.issues[0]?.message).toMatch(message);
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
    expect(issues([{ ...kpi, links: [{ title: 'Board', url: 'data:text/html,x' }] }])).toEqual(['kpis.0.links.0.url']);
    expect(issues([{ ...kpi, holidays: ['2026-13-01'] }])).toEqual(['kpis.0.holidays.0']);
  });

  it('asks for an update when a newer release wrote the catalogue, and takes none as empty', () => {
    expect(parseCatalogue({ version: 3, kpis: [] })).toMatchObject({
      ok: false,
      issues: [{ field: 'version', code: 'newer', detail: '3', message: expect.stringContaining('Update KPI Watch') }],
    });
    expect(parseCatalogue(undefined)).toEqual({ ok: true, catalogue: { version: 2, kpis: [] } });
  });

  it('reads version 1, whose sources were tables, and writes this version', () => {
    const result = parseCatalogueYaml(YAML);
    expect(result).toMatchObject({ ok: true, catalogue: { version: 2, kpis: [{ source: { kind: 'table' } }] } });
    expect(result.ok ? catalogueYaml(result.catalogue) : '').toMatch(
      /^version: 2\nkpis:\n.*\n.*\n.*\n {4}source:\n {6}kind: table/
    );
  });

  it('says that a rollup of sums has no distinct count and no last value', () => {
    const rollup = { kind: 'rollup', table: 't', events: 'n', time: { column: 'c', type: 'epoch_s' } };
    const codes = (value: unknown) => {
      const result = parseCatalogue({ version: 2, kpis: [{ id: 'a', name: 'A', area: 'own', source: rollup, value }] });
      return result.ok ? [] : result.issues.map(({ field, code }) => [field, code]);
    };
    expect(codes({ kind: 'average', column: 'c' })).toEqual([]);
    expect(codes({ kind: 'last', column: 'c' })).toEqual([['kpis.0.value.kind', 'rollup']]);
    const distinct = { kind: 'distinct', column: 'c' };
    expect(codes({ kind: 'ratio', numerator: distinct, denominator: { kind: 'count' } })).toEqual([
      ['kpis.0.value.numerator.kind', 'rollup'],
    ]);
  });
});

describe('the SQL of a KPI', () => {
  it.each([
    'SELECT a FROM t WHERE {time}',
    ' with x as (select 1) SELECT a FROM t o WHERE {time:o.created_at} AND name = \'it is {50%} "fine"\'',
    'SELECT `into` FROM t WHERE (a, b) IN ((1, 2)) AND {time}',
  ])('may be %s', (sql) => {
    expect(derivedSqlProblem(sql)).toBeUndefined();
  });

  it.each([
    ['DELETE FROM t WHERE {time}', 'sql-select'],
    ['SELECT a FROM t', 'sql-time'],
    ["SELECT a FROM t WHERE '{time}' = ''", 'sql-time'],
    ['SELECT a FROM t WHERE {time} AND {zeit}', 'sql-time'],
    ['SELECT a FROM t WHERE {time}; DROP TABLE t', 'sql-characters'],
    ['SELECT a FROM t WHERE {time} -- rest', 'sql-characters'],
    ['SELECT a FROM t WHERE {time} /*!50000 OR 1 */', 'sql-characters'],
    ['SELECT a FROM t WHERE {time} # rest', 'sql-characters'],
    ["SELECT a FROM t WHERE {time} AND a = '\\' OR 1 = 1", 'sql-characters'],
    ['SELECT a FROM t WHERE {time} AND $__timeFilter(x)', 'sql-characters'],
    ['SELECT @@version FROM t WHERE {time}', 'sql-characters'],
    ['SELECT a FROM t WHERE {time}\0', 'sql-characters'],
    ["SELECT a FROM t WHERE {time} AND a = 'open", 'sql-quotes'],
    ['SELECT a FROM t WHERE {time}) AS x, (SELECT 1', 'sql-parentheses'],
    ['SELECT a FROM t WHERE {time} AND (b', 'sql-parentheses'],
    ["SELECT a INTO OUTFILE '/tmp/x' FROM t WHERE {time}", 'sql-words'],
    ['SELECT a FROM t WHERE {time} FOR  UPDATE', 'sql-words'],
    ['SELECT a FROM t WHERE {time} AND SLEEP(9)', 'sql-words'],
  ])('may not be %s', (sql, problem) => {
    expect(derivedSqlProblem(sql)).toBe(problem);
  });
});

it('reads the examples of the docs', () => {
  const texts = ['README.md', 'docs/catalogue.md'].flatMap((name) => [
    ...readFileSync(join(__dirname, '../../..', name), 'utf8').matchAll(/^( *)```yaml\n(.*?)^ *```/gms),
  ]);
  expect(texts).toHaveLength(2);
  for (const [, indent = '', yaml = ''] of texts) {
    expect(parseCatalogueYaml(yaml.replaceAll(`\n${indent}`, '\n').trim())).toMatchObject({ ok: true });
  }
});
