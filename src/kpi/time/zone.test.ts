import { daysBefore, isZone, offsetAt, offsetChanges, wallClock } from './zone';

const at = (iso: string) => Date.parse(iso) / 1000;
const HOUR = 3600;

describe('zones', () => {
  it('knows IANA names and offsets, and refuses anything else', () => {
    expect(['Asia/Seoul', 'UTC', 'America/New_York', '+09:00'].map(isZone)).toEqual([true, true, true, true]);
    expect(['Asia/Soul', '', 'nine hours'].map(isZone)).toEqual([false, false, false]);
  });

  it('writes what a clock on the wall shows', () => {
    expect(wallClock(at('2026-11-23T05:00:00Z'), 'Asia/Seoul')).toBe('2026-11-23 14:00:00');
    expect(wallClock(at('2026-07-01T12:00:00Z'), 'America/New_York')).toBe('2026-07-01 08:00:00');
  });

  it('finds each change of daylight saving to the minute', () => {
    expect(offsetChanges('America/New_York', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toEqual([
      { at: at('2026-01-01T00:00:00Z'), offset: -5 * HOUR },
      { at: at('2026-03-08T07:00:00Z'), offset: -4 * HOUR },
      { at: at('2026-11-01T06:00:00Z'), offset: -5 * HOUR },
    ]);
    expect(offsetChanges('Asia/Seoul', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toHaveLength(1);
  });

  it('finds a change inside a range shorter than a day, and none at its open end', () => {
    const change = at('2026-03-08T07:00:00Z');
    expect(offsetChanges('America/New_York', change - HOUR, change + HOUR).map((entry) => entry.at)).toEqual([
      change - HOUR,
      change,
    ]);
    expect(offsetChanges('America/New_York', change - HOUR, change)).toHaveLength(1);
  });

  it('goes back by calendar days, which have 23 or 25 hours across a change', () => {
    const monday = at('2026-03-09T13:00:00Z'); // 09:00 in New York, the day after clocks went forward
    const saturday = daysBefore(monday, 2, 'America/New_York');
    expect(wallClock(saturday, 'America/New_York')).toBe('2026-03-07 09:00:00');
    expect(monday - saturday).toBe(47 * HOUR);
    expect(offsetAt('America/New_York', saturday)).toBe(-5 * HOUR);
    expect(monday - daysBefore(monday, 7, 'Asia/Seoul')).toBe(7 * 24 * HOUR);
  });
});
