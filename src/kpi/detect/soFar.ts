import { median } from './expected';

/** Fewer earlier days than this say nothing about today. */
const LEAST_DAYS = 2;
/** Before this share of a usual day is in, a projection would be a guess. */
const LEAST_SHARE = 0.1;

/** An earlier day of the same KPI: its sum up to the same time on the wall, and its whole. */
export interface EarlierDay {
  soFar: number;
  whole: number;
}

/** Today beside earlier days: the view that a slow decline can't hide from, as it can from a level-corrected one. */
export interface SoFar {
  /** Sum since midnight. */
  today: number;
  /** What earlier days had at this time; the median. */
  usual: number;
  /** (usual - today) / usual; negative when today is ahead. */
  drop: number;
  /** Where today ends if it goes on as it began; undefined in the first hours, when little of a day is in. */
  projected?: number;
  /** What earlier days ended with; the median. */
  usualWhole: number;
}

/** Undefined with fewer than two earlier days that had anything by now. */
export function soFar(today: number, earlier: readonly EarlierDay[]): SoFar | undefined {
  const days = earlier.filter((day) => day.soFar > 0 && day.whole >= day.soFar);
  if (days.length < LEAST_DAYS) {
    return undefined;
  }
  const usual = median(days.map((day) => day.soFar));
  const usualWhole = median(days.map((day) => day.whole));
  const share = median(days.map((day) => day.soFar / day.whole));
  return {
    today,
    usual,
    drop: (usual - today) / usual,
    projected: share >= LEAST_SHARE ? today / share : undefined,
    usualWhole,
  };
}
