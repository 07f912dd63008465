import { durationSeconds } from './duration';
import { bucketSeconds, judgedWindow, seriesWindow, windowDaysBefore } from './windows';

const at = (iso: string) => Date.parse(iso) / 1000;

describe('windows', () => {
  it('judges whole minutes that are complete', () => {
    expect(judgedWindow(at('2026-11-23T14:05:09Z'), 600, 10)).toEqual({
      from: at('2026-11-23T13:54:00Z'),
      to: at('2026-11-23T14:04:00Z'),
    });
    expect(judgedWindow(at('2026-11-23T14:05:10Z'), 600, 10).to).toBe(at('2026-11-23T14:05:00Z'));
  });

  it('keeps the length of a window whose reference lies across a change of daylight saving', () => {
    const window = { from: at('2026-03-08T06:30:00Z'), to: at('2026-03-08T07:30:00Z') };
    const reference = windowDaysBefore(window, 7, 'America/New_York');
    expect(reference.to - reference.from).toBe(3600);
    expect(reference.to).toBe(at('2026-03-01T08:30:00Z')); // 03:30 on the wall on both days
  });

  it('chooses the smallest bucket that fits', () => {
    expect([3600, 3 * 3600, 86_400, 30 * 86_400].map((range) => bucketSeconds(range, 120))).toEqual([
      60, 120, 900, 21_600,
    ]);
  });

  it('puts a curve on whole buckets', () => {
    expect(seriesWindow({ from: 61, to: 299 }, 60, 'UTC')).toEqual({ from: 60, to: 300 });
  });

  it('begins the days of a curve at midnight of the KPI’s zone', () => {
    const range = { from: at('2026-11-20T03:00:00Z'), to: at('2026-11-23T03:00:00Z') };
    expect(seriesWindow(range, 86_400, 'Asia/Seoul')).toEqual({
      from: at('2026-11-19T15:00:00Z'),
      to: at('2026-11-23T15:00:00Z'),
    });
  });

  it('reads durations and refuses other text', () => {
    expect(['30s', '10m', '2h', '1d'].map(durationSeconds)).toEqual([30, 600, 7200, 86_400]);
    expect(() => durationSeconds('ten minutes')).toThrow('"ten minutes" is not a duration');
    expect(() => durationSeconds('1.5h')).toThrow(RangeError);
  });
});
