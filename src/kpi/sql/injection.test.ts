import fc from 'fast-check';
import { Parser } from 'node-sql-parser';

import { eventTableSchema } from '../catalogue/eventTable';
import { catalogueSchema, type Kpi } from '../catalogue/schema';
import { withTimeLimit } from './dialect';
import { compileEvents } from './events';
import { filledWith, hostileText, TEXTS } from './hostile';
import { compileRuleNow } from './rule';
import { propertyRuns } from './testing';
import { compileWindows } from './windows';

const parser = new Parser();
const WINDOWS = [
  { slot: 'judged/now', from: 0, to: 600 },
  { slot: 'series/now', from: 0, to: 600, bucket: 60 },
];

/** With `KPIWATCH_PROPERTY_RUNS=10`, of 100,000 texts. */
const STATEMENTS = propertyRuns(42);

/** The parser reads no `_utf8mb4 X'…'`; what is between those quotes is hexadecimal or stays as it is. */
function readable(sql: string): string {
  return sql.replaceAll(/_utf8mb4 X'([0-9a-f]*)'/g, "'$1'").replaceAll('$__unixEpochTo()', '1772506800');
}

/** A statement without its values, a text's length among them: what it does. Throws for anything that is no SQL. */
function shapeOf(sql: string): unknown {
  return JSON.parse(
    JSON.stringify(parser.astify(readable(sql), { database: 'MySQL' }), (key, value: unknown) =>
      key === 'value' && (typeof value === 'string' || typeof value === 'number') ? '' : value
    )
  );
}

function statements({ kpi, slice, events }: ReturnType<typeof filledWith>): string[] {
  const rule = { seconds: 600, minimumEvents: 5, writtenAt: 0 };
  return [
    withTimeLimit(compileWindows([kpi], WINDOWS.slice(0, 1), slice), 'mysql', 30),
    compileRuleNow([kpi], rule),
    compileEvents(events, { from: 0, to: 600 }),
  ];
}

/** A panel's statement, and in turn one of the others: parsing is what takes the time. */
function some(all: string[], turn: number): string[] {
  return all.filter((_, index) => index === 0 || index === 1 + (turn % 2));
}

it('is the one SELECT that was meant, whatever the values are: ten thousand of them', () => {
  const harmless = statements(filledWith(Array.from({ length: TEXTS }, () => 'x')));
  const meant = [0, 1].map((turn) => some(harmless, turn).map(shapeOf));
  let count = 0;
  let turn = 0;
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: TEXTS, maxLength: TEXTS }), (texts) => {
      count += texts.length;
      turn = 1 - turn;
      expect(some(statements(filledWith(texts)), turn).map(shapeOf)).toEqual(meant[turn]);
    }),
    { numRuns: STATEMENTS }
  );
  expect(count).toBeGreaterThanOrEqual(STATEMENTS * TEXTS);
}, 600_000);

it('hands nothing to Grafana to expand', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: TEXTS, maxLength: TEXTS }), (texts) => {
      const { kpi, slice, events } = filledWith(texts);
      expect(compileWindows([kpi], WINDOWS, slice)).not.toMatch(/\$|\[\[/);
      expect(compileEvents(events, { from: 0, to: 600 })).not.toMatch(/\$|\[\[/);
    }),
    { numRuns: 50 }
  );
});

it('takes no such text as the name of anything: it is refused, or it is a name', () => {
  const name = /^[\p{L}_][\p{L}\p{N}_]*$/u;
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 0, max: 6 }), (text, place) => {
      const names = Array.from({ length: 7 }, (_, index) => (index === place ? text : 'x'));
      const [table, time, column, dimension, filter, id, zone] = names;
      const result = catalogueSchema.safeParse({
        version: 2,
        kpis: [
          {
            id,
            name: text,
            area: 'own',
            source: {
              kind: 'table',
              table,
              time: { column: time, type: 'datetime', zone: zone === 'x' ? 'UTC' : zone },
              filters: [{ column: filter, op: 'is null' }],
            },
            value: { kind: 'sum', column },
            dimensions: [dimension],
          },
        ],
      });
      const [kpi] = result.success ? result.data.kpis : [];
      if (kpi) {
        expect(place === 6 || text.split('.').every((part) => name.test(part))).toBe(true);
        expect(shapeOf(compileWindows([kpi], WINDOWS, { by: kpi.dimensions, filters: [] }))).toMatchObject({
          type: 'select',
        });
      }
    }),
    { numRuns: propertyRuns(4_000) }
  );
}, 120_000);

it('takes no such text as a name of an events table', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 0, max: 4 }), (hostile, place) => {
      const names = Array.from({ length: 5 }, (_, index) => (index === place ? hostile : 'x'));
      const [table, column, end, text, tag] = names;
      const time = { column, type: 'epoch_s' };
      const result = eventTableSchema.safeParse({ table, time, end, text: [text], tags: [tag] });
      if (result.success) {
        expect(hostile.split('.').every((part) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(part))).toBe(true);
        expect(shapeOf(compileEvents(result.data, { from: 0, to: 600 }))).toMatchObject({ type: 'select' });
      }
    }),
    { numRuns: propertyRuns(2_000) }
  );
}, 120_000);

it('keeps a SELECT of a person’s own inside its parentheses', () => {
  const part = fc.oneof(
    hostileText,
    fc.constantFrom('SELECT ', 'a', ' FROM events', ' WHERE ', '{time}', ' AND ', "'x'", '(', ')', ' UNION SELECT 1')
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const sql = `SELECT at_seconds FROM events WHERE {time} ${parts.join('')}`;
      const result = catalogueSchema.safeParse({
        version: 2,
        kpis: [
          {
            id: 'x',
            name: 'X',
            area: 'own',
            source: { kind: 'sql', sql, time: { column: 'at_seconds', type: 'epoch_s' } },
            value: { kind: 'count' },
          },
        ],
      });
      const [kpi] = result.success ? result.data.kpis : [];
      if (!kpi) {
        return;
      }
      read++;
      const text = compileWindows([kpi], WINDOWS.slice(0, 1));
      const [before = '', after = ''] = text.split(sql.trim().split('{time}')[0] ?? '');
      expect([before.trim().endsWith('FROM ('), after.includes(') AS kpi_rows\nWHERE ')]).toEqual([true, true]);
      expect(outermost(text)).toBe(outermost(compileWindows([{ ...kpi, source: plain }], WINDOWS.slice(0, 1))));
    }),
    { numRuns: propertyRuns(4_000) }
  );
  expect(read).toBeGreaterThan(1000);
}, 120_000);

const plain: Kpi['source'] = {
  kind: 'sql',
  sql: 'SELECT at_seconds FROM events WHERE {time}',
  time: { column: 'at_seconds', type: 'epoch_s' },
  filters: [],
};

/** What of a statement is in no parentheses and in no quotes, as a server reads it. */
function outermost(sql: string): string {
  let depth = 0;
  const parts = sql.match(/'[^']*'|"[^"]*"|`[^`]*`|[()]|[^'"`()]+/g) ?? [];
  return parts
    .map((part) => {
      depth += part === '(' ? 1 : part === ')' ? -1 : 0;
      return depth === 0 ? part : '';
    })
    .join('');
}
