import { migrateOptions, parseOptions, thresholdsOf } from './options';

describe('options', () => {
  test('judge a drop of 30 % when nobody has set anything, as a policy would', () => {
    expect(thresholdsOf(parseOptions(undefined))).toEqual({ drop: 0.3, watch: 0.15, minimumEvents: 178 });
  });

  test('work the fewest events out from the drop, unless they are set', () => {
    expect(thresholdsOf(parseOptions({ dropPercent: 50 })).minimumEvents).toBe(64);
    expect(thresholdsOf(parseOptions({ dropPercent: 50, minimumEvents: 0 })).minimumEvents).toBe(0);
  });

  test('never watch later than they alarm', () => {
    expect(thresholdsOf(parseOptions({ dropPercent: 20, watchPercent: 40 })).watch).toBe(0.2);
  });

  test('fall back to the default where a dashboard was written by hand', () => {
    expect(parseOptions({ dropPercent: 'a lot', watchPercent: 0, sort: 'best', showSparkline: 1 })).toEqual(
      parseOptions({})
    );
  });
});

describe('a dashboard that an earlier release saved', () => {
  test('keeps its order by drop, which was called "worst"', () => {
    expect(migrateOptions({ dropPercent: 50, sort: 'worst' })).toEqual(parseOptions({ dropPercent: 50, sort: 'drop' }));
  });

  test('is written as this release writes it', () => {
    expect(migrateOptions({ sort: 'query' }).version).toBe(2);
    expect(migrateOptions(undefined)).toEqual(parseOptions({}));
    const saved = parseOptions({ dropPercent: 40, palette: 'safe' });
    expect(migrateOptions(saved)).toEqual(saved);
  });
});
