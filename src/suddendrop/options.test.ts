import { isOld, parseOptions, thresholdsOf } from './options';

const carts = { id: 'carts' };

describe('options', () => {
  test('judge a drop of 30 % when nobody has set anything, as a policy would', () => {
    expect(thresholdsOf(parseOptions(undefined), carts)).toEqual({ drop: 0.3, watch: 0.15, minimumEvents: 178 });
  });

  test('judge a KPI as its own case asks, and samples however few they are', () => {
    const options = parseOptions({});
    expect(thresholdsOf(options, { id: 'orders' })).toEqual({ drop: 0.5, watch: 0.25, minimumEvents: 64 });
    expect(thresholdsOf(options, { id: 'db_slow_queries', sampled: true })).toEqual({
      drop: 1,
      watch: 0.5,
      minimumEvents: 1,
    });
  });

  test('judge every KPI as the case that a person has chosen', () => {
    expect(thresholdsOf(parseOptions({ preset: 'withdrawals', dropPercent: 10 }), carts).drop).toBe(0.5);
  });

  test('work the fewest events out from the drop, unless they are set', () => {
    expect(thresholdsOf(parseOptions({ dropPercent: 50 }), carts).minimumEvents).toBe(64);
    expect(thresholdsOf(parseOptions({ dropPercent: 50, minimumEvents: 0 }), carts).minimumEvents).toBe(0);
  });

  test('never watch later than they alarm', () => {
    expect(thresholdsOf(parseOptions({ dropPercent: 20, watchPercent: 40 }), carts).watch).toBe(0.2);
  });

  test('fall back to the default where a dashboard was written by hand', () => {
    const byHand = { preset: 'oders', dropPercent: 'a lot', watchPercent: 0, sort: 'best', showSparkline: 1 };
    expect(parseOptions(byHand)).toEqual(parseOptions({}));
    expect(parseOptions('tiles')).toEqual(parseOptions({}));
  });
});

describe('a dashboard that an earlier release saved', () => {
  const first = { dropPercent: 50, watchPercent: 25, sort: 'worst', showSparkline: true };
  const second = { ...parseOptions({ ...first, palette: 'safe' }), version: 2, preset: undefined };

  test('keeps its order by drop, which was called "worst"', () => {
    expect(parseOptions(first)).toEqual(
      parseOptions({ preset: 'own', dropPercent: 50, watchPercent: 25, sort: 'drop' })
    );
  });

  test('keeps the limits that it had', () => {
    expect(parseOptions(second)).toMatchObject({ version: 3, preset: 'own', dropPercent: 50, palette: 'safe' });
    expect(thresholdsOf(parseOptions(second), { id: 'db_slow_queries', sampled: true }).drop).toBe(0.5);
  });

  test('is written as this release writes it, once', () => {
    for (const stored of [undefined, {}, first, second]) {
      expect(isOld(stored)).toBe(true);
      const written = parseOptions(stored);
      expect(isOld(written)).toBe(false);
      expect(parseOptions(written)).toEqual(written);
    }
  });
});
