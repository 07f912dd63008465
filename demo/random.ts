/** A source of numbers in [0, 1). */
export type Random = () => number;

/** The same parts always give the same sequence: the demo's past does not change from one start to the next. */
export function randomFrom(...parts: number[]): Random {
  let state = parts.reduce((hash, part) => Math.imul(hash ^ part, 0x9e3779b1) ^ (hash >>> 15), 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A Poisson count (Knuth's method: fine for means up to some hundreds). */
export function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count++) {
    product *= random();
  }
  return count;
}

/** A standard normal number (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A function that draws one of the options, each as often as its weight says; the weights add up to 1. */
export function weighted<T extends string>(weights: Record<T, number>): (random: Random) => T {
  const options: T[] = [];
  const bounds: number[] = [];
  let sum = 0;
  for (const option in weights) {
    sum += weights[option];
    options.push(option);
    bounds.push(sum);
  }
  const last = options[options.length - 1];
  if (last === undefined || Math.abs(sum - 1) > 1e-9) {
    throw new Error(`Weights must add up to 1, these add up to ${sum}.`);
  }
  return (random) => {
    const drawn = random();
    return options[bounds.findIndex((bound) => drawn < bound)] ?? last;
  };
}
