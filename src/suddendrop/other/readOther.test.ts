import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';

import { readOther, type OtherSettings } from './readOther';

const MINUTE = 60;
const DAY = 86_400;
const END = Date.UTC(2026, 2, 4, 14, 5) / 1000;
const SETTINGS: OtherSettings = {
  references: 'shift',
  nowQuery: 'A',
  windowSeconds: 600,
  points: 'count',
  goodDirection: 'up',
  zone: 'UTC',
};

/** A point a minute over `days` days before END; `valueAt` says which, null for a gap. */
function frame(days: number, valueAt: (time: number) => number | null, more: Partial<DataFrame> = {}, labels = {}) {
  const times = Array.from({ length: (days * DAY) / MINUTE }, (_, index) => END - days * DAY + index * MINUTE);
  return toDataFrame({
    refId: 'A',
    fields: [
      { name: 'Time', type: FieldType.time, values: times.map((time) => time * 1000) },
      { name: 'requests', type: FieldType.number, labels, values: times.map(valueAt) },
    ],
    ...more,
  });
}

const falling = (time: number) => (time >= END - 600 ? 3 : 10);
const only = (...args: Parameters<typeof readOther>) => {
  const [content, ...rest] = readOther(...args);
  expect(rest).toEqual([]);
  if (!content) {
    throw new Error('Nothing was read.');
  }
  return content;
};

describe('references by shifted time', () => {
  test('come from the same query on earlier days, as far as its time range reaches back', () => {
    const { reading, curve } = only([frame(8, falling)], SETTINGS, END + 5);
    expect(reading).toMatchObject({
      kpi: { name: 'requests', goodDirection: 'up' },
      judged: { from: END - 600, to: END },
      now: { value: 30, events: 30 },
      references: [
        { id: 'week1', days: 7, value: 100 },
        { id: 'week2', events: 0 },
        { id: 'week3', events: 0 },
        { id: 'day1', days: 1, value: 100 },
        { id: 'day2', value: 100 },
        { id: 'day3', value: 100 },
      ],
    });
    expect(curve.at(-1)).toMatchObject({ now: 6, expected: 20, low: 20, high: 20, lastWeek: 20 });
  });

  test('a point that is not complete is not judged', () => {
    const { reading } = only([frame(2, falling)], SETTINGS, END - 30);
    expect(reading.judged.to).toBe(END - MINUTE);
  });

  test('of a level the mean counts, however few its points', () => {
    const { reading, minimumEvents } = only([frame(8, falling)], { ...SETTINGS, points: 'level' }, END);
    expect(reading.now).toEqual({ value: 3, events: 10 });
    expect(minimumEvents).toBe(0);
  });

  test('days are those of the calendar: an hour is not lost when the clocks change', () => {
    // In New York, clocks go forward in the night to 8 March 2026.
    const zone = 'America/New_York';
    const end = Date.UTC(2026, 2, 8, 16) / 1000;
    const times = Array.from({ length: 48 * 60 }, (_, index) => end - 48 * 3600 + index * MINUTE);
    const at = Date.UTC(2026, 2, 7, 17) / 1000;
    const data = toDataFrame({
      refId: 'A',
      fields: [
        { name: 'Time', type: FieldType.time, values: times.map((time) => time * 1000) },
        { name: 'v', type: FieldType.number, values: times.map((time) => (time >= at - 600 && time < at ? 5 : 1)) },
      ],
    });
    const { reading } = only([data], { ...SETTINGS, zone }, end);
    expect(reading.references.find(({ id }) => id === 'day1')).toMatchObject({ value: 50 });
  });

  test('a gap is no zero', () => {
    const { curve } = only([frame(8, (time) => (time >= END - 1200 && time < END - 900 ? null : 10))], SETTINGS, END);
    expect(curve.map(({ now }) => now)).toContain(null);
    expect(curve.map(({ now }) => now)).not.toContain(0);
  });
});

describe('references by query', () => {
  const settings = { ...SETTINGS, references: 'queries' } as const;

  test('may have been moved by the data source: Prometheus writes "offset 1w"', () => {
    const { reading } = only(
      [frame(1, falling), frame(1, () => 10, { refId: 'B' }), frame(1, () => 12, { refId: 'C' })],
      settings,
      END
    );
    expect(reading.references).toEqual([
      { id: 'B', days: 0, value: 100, events: 100 },
      { id: 'C', days: 0, value: 120, events: 120 },
    ]);
  });

  test('may lie where they happened: the days between are found', () => {
    const weekAgo = frame(1, () => 10, { refId: 'B' });
    const moved = {
      ...weekAgo,
      fields: weekAgo.fields.map((field) =>
        field.type === FieldType.time
          ? { ...field, values: field.values.map((at: number) => at - 7 * DAY * 1000) }
          : field
      ),
    };
    const { reading } = only([frame(1, falling), moved], settings, END);
    expect(reading.references).toEqual([{ id: 'B', days: 7, value: 100, events: 100 }]);
  });

  test('are matched by labels', () => {
    const contents = readOther(
      [
        frame(1, () => 1, {}, { host: 'a' }),
        frame(1, () => 2, {}, { host: 'b' }),
        frame(1, () => 20, { refId: 'B' }, { host: 'b' }),
        frame(1, () => 10, { refId: 'B' }, { host: 'a' }),
      ],
      settings,
      END
    );
    expect(contents.map(({ reading }) => reading.references[0]?.value)).toEqual([100, 200]);
  });
});

test('numbers without times are nothing to judge', () => {
  const table = toDataFrame({ fields: [{ name: 'value', type: FieldType.number, values: [1] }] });
  expect(readOther([table], SETTINGS, END)).toEqual([]);
});
