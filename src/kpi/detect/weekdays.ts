import { median } from './expected';
import type { Calendar, History } from './history';
import type { Stretch } from './shape';

const HOUR = 3600;
const DAY = 86_400;
const HISTORY_DAYS = 28;
/** A reference is brought to another day of the week by no more than this. */
export const MOST_RATIO = 3;

/** How busy each day of the week is beside a usual day, 1 by default. From Thursday, as 1 January 1970 was one. */
export type Weekdays = readonly number[];

export const ALIKE: Weekdays = [1, 1, 1, 1, 1, 1, 1];

/**
 * How busy each weekday is, from the 28 days before `until` (epoch seconds). A day's level is the median over its hours
 * of that hour beside the same hour of other days: a campaign or an outage of some hours does not move it.
 */
export function weekdaysOf(history: History, calendar: Calendar, until: number): Weekdays {
  const days = wholeDays(history, calendar, until);
  const profile = Array.from({ length: 24 }, (_, hour) => middle(days.map(({ hours }) => hours[hour] ?? NaN)));
  const levels = days.map(({ weekday, hours }) => ({
    weekday,
    level: middle(hours.map((value, hour) => value / (profile[hour] ?? NaN))),
  }));
  return ALIKE.map((alike, weekday) => {
    const level = middle(levels.filter((day) => day.weekday === weekday).map((day) => day.level));
    return level > 0 ? level : alike;
  });
}

function wholeDays(history: History, calendar: Calendar, until: number): Array<{ weekday: number; hours: number[] }> {
  const { day: today, second } = calendar.clock(until);
  return Array.from({ length: HISTORY_DAYS }, (_, index) => index + 1)
    .map((days) => ({ weekday: mod7(today - days), from: calendar.daysBefore(until - second, days) }))
    .filter(({ from }) => from >= history.start)
    .map(({ weekday, from }) => ({
      weekday,
      hours: Array.from({ length: 24 }, (_, hour) => hourMean(history, from + hour * HOUR)),
    }));
}

/** Of an hour, or of the one step that holds its start where steps are longer. */
function hourMean(history: History, from: number): number {
  const start = Math.floor((from - history.start) / history.step) * history.step + history.start;
  return history.mean(start, start + Math.max(HOUR, history.step));
}

/**
 * What a reference `days` ago must be multiplied by to stand for a stretch before the instant `wall` (seconds since
 * 1970 on the wall), when the two lie on different days of the week.
 */
export function weekdayRatio(weekdays: Weekdays, wall: number, stretch: Stretch, days: number): number {
  if (days % 7 === 0) {
    return 1;
  }
  const last = wall - stretch.to - 1;
  const day = Math.floor(last / DAY);
  const today = Math.min(1, (last - day * DAY + 1) / (stretch.from - stretch.to));
  const ratio = levelOf(weekdays, day, today) / levelOf(weekdays, day - days, today);
  return Math.min(MOST_RATIO, Math.max(1 / MOST_RATIO, ratio));
}

/** Of a stretch that lies on `day` by the share `today`, and on the day before by the rest. */
function levelOf(weekdays: Weekdays, day: number, today: number): number {
  return today * (weekdays[mod7(day)] ?? 1) + (1 - today) * (weekdays[mod7(day - 1)] ?? 1);
}

function mod7(day: number): number {
  return ((day % 7) + 7) % 7;
}

function middle(values: readonly number[]): number {
  return median(values.filter(Number.isFinite));
}
