import fc from 'fast-check';

import { eventTableSchema, type EventTable } from '../catalogue/eventTable';
import type { Kpi } from '../catalogue/schema';
import { kpiOf } from './testing';
import type { Slice } from './windows';

/** What people send who want a statement to be another one, or who only have such names. */
const KNOWN_BAD = [
  "'",
  "''",
  '"',
  '`',
  '\\',
  "\\'",
  "\\\\'",
  "' OR '1'='1",
  "' OR 1=1 -- ",
  "' OR 1=1#",
  "' OR 1=1/*",
  "') OR ('1'='1",
  "'; DROP TABLE events; -- ",
  "'; DELETE FROM events; -- ",
  "'; UPDATE events SET amount = 0; -- ",
  "'; INSERT INTO events VALUES (1); -- ",
  "' UNION SELECT user, password FROM mysql.user -- ",
  "' UNION ALL SELECT @@version, NULL, NULL#",
  "' INTO OUTFILE '/tmp/x' -- ",
  "' AND SLEEP(5) -- ",
  "' AND (SELECT 1 FROM (SELECT SLEEP(5)) x) -- ",
  "' PROCEDURE ANALYSE() -- ",
  "x' AND 1=(SELECT COUNT(*) FROM information_schema.tables) -- ",
  '" OR ""="',
  '` FROM events; DROP TABLE events; -- ',
  '1; DROP TABLE events',
  '1 OR 1=1',
  '1) OR (1=1',
  '1/*!50000 OR 1=1*/',
  '/*!50000 DROP TABLE events */',
  '*/ DROP TABLE events /*',
  '-- ',
  '#',
  '/*',
  '*/',
  ';',
  '\u0000',
  "\u0000' OR 1=1 -- ",
  '\u001a',
  '\b\n\r\t',
  '\u02bc OR 1=1 -- ',
  '\u2019 OR 1=1 -- ',
  '\uff07 OR 1=1 -- ',
  "\u00bf' OR 1=1 -- ",
  "\u00bf\\' OR 1=1 -- ",
  "\u8a31' OR 1=1 -- ",
  '\ud800',
  "\ud800' OR 1=1 -- ",
  '%',
  '_',
  "%' OR 1=1 -- ",
  "|' OR 1=1 -- ",
  "||'",
  '$__timeFilter(at_seconds)',
  '$__unixEpochTo()',
  '${kpi:raw}',
  '[[kpi]]',
  '$kpi',
  '{time}',
  '{time:x}',
  "_utf8mb4 X'27'",
  "X'27'",
  '0x27',
  'CHAR(39)',
  'NULL',
  'TRUE',
  '1e309',
  '-1',
  'NaN',
  "Robert'); DROP TABLE events; --",
  '서울',
  '😀',
  '',
  ' ',
] as const;

const PIECES = [...KNOWN_BAD, "'", '\\', '`', ' OR ', ' -- ', '/*', '*/', ';', ')', '(', 'a', '1', '\n'];

/** A text that means harm: one that is known, pieces of several, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...KNOWN_BAD),
    fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 6 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 24 }),
    fc.string({ unit: 'grapheme', maxLength: 24 })
  )
  .map((text) => text.slice(0, 1000));

const EPOCH = { column: 'at_seconds', type: 'epoch_s' } as const;

/** So many texts at once: parsing and sending is what takes the time. */
export const TEXTS = 240;

/** A KPI, a slice and a table of events with a text in every place that takes one. */
export function filledWith(texts: readonly string[]): { kpi: Kpi; slice: Slice; events: EventTable } {
  const text = (index: number) => texts[index] ?? '';
  const third = Math.floor(texts.length / 3);
  const filters = [
    { column: 'region', op: 'in', values: texts.slice(0, third) },
    { column: 'region', op: 'not in', values: texts.slice(third, 2 * third) },
    ...(['=', '!=', '<', '<=', '>', '>='] as const).map((op, index) => ({
      column: 'status',
      op,
      value: text(2 * third + index),
    })),
    { column: 'status', op: 'between', from: text(2 * third + 6), to: text(2 * third + 7) },
    { column: 'status', op: 'starts with', value: text(2 * third + 8) },
  ];
  const value = {
    kind: 'ratio',
    numerator: { kind: 'count', filters: [{ column: 'region', op: 'in', values: texts.slice(2 * third + 9) }] },
    denominator: { kind: 'count' },
  };
  return {
    kpi: kpiOf({ value, source: { filters } }),
    slice: { by: ['region'], filters: [{ column: 'region', op: '=', value: text(0) }] },
    events: eventTableSchema.parse({ table: 'events', time: EPOCH, text: ['region'], tags: ['status'], filters }),
  };
}
