import { WEEKDAYS, type ActiveHours, type Policy } from './schema';

/** A time interval as Grafana's notifications API takes it. */
export interface TimeInterval {
  name: string;
  time_intervals: Array<{
    times: Array<{ start_time: string; end_time: string }>;
    weekdays: string[];
    location: string;
  }>;
}

/** The name of the time interval that belongs to a policy alone. */
export function timeIntervalName(policyId: string): string {
  return `KPI Watch: ${policyId}`;
}

/** The policy's active hours as a time interval; undefined when it is always active. */
export function compileActiveHours({ id, activeHours }: Policy): TimeInterval | undefined {
  return activeHours && { name: timeIntervalName(id), time_intervals: intervalsOf(activeHours) };
}

/** Grafana's times end on the day that they begin on: hours over midnight are two intervals, the second a day later. */
function intervalsOf({ weekdays, from, to, zone }: ActiveHours): TimeInterval['time_intervals'] {
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

function nextDay(day: ActiveHours['weekdays'][number]): string {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length] ?? day;
}
