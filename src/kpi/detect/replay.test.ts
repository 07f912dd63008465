import fc from 'fast-check';

import type { TimeWindow } from '../time/windows';
import { calibrationSchema } from './detector';
import { dayWindows } from './history';
import { calibrate, finished, rehearse, replay, type ReplayOptions } from './replay';
import { dailySeries, randomFrom, scaled } from './testing';

const START = Date.parse('2026-03-02T00:00:00Z') / 1000;
const DAY = 86_400;
const HOUR = 3600;
const options: ReplayOptions = { zone: 'UTC', step: 300, direction: 'drop', counts: true };
const usual = dailySeries({ start: START, minutes: 5, days: 12, busy: 300, seed: 7 });
const noon = START + 10 * DAY + 12 * HOUR;

const breaches = (points: typeof usual, with_: ReplayOptions = options) =>
  replay(points, with_)
    .filter(({ verdict }) => verdict.state === 'breach')
    .map(({ time }) => time);

describe('a replay', () => {
  it('keeps quiet on usual days', () => {
    expect(breaches(usual)).toEqual([]);
  });

  it('sees a drop by half with its first bucket, and its end', () => {
    const times = breaches(scaled(usual, noon, noon + HOUR, 0.5));
    expect(times[0]).toBe(noon);
    expect(times.at(-1)).toBeLessThan(noon + 2 * HOUR);
  });

  it('says which window shows the drop, and what was expected of it', () => {
    const outage = replay(scaled(usual, noon, noon + HOUR, 0), options).find(({ time }) => time === noon);
    expect(outage?.verdict).toMatchObject({ state: 'breach', evidence: { seconds: 300, now: 0, drop: 1 } });
  });

  it('never takes a gap for a drop', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 100 }), (offset, length) => {
        const from = START + 8 * DAY + offset * 300;
        const gappy = usual.filter(({ time }) => time < from || time >= from + length * 300);
        return breaches(gappy).length === 0;
      }),
      { numRuns: 5 }
    );
  });

  it('says nothing of a step that depends on later ones', () => {
    const dropped = scaled(usual, noon, noon + HOUR, 0.4);
    const whole = replay(dropped, options);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: dropped.length }), (length) => {
        const part = replay(dropped.slice(0, length), options);
        expect(part).toEqual(whole.slice(0, length));
      }),
      { numRuns: 4 }
    );
  });

  it('shows the same habits, and says the same of the steps that are kept, however many those are', () => {
    const whole = finished(rehearse(usual, options));
    const kept = finished(rehearse(usual, options, noon));
    expect(kept.steps).toEqual(whole.steps.filter(({ time }) => time >= noon));
    expect(kept.steps[0]?.windows.length).toBeGreaterThan(1);
    expect(kept.calibration).toEqual(whole.calibration);
    expect(calibrate(usual, options)).toEqual(whole.calibration);
  });

  it('judges money in any currency alike', () => {
    const money: ReplayOptions = { ...options, counts: false };
    const dropped = scaled(usual, noon, noon + HOUR, 0.6);
    const expected = breaches(dropped, money);
    expect(expected.length).toBeGreaterThan(0);
    for (const rate of [0.001, 0.125, 1300]) {
      expect(
        breaches(
          dropped.map(({ time, value }) => ({ time, value: value * rate })),
          money
        )
      ).toEqual(expected);
    }
  });

  it('leaves holidays out of the references', () => {
    const holiday = START + 9 * DAY;
    const quiet = scaled(usual, holiday, holiday + DAY, 0.1);
    const nextDay = (spoilt: TimeWindow[]) =>
      replay(quiet, { ...options, spoilt }).find(({ time }) => time === holiday + DAY + 12 * HOUR)?.verdict.evidence;
    expect(nextDay(dayWindows(['2026-03-11'], 'UTC'))?.drop).toBeLessThan(0.1);
    expect(nextDay(dayWindows(['2026-03-11'], 'UTC'))?.drop).toBeGreaterThan(-0.1);
  });

  it('goes by the clock on the wall when daylight saving begins', () => {
    const zone = 'America/New_York';
    const change = Date.parse('2026-03-08T07:00:00Z') / 1000;
    const random = randomFrom(3);
    // Opens at 09:00 in New York: an hour earlier in UTC from the change on.
    const shop = Array.from({ length: (12 * DAY) / 300 }, (_, index) => {
      const time = START + index * 300;
      const hour = ((((time + (time < change ? -5 : -4) * HOUR) / HOUR) % 24) + 24) % 24;
      const usually = hour >= 9 && hour < 21 ? 400 : 30;
      return { time, value: Math.round(usually + 3 * Math.sqrt(usually) * (random() - 0.5)) };
    });
    const sinceChange = (times: number[]) => times.filter((time) => time > change);
    expect(sinceChange(breaches(shop, { ...options, zone }))).toEqual([]);
    expect(sinceChange(breaches(shop)).length).toBeGreaterThan(0);
  });

  it('sees a rise when rises are bad, and does not mind a drop', () => {
    const rises: ReplayOptions = { ...options, direction: 'rise' };
    expect(breaches(usual, rises)).toEqual([]);
    expect(breaches(scaled(usual, noon, noon + HOUR, 2), rises)[0]).toBe(noon);
    expect(breaches(scaled(usual, noon, noon + HOUR, 0.3), rises).filter((time) => time < noon + HOUR)).toEqual([]);
  });
});

describe('a calibration', () => {
  it('is small, plain and says how noisy the KPI is', () => {
    const calibration = calibrate(usual, options);
    expect(calibrationSchema.parse(JSON.parse(JSON.stringify(calibration)))).toEqual(calibration);
    expect(JSON.stringify(calibration).length).toBeLessThan(6000);
    expect(calibration.scales.map(({ seconds }) => seconds)).toEqual([300, 600, 900, 1800, 3600]);
    for (const { noise } of calibration.scales) {
      expect(noise.dispersion).toBeGreaterThanOrEqual(1);
      expect(noise.dispersion).toBeLessThan(2.5);
    }
  });

  it('knows nothing from too little history', () => {
    expect(calibrate(usual.slice(0, 400), options).scales).toEqual([]);
    expect(calibrate([], options).scales).toEqual([]);
  });

  it('knows quiet weekdays', () => {
    const weekends = usual.map(({ time, value }) => {
      const weekday = new Date(time * 1000).getUTCDay();
      return { time, value: weekday === 0 || weekday === 6 ? Math.round(value / 2) : value };
    });
    const { weekdays } = calibrate(weekends, options);
    const friday = weekdays[1] ?? NaN;
    expect((weekdays[2] ?? NaN) / friday).toBeCloseTo(0.5, 1);
    expect(breaches(weekends).filter((time) => time > START + 8 * DAY)).toEqual([]);
  });
});
