import fc from 'fast-check';

import { catalogueSchema, type Catalogue } from './schema';
import { CATALOGUE_VERSION } from './version';

/** Names as people and databases have them, among them such as YAML reads as something else when they stand bare. */
const name = fc.oneof(
  fc.constantFrom('status', 'created_at', 'y', 'no', 'null', 'true', '주문', 'Straße'),
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/)
);

const words = (longest: number) =>
  fc
    .oneof(
      fc.constantFrom(
        'Orders',
        '7',
        'true',
        '~',
        '- a',
        'a: b',
        '#1',
        '"q"',
        "it's",
        '2026-12-25',
        '주문 수',
        '*',
        '&a'
      ),
      fc.string({ unit: 'grapheme', maxLength: 24 })
    )
    .map((text) => text.trim().slice(0, longest))
    .filter((text) => text.trim() === text && text !== '');

const literal = fc.oneof(
  fc.constantFrom('', ' ', '7', '007', '1e3', '-0', 'true', 'a, b', '"a"', '"', '\\', 'a\nb', ' padded ', '한국'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.integer(),
  // Nobody stores a zero with a sign.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
  fc.boolean()
);

const filter = fc.oneof(
  fc.record({ column: name, op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='), value: literal }),
  fc.record({
    column: name,
    op: fc.constantFrom('in', 'not in'),
    values: fc.array(literal, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ column: name, op: fc.constant('between'), from: literal, to: literal }),
  fc.record({ column: name, op: fc.constant('starts with'), value: literal.map(String) }),
  fc.record({ column: name, op: fc.constantFrom('is null', 'is not null') })
);

const filters = fc.array(filter, { maxLength: 3 });
const zone = fc.constantFrom('UTC', 'Asia/Seoul', 'America/New_York', '+09:00');
const table = fc.oneof(
  name,
  fc.tuple(name, name).map(([database, of]) => `${database}.${of}`)
);

const time = fc.oneof(
  fc.record({ column: name, type: fc.constantFrom('timestamp', 'epoch_s', 'epoch_ms') }),
  fc.record({ column: name, type: fc.constantFrom('datetime', 'date'), zone })
);

const rowsSource = fc.oneof(
  fc.record({ kind: fc.constant('table'), table, time, filters }, { requiredKeys: ['kind', 'table', 'time'] }),
  fc.record({
    kind: fc.constant('sql'),
    sql: fc.constantFrom(
      'SELECT a FROM t WHERE {time}',
      '  WITH x AS (SELECT 1)\nSELECT a\n  FROM t o\n WHERE {time:o.at}\n'
    ),
    time,
    filters,
  })
);

const source = fc.oneof(rowsSource, fc.record({ kind: fc.constant('rollup'), table, events: name, time, filters }));

/** Of one column each; a rollup knows neither how many differ nor the last one. */
const term = fc.oneof(
  fc.record({ kind: fc.constant('count'), filters, source: rowsSource }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constantFrom('sum'), column: name, filters, source }, { requiredKeys: ['kind', 'column'] })
);

const value = fc.oneof(
  fc.constant({ kind: 'count' }),
  fc.record({ kind: fc.constantFrom('sum', 'average', 'maximum'), column: name }),
  fc.record({ kind: fc.constant('ratio'), numerator: term, denominator: term })
);

const link = fc.webUrl({ withQueryParameters: true });

const about = {
  name: words(80),
  description: fc.string({ unit: 'grapheme', maxLength: 40 }),
  area: fc.constantFrom('customers', 'sellers', 'systems', 'own'),
  dimensions: fc.array(name, { maxLength: 3 }),
  unit: fc.constantFrom('', 'locale', 'short', 'currencyKRW', 'suffix: 건'),
  goodDirection: fc.constantFrom('up', 'down'),
  ingestDelay: fc.constantFrom('0s', '10s', '5m', '1d'),
  zone,
  holidays: fc.array(fc.constantFrom('2026-12-25', '2026-01-01', '2027-02-28'), { maxLength: 3 }),
  owner: words(80),
  runbook: link,
  links: fc.array(fc.record({ title: words(60), url: link }), { maxLength: 2 }),
};

const kpi = fc.oneof(
  fc.record({ ...about, source, value }, { requiredKeys: ['name', 'area', 'source', 'value'] }),
  fc.record(
    { ...about, source: rowsSource, value: fc.record({ kind: fc.constantFrom('distinct', 'last'), column: name }) },
    { requiredKeys: ['name', 'area', 'source', 'value'] }
  )
);

/** A catalogue that says anything a catalogue may say. */
export const anyCatalogue: fc.Arbitrary<Catalogue> = fc.array(kpi, { maxLength: 3 }).map((kpis) =>
  catalogueSchema.parse({
    version: CATALOGUE_VERSION,
    kpis: kpis.map((one, index) => ({ ...one, id: `kpi_${index}` })),
  })
);
