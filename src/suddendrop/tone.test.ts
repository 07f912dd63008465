import { createTheme } from '@grafana/data';

import { toneOf } from './tone';

type Rgb = [number, number, number];

/** Linear light as dichromats see it, after Viénot, Brettel and Mollon (1999). */
const SIGHT: Record<string, [Rgb, Rgb, Rgb]> = {
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
};

function linear(hex: string): Rgb {
  const channel = (from: number) => {
    const value = parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function lab([r, g, b]: Rgb): Rgb {
  const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, [red, green, blue]: [Rgb, Rgb, Rgb]): number {
  const seen = (hex: string) => {
    const light = linear(hex);
    const through = (row: Rgb) => Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]);
    return lab([through(red), through(green), through(blue)]);
  };
  const [l1, a1, b1] = seen(a);
  const [l2, a2, b2] = seen(b);
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2);
}

describe.each(['dark', 'light'] as const)('in the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });

  test.each(Object.entries(SIGHT))('the safe colours are far apart with %s', (_, sight) => {
    const [ok, watch, drop] = (['ok', 'watch', 'drop'] as const).map((state) => toneOf(theme, state, 'safe').main);
    for (const [a = '', b = ''] of [
      [ok, watch],
      [ok, drop],
      [watch, drop],
    ]) {
      expect(distance(a, b, sight)).toBeGreaterThan(30);
    }
  });

  test('what can not be told is never the colour of what is fine', () => {
    for (const palette of ['grafana', 'safe'] as const) {
      const fine = toneOf(theme, 'ok', palette).main;
      for (const state of ['low-traffic', 'no-reference', 'stale', 'error'] as const) {
        expect(toneOf(theme, state, palette).main).not.toBe(fine);
      }
    }
  });
});
