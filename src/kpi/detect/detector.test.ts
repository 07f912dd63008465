import fc from 'fast-check';

import { breachEdge, calmMedian, expectedNow, judgeWindows, type Calibration } from './detector';
import { surprise, type Noise } from './noise';

const hours = Array.from({ length: 24 }, () => 1);
const noise: Noise = { dispersion: 1, spread: 0.02, hours, threshold: 4.4 };
const calibration: Calibration = {
  version: 1,
  direction: 'drop',
  counts: true,
  at: 0,
  weekdays: [1, 1, 1, 1, 1, 1, 1],
  scales: [
    { seconds: 60, noise },
    { seconds: 3600, noise },
  ],
};
const window = (now: number, seconds = 60, expected = 200) => ({
  seconds,
  weight: seconds / 60,
  now,
  references: [expected, expected, expected],
  level: 1,
});

describe('expected', () => {
  it('is the calm one of the middle two: a spoilt reference makes no breach', () => {
    expect(calmMedian([100, 104, 300, 310], 'drop')).toBe(104);
    expect(calmMedian([100, 104, 10, 12], 'rise')).toBe(100);
    expect(calmMedian([100], 'drop')).toBeNaN();
  });

  it('follows today’s level, though not up to a campaign nor down to an outage', () => {
    const at = (level: number) => Math.round(expectedNow({ ...window(0), level }, calibration) ?? NaN);
    expect([0.1, 0.5, 0.8, 1, 1.1, 3].map(at)).toEqual([100, 100, 160, 200, 220, 220]);
  });
});

describe('surprise', () => {
  it('is nothing where all is as expected, and grows with the drop', () => {
    expect(surprise(200, 200, noise, 0)).toBe(0);
    fc.assert(
      fc.property(fc.nat(199), fc.nat(100), (now, more) => {
        const deeper = Math.max(0, now - more);
        return surprise(deeper, 200, noise, 0) >= surprise(now, 200, noise, 0);
      })
    );
  });

  it('counts deviations where the drop is small', () => {
    const poisson = { ...noise, spread: 0 };
    expect(surprise(9900, 10_000, poisson, 0)).toBeCloseTo(1, 2);
  });

  it('calms down in noisy hours and with noisy KPIs', () => {
    const noisy = { ...noise, hours: hours.map((_, hour) => (hour === 9 ? 3 : 1)) };
    expect(surprise(100, 200, noisy, 9)).toBeCloseTo(surprise(100, 200, noisy, 10) / 3);
    expect(surprise(100, 200, { ...noise, dispersion: 4 }, 0)).toBeLessThan(surprise(100, 200, noise, 0));
  });
});

describe('the judgement of windows', () => {
  it('breaches when any length of window shows a drop that is large and surprising', () => {
    expect(judgeWindows([window(60), window(12_000, 3600, 12_000)], 0, calibration)).toMatchObject({
      state: 'breach',
      evidence: { seconds: 60, drop: 0.7, threshold: 4.4 },
    });
    expect(judgeWindows([window(180)], 0, calibration).state).toBe('ok');
    expect(judgeWindows([window(11_000, 3600, 12_000)], 0, calibration).state).toBe('ok');
  });

  it('watches from half of what a breach takes on, by change and surprise', () => {
    expect(judgeWindows([window(160)], 0, calibration)).toMatchObject({ state: 'watch', evidence: { drop: 0.2 } });
    const half = judgeWindows([window(174)], 0, calibration);
    expect(half).toMatchObject({ state: 'ok', evidence: { drop: 0.13 } });
    expect(half.evidence?.strength).toBeLessThan(0.5);
    const sensitivity = { least: 0.2, over: 0.5 };
    expect(judgeWindows([window(130)], 0, calibration, sensitivity).state).toBe('breach');
  });

  it('lets no window speak of what was where a shorter one is back: it begins no breach, and upholds none for sure', () => {
    const lengths = [60, 180, 300, 3600];
    const scales = lengths.map((seconds) => ({ seconds, noise }));
    // A minute's, three minutes' and five minutes' values of 100, 300 and 500; the hour has lost a third.
    const after = (minute: number, three: number, five: number, share: number) =>
      judgeWindows(
        [
          window(minute * share, 60, 100 * share),
          window(three * share, 180, 300 * share),
          window(five * share, 300, 500 * share),
          window(4000 * share, 3600, 6000 * share),
        ],
        0,
        { ...calibration, scales }
      );
    expect(after(100, 200, 340, 1)).toMatchObject({ state: 'breach', evidence: { seconds: 3600 } });
    // One minute alone may be chance.
    expect(after(100, 230, 400, 1).state).toBe('breach');
    expect(after(100, 300, 400, 1)).toMatchObject({ state: 'ok', evidence: { seconds: 3600, strength: 0 } });
    // Of a fifth of the events, three minutes don't tell for sure: a breach goes on, and none begins.
    expect(after(100, 300, 340, 0.2)).toMatchObject({ state: 'watch', evidence: { seconds: 3600, strength: 1 } });
  });

  it('shows, of windows that say as much, the longest', () => {
    const gone = [window(0, 60, 2000), window(0, 3600, 120_000)];
    expect(judgeWindows(gone, 0, calibration)).toMatchObject({ state: 'breach', evidence: { seconds: 3600 } });
  });

  it('never takes a deeper drop for less of one', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 400 }), (now, deeper, expected) => {
        const state = (value: number) => judgeWindows([window(value, 60, expected)], 0, calibration).state;
        return deeper > now || state(now) !== 'breach' || state(deeper) === 'breach';
      })
    );
  });

  it('says so when there is too little traffic, nothing to compare with, or no calibration', () => {
    expect(judgeWindows([window(3, 60, 5)], 0, calibration).state).toBe('low-traffic');
    expect(judgeWindows([{ ...window(0), references: [200] }], 0, calibration)).toEqual({ state: 'no-reference' });
    expect(judgeWindows([window(0)], 0, { ...calibration, scales: [] })).toEqual({ state: 'no-reference' });
  });

  it('judges low traffic by the hour, where the minute can’t tell', () => {
    const quiet = [window(0, 60, 3), window(60, 3600, 180)];
    expect(judgeWindows(quiet, 0, calibration)).toMatchObject({ state: 'breach', evidence: { seconds: 3600 } });
  });

  it('asks more of a rise', () => {
    const rises: Calibration = { ...calibration, direction: 'rise' };
    expect(judgeWindows([window(310)], 0, rises)).toMatchObject({ state: 'breach', evidence: { drop: -0.55 } });
    expect(judgeWindows([window(290)], 0, rises).state).toBe('watch');
    expect(judgeWindows([window(0)], 0, rises).state).toBe('ok');
  });

  it('sees events where there are usually none, but not the first few', () => {
    const rises: Calibration = { ...calibration, direction: 'rise' };
    const state = (now: number, of = rises) => judgeWindows([window(now, 60, 0)], 0, of).state;
    expect([2, 12].map((now) => state(now))).toEqual(['ok', 'breach']);
    expect(state(12, { ...rises, counts: false })).toBe('no-reference');
  });

  it('agrees with the edge of the band', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 5000 }), (expected) => {
        const edge = breachEdge(expected, noise, 0, 'drop');
        const state = (now: number) => judgeWindows([window(now, 60, expected)], 0, calibration).state;
        return state(edge * 0.999) === 'breach' && state(edge * 1.001 + 0.001) !== 'breach';
      })
    );
    expect(breachEdge(1000, noise, 0, 'rise')).toBeCloseTo(1500);
  });
});
