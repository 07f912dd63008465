/** Lengths of the judged windows, seconds: short ones see outages at once, long ones shallow drops and low traffic. */
const SCALES: readonly number[] = [60, 120, 180, 300, 600, 900, 1800, 3600];
/** References are read this much wider on both sides: steadier, and a habit that came some minutes early is no drop. */
const REFERENCE_MARGIN = 420;
const LEVEL_SECONDS = 7200;
const LEVEL_BLOCK = 600;

/** A stretch of time that ends at or before the judged end: seconds before it, `from` the greater one. */
export interface Stretch {
  from: number;
  to: number;
}

/** Which stretches are read to judge one instant: all of them whole steps. */
export interface Shape {
  /** Lengths of the judged windows, seconds. */
  scales: readonly number[];
  /** How much wider a judged window's references are read, on both sides. */
  margin: number;
  /** What tells today's level lies in blocks of this many seconds. */
  block: number;
  /** The blocks of the level that a judged window of `seconds` is measured by, newest first. */
  blocksBefore: (seconds: number) => readonly Stretch[];
}

/**
 * Where anything that is read begins or ends, in seconds before the judged end (below 0 after it), oldest first: sums
 * between them are all that judging takes.
 */
export function edgesOf({ scales, margin, blocksBefore }: Shape): number[] {
  const stretches = [...scales.map((from) => ({ from, to: 0 })), ...scales.flatMap(blocksBefore)];
  const edges = stretches.flatMap(({ from, to }) => [from, to, ...(to === 0 ? [from + margin, -margin] : [])]);
  return [...new Set(edges)].sort((a, b) => b - a);
}

/** The shape for values in steps of so many seconds. */
export function shapeOf(step: number): Shape {
  const steps = (seconds: number) => Math.max(1, Math.round(seconds / step)) * step;
  const block = steps(LEVEL_BLOCK);
  const count = Math.max(2, Math.round(LEVEL_SECONDS / block));
  const scales = [...new Set(SCALES.map(steps))];
  // The judged window is not among its blocks, so that a long drop does not hide itself.
  const blocks = new Map(
    scales.map((seconds) => {
      const newest = Math.ceil(seconds / block) * block;
      return [
        seconds,
        Array.from({ length: count }, (_, index) => ({
          from: newest + (index + 1) * block,
          to: newest + index * block,
        })),
      ];
    })
  );
  return {
    scales,
    margin: Math.round(REFERENCE_MARGIN / step) * step,
    block,
    blocksBefore: (seconds) => blocks.get(seconds) ?? [],
  };
}
