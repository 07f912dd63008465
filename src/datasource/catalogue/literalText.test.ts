import fc from 'fast-check';

import type { Literal } from '../../kpi/catalogue/filter';
import { listOf, listText, literalOf, literalText } from './literalText';

it.each<[Literal, string]>([
  ['succeeded', 'succeeded'],
  ['it is "fine"', 'it is "fine"'],
  [7, '7'],
  [-1.5, '-1.5'],
  [1e21, '1e+21'],
  [true, 'true'],
  ['7', '"7"'],
  ['true', '"true"'],
  ['007', '007'],
  ['1.50', '1.50'],
  ['', '""'],
  [' a', '" a"'],
  ['a\nb', '"a\\nb"'],
  ['"a"', '"\\"a\\""'],
])('shows %j as %s, and reads it again', (value, text) => {
  expect(literalText(value)).toBe(text);
  expect(literalOf(text)).toBe(value);
});

it('takes no value where nothing stands, and a quote that is not closed as it is', () => {
  expect(literalOf('  ')).toBeUndefined();
  expect(literalOf('"a')).toBe('"a');
  expect(literalOf('"a" b')).toBe('"a" b');
});

it.each<[Literal[], string]>([
  [['KR', 'JP'], 'KR, JP'],
  [['a, b', 1, '1', false], '"a, b", 1, "1", false'],
  [[''], '""'],
  [[], ''],
])('shows %j as %s, and reads them again', (values, text) => {
  expect(listText(values)).toBe(text);
  expect(listOf(text)).toEqual(values);
});

it('reads what people type between commas', () => {
  expect(listOf('KR,JP , , US,')).toEqual(['KR', 'JP', 'US']);
  expect(listOf('"a" b, c')).toEqual(['"a" b', 'c']);
});

it('reads any values as they were', () => {
  const literal = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '",', ',"', '\\",'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
    fc.boolean()
  );
  fc.assert(
    fc.property(fc.array(literal), (values) => {
      expect(listOf(listText(values))).toEqual(values);
    })
  );
});
