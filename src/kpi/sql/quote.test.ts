import { quoteLiteral, quoteName } from './quote';

describe('quoting', () => {
  it('quotes names and refuses what could end the quote or wake a macro', () => {
    expect(quoteName('orders')).toBe('`orders`');
    expect(quoteName('shop.orders')).toBe('`shop`.`orders`');
    expect(quoteName('주문')).toBe('`주문`');
    for (const name of ['a`b', 'a b', 'a;b', '$__x', '', 'a.', "a'", 'a-b', '1a']) {
      expect(() => quoteName(name)).toThrow(RangeError);
    }
  });

  it('writes plain text in quotes, and any other text as bytes', () => {
    expect(quoteLiteral('KR')).toBe("'KR'");
    expect(quoteLiteral("O'Neil")).toBe("_utf8mb4 X'4f274e65696c'");
    expect(quoteLiteral('\\')).toBe("_utf8mb4 X'5c'");
    expect(quoteLiteral('$__timeFilter(x)')).toMatch(/^_utf8mb4 X'[0-9a-f]+'$/);
    expect(quoteLiteral('[[x]]')).toMatch(/^_utf8mb4 X'[0-9a-f]+'$/);
    expect(quoteLiteral('서울')).toBe("_utf8mb4 X'ec849cec9ab8'");
  });

  it('writes numbers and booleans as they are and refuses what is no number', () => {
    expect([1, -2.5, true, false].map(quoteLiteral)).toEqual(['1', '-2.5', 'TRUE', 'FALSE']);
    expect(() => quoteLiteral(NaN)).toThrow(RangeError);
  });
});
