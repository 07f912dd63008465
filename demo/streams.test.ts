import type { Drop } from './drops';
import { STREAM_NAMES, STREAMS, type StreamName } from './streams';
import { eventsBetween } from './writer';

const MINUTE = 60_000;
const FROM = Date.parse('2026-03-03T10:00:00Z');
const TO = FROM + 60 * MINUTE;

const drop = (change: Partial<Drop> = {}): Drop => ({
  stream: 'orders',
  fraction: 0.7,
  where: null,
  startsAt: FROM,
  endsAt: TO,
  ...change,
});
const events = (stream: StreamName, drops: Drop[] = [], from = FROM, to = TO) => [
  ...eventsBetween(stream, from, to, drops),
];

describe.each([...STREAM_NAMES])('%s', (stream) => {
  it('are the same each time', () => {
    expect(events(stream)).toEqual(events(stream));
  });

  it('are the same in one go and second by second', () => {
    const seconds = Array.from({ length: 120 }, (_, second) => FROM + second * 1000);
    expect(seconds.flatMap((at) => events(stream, [], at, at + 1000))).toEqual(
      events(stream, [], FROM, FROM + 120_000)
    );
  });

  it('carry their time, to the second, in the time column', () => {
    const { timeColumn, aheadOfUtc } = STREAMS[stream];
    for (const { at, row } of events(stream)) {
      expect(Date.parse(`${row[timeColumn]}Z`) - aheadOfUtc).toBe(Math.floor(at / 1000) * 1000);
    }
  });
});

it('a drop takes its fraction, in its time, of what it is narrowed to', () => {
  const half = FROM + 30 * MINUTE;
  const before = events('orders').length;
  expect(events('orders', [drop()]).length / before).toBeCloseTo(0.3, 1);
  expect(events('orders', [drop({ fraction: 1 })])).toEqual([]);
  expect(events('orders', [drop({ fraction: 1, startsAt: half })])).toEqual(events('orders', [], FROM, half));
  expect(events('orders', [drop({ fraction: 1, endsAt: null, startsAt: half })])).toEqual(
    events('orders', [], FROM, half)
  );
  expect(events('orders', [drop({ fraction: 1, where: { column: 'region', value: 'KR' } })])).toEqual(
    events('orders').filter(({ row }) => row.region !== 'KR')
  );
  expect(events('searches', [drop({ fraction: 1 })])).toEqual(events('searches'));
});

it('two drops of half each leave a quarter', () => {
  const left = events('orders', [drop({ fraction: 0.5 }), drop({ fraction: 0.5 })]).length;
  expect(left / events('orders').length).toBeCloseTo(0.25, 1);
});

it('without orders there are soon no payments', () => {
  expect(events('payments', [drop({ fraction: 1 })], FROM + 2 * MINUTE)).toEqual([]);
  const orders = new Set(events('orders', [], FROM - 2 * MINUTE).map(({ row }) => row.id));
  expect(events('payments').every(({ row }) => orders.has(row.order_id ?? ''))).toBe(true);
});
