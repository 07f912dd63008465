import fc from 'fast-check';

import { ISSUE_CODES, type IssueCode } from './issueCodes';
import { parseCatalogue, parseCatalogueYaml } from './parse';
import { anyCatalogue } from './testing';

const KPI = {
  id: 'orders',
  name: 'Orders',
  area: 'customers',
  source: { kind: 'table', table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
  value: { kind: 'count' },
};
const { source } = KPI;
const filtered = (filter: unknown) => ({ source: { ...source, filters: [filter] } });
const sql = (text: string) => ({ source: { kind: 'sql', sql: text, time: source.time } });

/** Each thing that can be wrong with a field of a KPI, and where it is said. */
const WRONG: ReadonlyArray<[change: Record<string, unknown>, field: string, code: IssueCode]> = [
  [{ id: 'Orders' }, 'id', 'id'],
  [{ id: 'o'.repeat(41) }, 'id', 'id'],
  [{ id: '' }, 'id', 'id'],
  [{ id: 7 }, 'id', 'text'],
  [{ name: '' }, 'name', 'missing'],
  [{ name: '  ' }, 'name', 'missing'],
  [{ name: 'n'.repeat(81) }, 'name', 'too-long'],
  [{ name: undefined }, 'name', 'missing'],
  [{ name: null }, 'name', 'text'],
  [{ description: 'd'.repeat(501) }, 'description', 'too-long'],
  [{ area: 'clients' }, 'area', 'choice'],
  [{ area: undefined }, 'area', 'choice'],
  [{ source: 'orders' }, 'source', 'fields'],
  [{ source: { ...source, kind: 'view' } }, 'source.kind', 'choice'],
  [{ source: { ...source, table: 'a b' } }, 'source.table', 'table'],
  [{ source: { ...source, time: { column: 'a b', type: 'timestamp' } } }, 'source.time.column', 'column'],
  [{ source: { ...source, time: { column: 'a', type: 'time' } } }, 'source.time.type', 'choice'],
  [{ source: { ...source, time: { column: 'a', type: 'date', zone: 'Mars' } } }, 'source.time.zone', 'zone'],
  [{ source: { ...source, time: { ...source.time, zone: 'UTC' } } }, 'source.time', 'unknown-field'],
  [{ source: { ...source, kind: 'rollup' } }, 'source.events', 'missing'],
  [{ source: { ...source, filters: 'all' } }, 'source.filters', 'list'],
  [filtered({ column: 'a', op: 'like', value: 'x' }), 'source.filters.0.op', 'choice'],
  [filtered({ column: 'a', op: '=' }), 'source.filters.0.value', 'literal'],
  [filtered({ column: 'a', op: '=', value: Infinity }), 'source.filters.0.value', 'literal'],
  [filtered({ column: 'a', op: '=', value: 'x'.repeat(1001) }), 'source.filters.0.value', 'too-long'],
  [filtered({ column: 'a', op: 'in', values: [] }), 'source.filters.0.values', 'too-few'],
  [filtered({ column: 'a', op: 'starts with', value: 7 }), 'source.filters.0.value', 'text'],
  [sql('DELETE FROM t WHERE {time}'), 'source.sql', 'sql-select'],
  [sql('SELECT a FROM t'), 'source.sql', 'sql-time'],
  [sql('SELECT a FROM t WHERE {time}; SELECT 1'), 'source.sql', 'sql-characters'],
  [sql("SELECT 'a FROM t WHERE {time}"), 'source.sql', 'sql-quotes'],
  [sql('SELECT (a FROM t WHERE {time}'), 'source.sql', 'sql-parentheses'],
  [sql('SELECT SLEEP(1) FROM t WHERE {time}'), 'source.sql', 'sql-words'],
  [sql(`SELECT ${'a'.repeat(10_000)} FROM t WHERE {time}`), 'source.sql', 'too-long'],
  [{ value: { kind: 'mean', column: 'a' } }, 'value.kind', 'choice'],
  [{ value: { kind: 'sum' } }, 'value.column', 'missing'],
  [{ value: { kind: 'ratio', numerator: { kind: 'count' } } }, 'value.denominator', 'missing'],
  [
    { source: { ...source, kind: 'rollup', events: 'n' }, value: { kind: 'last', column: 'a' } },
    'value.kind',
    'rollup',
  ],
  [{ dimensions: Array.from({ length: 11 }, (_, index) => `d${index}`) }, 'dimensions', 'too-many'],
  [{ dimensions: ['a b'] }, 'dimensions.0', 'column'],
  [{ unit: 'u'.repeat(41) }, 'unit', 'too-long'],
  [{ price: { amount: 0, currency: 'KRW' } }, 'price.amount', 'price'],
  [{ price: { amount: '38000', currency: 'KRW' } }, 'price.amount', 'price'],
  [{ price: { amount: 38000, currency: 'won' } }, 'price.currency', 'currency'],
  [{ price: { amount: 1, currency: 'KRW' }, value: { kind: 'sum', column: 'a' } }, 'price', 'price-kind'],
  [{ goodDirection: 'left' }, 'goodDirection', 'choice'],
  [{ ingestDelay: 'soon' }, 'ingestDelay', 'duration'],
  [{ zone: 'Mars/Olympus' }, 'zone', 'zone'],
  [{ holidays: ['2026-02-30'] }, 'holidays.0', 'date'],
  [{ holidays: [20261225] }, 'holidays.0', 'date'],
  [{ runbook: 'javascript:alert(1)' }, 'runbook', 'link'],
  [{ links: [{ title: 'Board' }] }, 'links.0.url', 'link'],
  [{ links: [{ title: 't'.repeat(61), url: 'https://a.example' }] }, 'links.0.title', 'too-long'],
  [{ ownr: 'me' }, '', 'unknown-field'],
];

const issuesOf = (kpis: unknown, version: unknown = 2) => {
  const result = parseCatalogue({ version, kpis });
  return result.ok ? [] : result.issues;
};

it.each(WRONG)('%j is wrong at %s: %s', (change, field, code) => {
  const at = field === '' ? 'kpis.0' : `kpis.0.${field}`;
  expect(issuesOf([{ ...KPI, ...change }])).toMatchObject([{ field: at, code }]);
});

/** What can be wrong with YAML as such, and in which line. */
const BROKEN: ReadonlyArray<[text: string, line: number, code: IssueCode]> = [
  ['version: 2\nkpis:\n\t- id: a\n', 3, 'yaml-tab'],
  ['version: 2\nversion: 2\nkpis: []\n', 2, 'yaml-twice'],
  ['version: 2\nkpis:\n  - name: a: b\n', 3, 'yaml-colon'],
  ['version: 2\n  kpis: []\n', 1, 'yaml-colon'],
  ['version: 2\nkpis:\n  - name: @a\n', 3, 'yaml-start'],
  ['version: 2\nkpis: [\n', 3, 'yaml-open'],
  ['version: 2\nkpis:\n  - id: a\n name: b\n', 4, 'yaml-open'],
  ['version: 2\nkpis: []\n---\nversion: 2\n', 3, 'yaml-documents'],
  ['version: 2\nkpis:\n  - *orders\n', 3, 'yaml-alias'],
  ['version: 2\nkpis:\n  - name: "\\q"\n', 3, 'yaml'],
];

it.each(BROKEN)('%j is broken in line %i: %s', (text, line, code) => {
  expect(parseCatalogueYaml(text)).toMatchObject({ ok: false, issues: [{ field: '', line, code }] });
});

it('reads anchors, and refuses those that would fill the memory', () => {
  const kpi = JSON.stringify({ ...KPI, id: 'more', source: undefined });
  const shared = `version: 2\nkpis:\n  - ${JSON.stringify({ ...KPI, source: undefined }).slice(0, -1)}, "source": &rows ${JSON.stringify(source)}}\n  - ${kpi.slice(0, -1)}, "source": *rows }\n`;
  expect(parseCatalogueYaml(shared)).toMatchObject({ ok: true, catalogue: { kpis: [{ source }, { source }] } });
  const letters = [...'abcdefg'];
  const lines = letters.map((letter, index) => {
    const inside = index === 0 ? 'x' : `*${letters[index - 1] ?? ''}`;
    return `${letter}: &${letter} [${Array.from({ length: 10 }, () => inside).join(', ')}]`;
  });
  expect(parseCatalogueYaml(lines.join('\n'))).toMatchObject({ ok: false, issues: [{ code: 'yaml-alias', line: 2 }] });
});

it('knows all there is to be said of a catalogue, and nothing else', () => {
  const rest = [issuesOf([KPI, KPI]), issuesOf([], 3), issuesOf('none'), issuesOf([null]), issuesOf([], '2')];
  const said = rest.map(([issue]) => issue?.code);
  expect(said).toEqual(['taken', 'newer', 'list', 'fields', 'choice']);
  const known = [...said, ...WRONG.map(([, , code]) => code), ...BROKEN.map(([, , code]) => code)];
  expect(ISSUE_CODES.filter((code) => !known.includes(code))).toEqual(['other']);
});

describe('of a catalogue in which anything is anything else', () => {
  const thing = fc.constantFrom<unknown>(
    ...[undefined, null, '', ' ', 0, -1, 1.5, NaN, Infinity, true, 'x'.repeat(11_000), [], [null], {}, { foo: 1 }]
  );

  it('has a sentence for every mistake', () => {
    fc.assert(
      fc.property(
        anyCatalogue.filter(({ kpis }) => kpis.length > 0),
        fc.array(fc.tuple(fc.nat(), thing), { minLength: 1, maxLength: 3 }),
        (catalogue, changes) => {
          const changed: unknown = changes.reduce<unknown>((whole, [at, to]) => withThing(whole, at, to), catalogue);
          const result = parseCatalogue(changed);
          const codes = result.ok ? [] : result.issues.map(({ code }) => code);
          expect(codes).not.toContain('other');
          expect(result.ok || result.issues.every(({ message }) => message !== '')).toBe(true);
        }
      ),
      { numRuns: 150 }
    );
  });
});

/** The tree with its `at`-th node, counted round and round, replaced. */
function withThing(tree: unknown, at: number, thing: unknown): unknown {
  let left = at % size(tree);
  const walk = (node: unknown): unknown => {
    if (left-- === 0) {
      return thing;
    }
    if (Array.isArray(node)) {
      return node.map(walk);
    }
    return typeof node === 'object' && node !== null
      ? Object.fromEntries(Object.entries(node).map(([key, child]) => [key, walk(child)]))
      : node;
  };
  return walk(tree);
}

function size(tree: unknown): number {
  return typeof tree === 'object' && tree !== null
    ? Object.values(tree).reduce<number>((sum, child) => sum + size(child), 1)
    : 1;
}
