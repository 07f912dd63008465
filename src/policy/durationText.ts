const SECONDS: ReadonlyArray<readonly [string, number]> = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];

/** Seconds of a duration as Grafana writes it: `1h30m` or `52w`; undefined for any other text. */
export function secondsOf(text: string): number | undefined {
  if (!/^(\d+[wdhms])+$/.test(text)) {
    return undefined;
  }
  const units = new Map(SECONDS);
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units.get(unit) ?? 0),
    0
  );
}

/** The duration as a policy writes it: one whole number of the longest unit up to days. */
export function durationOf(seconds: number): string {
  const [unit, length] = SECONDS.find(([name, size]) => name !== 'w' && seconds !== 0 && seconds % size === 0) ?? [
    's',
    1,
  ];
  return `${seconds / length}${unit}`;
}
