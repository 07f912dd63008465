import {
  ageText,
  formatValue,
  freshnessText,
  referenceName,
  referenceValue,
  sentence,
  signedPercent,
  signedValue,
  stateReason,
  timeOfDay,
  windowText,
  type Clock,
} from './text';
import { speak, testReading, TO } from './testing';
import { verdictOf } from './verdict';

const CLOCK: Clock = { asOf: TO + 7, live: true, timeZone: 'utc' };
const THRESHOLDS = { drop: 0.3, watch: 0.15, minimumEvents: 64 };

const say = (changes = {}, kpi = {}) => {
  const reading = testReading(changes, kpi);
  return sentence(reading, verdictOf(reading, THRESHOLDS, TO), CLOCK);
};

beforeAll(() => speak('en-US'));

test('signs are a true minus and a plus; nothing has none', () => {
  expect(signedPercent(-0.702)).toBe('\u221270 %');
  expect(signedPercent(0.125)).toBe('+13 %');
  expect(signedPercent(-0.001)).toBe('0 %');
  expect(signedValue(-73, 'short')).toBe('\u221273');
  expect(signedValue(-8_950_000, 'currencyKRW')).toBe('\u2212₩8.95M');
  expect(signedValue(0, 'short')).toBe('0');
  expect(formatValue(-5, 'short')).toBe('\u22125');
});

test('units may hold what HTML would escape', () => {
  const text = say({}, { unit: 'suffix:orders/s', name: 'Tom & Co' });
  expect(text).toContain('Tom & Co: Dropping.');
  expect(text).toContain('31 orders/s instead of 104 orders/s');
});

test('times are those of the dashboard, with the day where it is another one', () => {
  expect(timeOfDay(TO, CLOCK)).toBe('14:05');
  expect(timeOfDay(TO, { ...CLOCK, timeZone: 'Asia/Seoul' })).toBe('23:05');
  expect(timeOfDay(TO - 86_400, CLOCK)).toBe('03/03 14:05');
});

test('the window and the freshness are said in words', () => {
  expect(windowText(testReading(), CLOCK)).toBe('in 10 min to 14:05');
  expect(freshnessText(testReading(), CLOCK)).toBe('complete to 14:05, newest event 3 s ago');
  expect(freshnessText(testReading(), { ...CLOCK, live: false })).toBe('complete to 14:05, newest event at 14:05');
  expect(freshnessText(testReading({ latestEvent: null }), CLOCK)).toBe(
    'complete to 14:05, no event in this time range'
  );
});

test.each([
  [-2, '0 s'],
  [59, '59 s'],
  [119, '1 min'],
  [7199, '1 h'],
  [90_000, '1 d'],
])('an age of %i seconds is %s', (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});

test('references have names, and say when they are left out', () => {
  expect(referenceName(7)).toBe('1 week ago');
  expect(referenceName(14)).toBe('2 weeks ago');
  expect(referenceName(1)).toBe('1 day ago');
  expect(referenceValue({ value: 1200, events: 3 }, 'currencyKRW')).toBe('₩1.20K');
  expect(referenceValue({ value: 0, events: 0 }, 'short')).toBe('no events, left out');
});

test('one sentence tells it all', () => {
  expect(say()).toBe('Orders: Dropping. 70 % below expected, 31 instead of 104 in the 10 minutes to 14:05.');
  expect(say({ now: { value: 156, events: 156 } })).toBe(
    'Orders: OK. 50 % above expected, 156 instead of 104 in the 10 minutes to 14:05.'
  );
  expect(say({ now: { value: 104, events: 104 } })).toBe(
    'Orders: OK. 104 in the 10 minutes to 14:05, where 104 is expected.'
  );
  expect(say({ references: [], judged: { from: TO - 3600, to: TO } })).toBe(
    'Orders: No reference. 31 in the 1 hour to 14:05.'
  );
});

test('what can not be judged says why', () => {
  expect(stateReason('low-traffic', testReading(), 178, CLOCK)).toBe(
    '104 events expected, 178 needed to judge: widen the window.'
  );
  expect(stateReason('ok', testReading(), 178, CLOCK)).toBeUndefined();
});
