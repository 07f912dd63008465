import { speak, testItem, testReading, TO } from './testing';
import { whyText } from './why';

const CLOCK = { asOf: TO + 7, live: true, timeZone: 'utc' };
const now = (value: number) => ({ now: { value, events: value } });
const why = (...item: Parameters<typeof testItem>) => whyText(testItem(...item), CLOCK);
const full = { references: testReading().references.filter(({ events }) => events > 0) };

beforeAll(() => speak('en-US'));

describe('the reason of a state', () => {
  test('names the rule, the references that count, and the one that is left out', () => {
    expect(why()).toBe(
      '70 % below expected, and more than 30 % is a drop; expected is the median of 5 references, without 3 weeks ago (no events).'
    );
    expect(why({ ...now(80), ...full })).toBe(
      '23 % below expected, between 15 % (watch) and 30 % (drop); expected is the median of all 5 references.'
    );
    expect(why(now(100))).toMatch(/^4 % below expected, and up to 15 % is usual; /);
    expect(why(now(140))).toMatch(/^Not below expected; /);
  });

  test('speaks of rises where less is better', () => {
    const down = { goodDirection: 'down' } as const;
    expect(why(now(208), down)).toMatch(/^100 % above expected, and more than 30 % is a rise; /);
    expect(why(now(130), down)).toMatch(/^25 % above expected, between 15 % \(watch\) and 30 % \(rise\); /);
    expect(why(now(110), down)).toMatch(/^6 % above expected, and up to 15 % is usual; /);
    expect(why(now(20), down)).toMatch(/^Not above expected; /);
  });

  test('says so where nothing is expected, and something came', () => {
    const idle = testReading().references.map((reference) => ({ ...reference, value: 0, events: 100 }));
    expect(why({ references: idle })).toBe(
      'Nothing is expected at this time, so that no change can be told in per cent.'
    );
    expect(why({ references: idle, ...now(0), kpi: { ...testReading().kpi, goodDirection: 'down' } })).toMatch(
      /^Not above expected; /
    );
  });

  test('says what is missing where nothing can be told', () => {
    const few = testReading().references.map((reference) => ({ ...reference, events: 20 }));
    expect(why({ references: few })).toBe('20 events expected, 64 needed to judge: widen the window.');
    expect(why({ references: testReading().references.map((r, i) => ({ ...r, events: i === 0 ? 9 : 0 })) })).toBe(
      '1 of 6 references have data, and two are needed to expect anything.'
    );
  });
});
