import { agingItems } from './items';
import { sentence, windowText } from './text';
import { speak, testCurve, testJudge, testReading, testRecent, TO } from './testing';
import { judgedCurve, verdictOf, type Judge } from './verdict';
import { whyText } from './why';

const CLOCK = { asOf: TO + 7, live: true, timeZone: 'utc' };
const THRESHOLDS = { drop: 0.3, watch: 0.15, minimumEvents: 64 };

beforeAll(() => speak('en-US'));

/** Orders of which `usual` a minute come, and in the last `minutes` so many as `now` says. */
function item(now: number, minutes: number, judge: Judge | undefined = testJudge(), usual = 20, gaps: number[] = []) {
  const reading = testReading({ recent: testRecent(usual, now, minutes, gaps), now: { value: 500, events: 500 } });
  const content = {
    kind: 'reading',
    reading,
    measure: { unit: 'locale' },
    curve: testCurve(),
    links: () => [],
  } as const;
  const [aging] = agingItems(
    [content],
    () => THRESHOLDS,
    undefined,
    () => judge
  );
  if (!aging) {
    throw new Error('A reading gives an item.');
  }
  return aging.fresh;
}

describe('a KPI that a policy judges by what is usual', () => {
  it('drops when the policy breaches, with the numbers of its message', () => {
    const fell = item(4, 3);
    expect(fell.verdict).toMatchObject({
      state: 'drop',
      judged: { from: TO - 180, to: TO },
      now: 12,
      expected: 60,
      change: -0.8,
      difference: -48,
    });
    expect(windowText(fell.verdict.judged, CLOCK)).toBe('in 3 min, complete to 14:05');
    expect(sentence(fell, CLOCK)).toContain('80 % below expected, 12 instead of 60 in the 3 minutes to 14:05.');
    expect(whyText(fell, CLOCK)).toBe(
      '80 % below expected in 3 min, where up to 52 % is usual; expected from all 6 references and today’s level; judged as the policy "Orders fall" does.'
    );
  });

  it('is fine where only the panel’s own limits are crossed', () => {
    const usual = item(20, 60);
    expect(usual.verdict).toMatchObject({ state: 'ok', judged: { from: TO - 600, to: TO }, now: 200, expected: 200 });
    expect(whyText(usual, CLOCK)).toMatch(/^As usual in all windows of 1 to 60 min; /);
  });

  it('is watched between the line for recovery and that of a breach', () => {
    const shallow = item(16, 60);
    expect(shallow.verdict.state).toBe('watch');
    expect(whyText(shallow, CLOCK)).toMatch(/^20 % below expected in 1 h, and more than 25 % is a drop; /);
  });

  it('names the references that are left out, and says where there is too little to judge', () => {
    expect(whyText(item(20, 0, testJudge(), 20, [2, 21]), CLOCK)).toContain(
      'expected from 4 references and today’s level, without 3 weeks ago (no events), 2 days ago (no events)'
    );
    expect(whyText(item(0.1, 60, testJudge(), 0.1), CLOCK)).toMatch(/^Too few events, even in an hour/);
    const gaps = [1, 2, 3, 7, 14];
    expect(item(20, 0, testJudge(), 20, gaps).verdict.state).toBe('no-reference');
    expect(whyText(item(20, 0, testJudge(), 20, gaps), CLOCK)).toMatch(/^Too few earlier days to expect anything; /);
  });

  it('says so where nobody has measured what is usual, and assumes more noise', () => {
    const assumed = item(4, 3, testJudge({ calibration: undefined }));
    expect(assumed.verdict.unusual?.measured).toBe(false);
    expect(whyText(assumed, CLOCK)).toContain('and nobody has measured what is usual');
    expect(assumed.verdict.state).not.toBe('drop');
  });
});

it('without such a policy the panel’s own limits judge, and the reason says so', () => {
  const plain = verdictOf(testReading({ recent: testRecent(20, 4, 3) }), testCurve(), THRESHOLDS);
  expect(plain).toMatchObject({ state: 'drop', now: 31 });
  expect(plain.unusual).toBeUndefined();
  expect(verdictOf(testReading(), testCurve(), THRESHOLDS, testJudge()).unusual).toBeUndefined();
});

it('the band ends where a breach begins', () => {
  const reading = testReading({ recent: testRecent(20, 20, 0) });
  const band = judgedCurve(reading, testCurve(5, 21), testJudge());
  expect(band.map(({ expected }) => expected)).toEqual([21, 21, 21, 21, 21]);
  const { low = 0, high = 0 } = band[0] ?? {};
  expect(low).toBeCloseTo(4.38, 2);
  expect(high).toBeCloseTo(37.62, 2);
  expect(judgedCurve(reading, testCurve(), undefined)[0]?.low).toBeNull();
});
