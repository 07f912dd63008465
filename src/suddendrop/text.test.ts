import { timeOfDay, type Clock } from './clock';
import { comparedText, referenceName } from './compared';
import { speak, testCurve, testItem, testReading, TO } from './testing';
import { freshnessText, referenceValue, sentence, sinceText, windowText } from './text';

const CLOCK: Clock = { asOf: TO + 7, live: true, timeZone: 'utc' };

const say = (...item: Parameters<typeof testItem>) => sentence(testItem(...item), CLOCK);

beforeAll(() => speak('en-US'));

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
  expect(windowText(testReading().judged, CLOCK)).toBe('in 10 min, complete to 14:05');
  expect(freshnessText(testReading(), CLOCK)).toBe('newest event 3 s ago');
  expect(freshnessText(testReading(), { ...CLOCK, live: false })).toBe('newest event at 14:05');
  expect(freshnessText(testReading({ latestEvent: null }), CLOCK)).toBe('no event in this time range');
});

test('the reference is named: the weekday and the time of the dashboard', () => {
  const { references } = testReading();
  const compared = (these: typeof references, clock = CLOCK) => comparedText(testReading({ references: these }), clock);
  expect(compared(references)).toBe('vs the last Wednesdays and days, 14:05');
  expect(compared(references.filter(({ days }) => days % 7 === 0))).toBe('vs the last Wednesdays, 14:05');
  expect(compared(references.filter(({ days }) => days % 7 !== 0))).toBe('vs the last days, 14:05');
  expect(compared(references, { ...CLOCK, timeZone: 'Pacific/Auckland' })).toBe(
    'vs the last Thursdays and days, 03:05'
  );
  expect(compared([{ id: 'B', days: 0, value: 1, events: 1 }])).toBe('vs query B');
  expect(compared([])).toBe('nothing to compare with');
});

test('references have names, and say when they are left out', () => {
  const name = (days: number) => referenceName({ id: 'x', days });
  expect([7, 14, 1].map(name)).toEqual(['1 week ago', '2 weeks ago', '1 day ago']);
  expect(referenceValue({ value: 1200, events: 3 }, { unit: 'currencyKRW' })).toBe('₩1.20K');
  expect(referenceValue({ value: 0, events: 0 }, { unit: 'short' })).toBe('no events, left out');
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

test('a breach has a beginning', () => {
  expect(sinceText({ at: TO - 780, open: false }, CLOCK)).toBe('since 13:52');
  expect(sinceText({ at: TO - 780, open: true }, CLOCK)).toBe('since before 13:52');
  expect(say({}, {}, testCurve(20, 6))).toMatch(/^Orders: Dropping since before 13:37\. 70 % below/);
});
