import { expectedPerMinute, MEAN, type Source } from './rhythm';

const HOUR = 3_600_000;
/** A Monday, 00:00 in Seoul. */
const MONDAY = Date.parse('2026-03-02T00:00:00+09:00');
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function dayOf(source: Source, day: string): number[] {
  const start = MONDAY + DAYS.indexOf(day) * 24 * HOUR;
  return Array.from({ length: 24 * 60 }, (_, minute) => expectedPerMinute(source, start + minute * 60_000));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sources = Object.keys(MEAN).filter((name): name is Source => name in MEAN);

describe.each(sources)('the rhythm of %s', (source) => {
  const week = DAYS.flatMap((day) => dayOf(source, day));

  it('has the stated mean over a week', () => {
    expect(mean(week)).toBeCloseTo(MEAN[source], 6);
  });

  it('never falls below 35 % of its mean', () => {
    expect(Math.min(...week)).toBeGreaterThan(0.35 * MEAN[source]);
  });

  it('repeats every week', () => {
    const at = MONDAY + 33.7 * HOUR;
    expect(expectedPerMinute(source, at + 7 * 24 * HOUR)).toBeCloseTo(expectedPerMinute(source, at), 9);
  });

  it('changes smoothly', () => {
    const steps = week.slice(1).map((value, index) => Math.abs(value - (week[index] ?? value)));
    expect(Math.max(...steps)).toBeLessThan(0.02 * MEAN[source]);
  });
});

it.each(DAYS)('shoppers are busiest at 20:00 in Seoul on a %s', (day) => {
  const minutes = dayOf('orders', day);
  expect(minutes.indexOf(Math.max(...minutes))).toBe(20 * 60);
});

it('weekends differ: shoppers come more in the afternoon, sellers less', () => {
  const afternoon = (source: Source, day: string) => mean(dayOf(source, day).slice(13 * 60, 17 * 60));
  expect(afternoon('orders', 'Sat')).toBeGreaterThan(1.2 * afternoon('orders', 'Tue'));
  expect(afternoon('registrations', 'Sat')).toBeLessThan(0.7 * afternoon('registrations', 'Tue'));
});
