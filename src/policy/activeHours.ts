import { z } from 'zod';

import { activeHoursSchema, WEEKDAYS, type ActiveHours, type Policy } from './schema';

/** A time interval as Grafana's notifications API takes it. */
export interface TimeInterval {
  name: string;
  time_intervals: Array<{
    times?: Array<{ start_time: string; end_time: string }>;
    weekdays?: string[];
    years?: string[];
    months?: string[];
    days_of_month?: string[];
    location: string;
  }>;
}

/** The name of the time interval that belongs to a policy alone. */
export function timeIntervalName(policyId: string): string {
  return `KPI Watch: ${policyId}`;
}

/** The policy's active hours as a time interval; undefined when it is always active. */
export function compileActiveHours({ id, activeHours }: Policy): TimeInterval | undefined {
  return activeHours && { name: timeIntervalName(id), time_intervals: dailyIntervals(activeHours) };
}

/** Grafana's times end on the day that they begin on: hours over midnight are two intervals, the second a day later. */
export function dailyIntervals({ weekdays, from, to, zone }: ActiveHours): TimeInterval['time_intervals'] {
  const interval = (start: string, end: string, days: string[]) => ({
    times: [{ start_time: start, end_time: end }],
    weekdays: days,
    location: zone,
  });
  if (from < to) {
    return [interval(from, to, weekdays)];
  }
  const evenings = interval(from, '24:00', weekdays);
  return to === '00:00' ? [evenings] : [evenings, interval('00:00', to, weekdays.map(nextDay))];
}

/** A time interval as Grafana stores it: what is not named is any. */
export const storedIntervalSchema = z.object({
  name: z.string(),
  time_intervals: z
    .array(
      z.looseObject({
        times: z.array(z.object({ start_time: z.string(), end_time: z.string() })).default([]),
        weekdays: z.array(z.string()).default([]),
        location: z.string().default('UTC'),
      })
    )
    .default([]),
});

export type StoredInterval = z.infer<typeof storedIntervalSchema>;

/** The hours that a stored time interval says; undefined when it says something that a policy can't. */
export function hoursOf({ time_intervals: intervals }: StoredInterval): ActiveHours | undefined {
  const [evening, morning, ...more] = intervals;
  const hours = evening && clocksOf(evening);
  if (!evening || !hours || more.length > 0) {
    return undefined;
  }
  const { weekdays, location: zone } = evening;
  const rest = morning && clocksOf(morning);
  const to = rest ? rest.to : hours.to === '24:00' ? '00:00' : hours.to;
  const parsed = activeHoursSchema.safeParse({ weekdays: sorted(weekdays), from: hours.from, to, zone });
  return parsed.success && isSame(dailyIntervals(parsed.data), intervals) ? parsed.data : undefined;
}

/** Whether a stored time interval says the same, its days in whatever order. */
export function saysSame(interval: StoredInterval, written: TimeInterval): boolean {
  return isSame(written.time_intervals, interval.time_intervals);
}

function clocksOf({ times }: StoredInterval['time_intervals'][number]) {
  const [only, ...more] = times;
  return only && more.length === 0 ? { from: only.start_time, to: only.end_time } : undefined;
}

function isSame(written: TimeInterval['time_intervals'], found: StoredInterval['time_intervals']): boolean {
  const text = (intervals: TimeInterval['time_intervals'] | StoredInterval['time_intervals']) =>
    JSON.stringify(
      intervals.map(({ times = [], weekdays = [], location, ...more }) => [
        times,
        sorted(weekdays),
        location,
        Object.entries(more).sort(([a], [b]) => (a < b ? -1 : 1)),
      ])
    );
  return text(written) === text(found);
}

function sorted(weekdays: readonly string[]): string[] {
  return WEEKDAYS.filter((day) => weekdays.includes(day));
}

function nextDay(day: ActiveHours['weekdays'][number]): string {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length] ?? day;
}
