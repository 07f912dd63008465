import { ageText, differenceText, formatValue, signedPercent, signedValue } from './format';
import { speak } from './testing';

const SHORT = { unit: 'short' };

beforeAll(() => speak('en-US'));

test('signs are a true minus and a plus; nothing has none', () => {
  expect(signedPercent(-0.702)).toBe('\u221270 %');
  expect(signedPercent(0.125)).toBe('+13 %');
  expect(signedPercent(-0.001)).toBe('0 %');
  expect(signedValue(-73, SHORT)).toBe('\u221273');
  expect(signedValue(-8_950_000, { unit: 'currencyKRW' })).toBe('\u2212₩8.95M');
  expect(signedValue(0, SHORT)).toBe('0');
  expect(signedValue(-0.3, { unit: 'short', decimals: 0 })).toBe('0');
  expect(formatValue(-5, SHORT)).toBe('\u22125');
});

test('values have as many decimals as they need, or as a person wants', () => {
  expect(formatValue(103.5, SHORT)).toBe('104');
  expect(formatValue(6327.5, { unit: 'locale' })).toBe('6,328');
  expect(formatValue(6327.5, SHORT)).toBe('6.33 K');
  expect(formatValue(4.5, SHORT)).toBe('4.50');
  expect(formatValue(103.5, { unit: 'short', decimals: 2 })).toBe('103.50');
});

test('events are counted whole, and so is what is missing of them, unless somebody asks for decimals', () => {
  const orders = { unit: 'short', counted: true };
  expect(formatValue(4.5, orders)).toBe('4');
  expect(formatValue(153.5, orders)).toBe('154');
  expect(differenceText(163, 153.5, orders)).toBe('+9');
  expect(differenceText(163, 153.5, { ...orders, decimals: 1 })).toBe('+9.5');
  expect(differenceText(1.5, 4.25, SHORT)).toBe('\u22122.75');
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
