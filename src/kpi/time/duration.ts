const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Written durations that the catalogue and policies take: a whole number and s, m, h or d. */
export const DURATION = /^(\d{1,6})(s|m|h|d)$/;

/** Seconds of a duration such as `30s`, `10m`, `2h` or `1d`. Throws a RangeError on any other text. */
export function durationSeconds(text: string): number {
  const [, count, unit] = DURATION.exec(text) ?? [];
  const seconds = unit === undefined ? undefined : SECONDS[unit];
  if (seconds === undefined) {
    throw new RangeError(`"${text}" is not a duration. Write a whole number and s, m, h or d, such as 10m.`);
  }
  return Number(count) * seconds;
}
