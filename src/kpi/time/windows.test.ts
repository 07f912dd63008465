import { durationSeconds } from './duration';
import {
  bucketsDaysBefore,
  bucketSeconds,
  bucketStarts,
  judgedWindow,
  seriesWindow,
  windowDaysBefore,
} from './windows';
import { wallClock } from './zone';

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

  it('ends a curve where it should in an hour that the clock shows twice', () => {
    const range = { from: at('2026-11-01T04:00:00Z'), to: at('2026-11-01T05:54:01Z') };
    expect(seriesWindow(range, 900, 'America/New_York').to).toBe(at('2026-11-01T06:00:00Z'));
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

  describe('buckets of earlier days', () => {
    const NEW_YORK = 'America/New_York';
    const between = (from: string, to: string) => ({ from: at(from), to: at(to) });

    /** What the clock on the wall shows in each bucket, by its number. */
    function walls(window: { from: number; to: number }, bucket: number, days: number): Map<number, string> {
      const starts = bucketsDaysBefore(window, bucket, days, NEW_YORK).flatMap((part) =>
        bucketStarts(part, bucket, NEW_YORK).map((start, index) => [part.first + index, start] as const)
      );
      return new Map(starts.map(([number, start]) => [number, wallClock(start, NEW_YORK).slice(5, 16)]));
    }

    it('are one stretch where no clock changes', () => {
      expect(bucketsDaysBefore(between('2026-03-20T05:00Z', '2026-03-20T08:00Z'), 600, 7, NEW_YORK)).toEqual([
        { ...between('2026-03-13T05:00Z', '2026-03-13T08:00Z'), first: 0 },
      ]);
    });

    it('are those of the same time on the wall on both sides of a change', () => {
      // The night on which clocks leap from 2 to 3: from 0:00 to 4:00, three hours long.
      const leap = walls(between('2026-03-08T05:00Z', '2026-03-08T08:00Z'), 3600, 7);
      expect([...leap]).toEqual([
        [0, '03-01 00:00'],
        [1, '03-01 01:00'],
        [2, '03-01 03:00'],
      ]);
      // The night on which they fall back from 2 to 1: the hour that is there twice is compared twice.
      const fall = walls(between('2026-11-01T04:00Z', '2026-11-01T08:00Z'), 3600, 1);
      expect([...fall]).toEqual([
        [0, '10-31 00:00'],
        [1, '10-31 01:00'],
        [2, '10-31 01:00'],
        [3, '10-31 02:00'],
      ]);
    });

    it('do so where the change lies among the earlier days', () => {
      const after = walls(between('2026-03-09T04:00Z', '2026-03-09T08:00Z'), 3600, 1);
      expect([...after]).toEqual([
        [0, '03-08 00:00'],
        [1, '03-08 01:00'],
        // There was no such hour: the one after it stands for it.
        [2, '03-08 03:00'],
        [3, '03-08 03:00'],
      ]);
    });

    it('of days begin at midnight', () => {
      const week = walls(between('2026-03-05T05:00Z', '2026-03-12T04:00Z'), 86_400, 7);
      expect([...week.values()]).toEqual(
        ['02-26', '02-27', '02-28', '03-01', '03-02', '03-03', '03-04'].map((day) => `${day} 00:00`)
      );
    });
  });
});
