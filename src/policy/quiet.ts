import { dailyIntervals, timeIntervalName, type TimeInterval } from './activeHours';
import type { Policy, Quiet } from './schema';

/** The name of the time interval of a policy's quiet times, which belongs to it alone. */
export function quietIntervalName(policyId: string): string {
  return `KPI Watch: ${policyId} (quiet)`;
}

/** The names of the time intervals that belong to a policy alone. */
export function ownIntervalNames(policyId: string): string[] {
  return [timeIntervalName(policyId), quietIntervalName(policyId)];
}

/** The policy's holidays and maintenance windows as a time interval; undefined when it has none. */
export function compileQuiet({ id, quiet }: Policy): TimeInterval | undefined {
  return quiet && { name: quietIntervalName(id), time_intervals: intervalsOf(quiet) };
}

/** The mute timings of a policy's rules: its own, and those that it uses. */
export function muteTimingsOf({ id, quiet, muteTimings = [] }: Policy): string[] {
  return [...(quiet ? [quietIntervalName(id)] : []), ...muteTimings];
}

function intervalsOf({ zone, holidays, maintenance }: Quiet): TimeInterval['time_intervals'] {
  return [
    ...holidays.map((day) => ({ ...dateOf(day), location: zone })),
    ...maintenance.flatMap((window) =>
      'weekdays' in window
        ? dailyIntervals({ ...window, zone })
        : datedIntervals(window).map((interval) => ({ ...interval, location: zone }))
    ),
  ];
}

/** Grafana's times end on the day that they begin on: a night is two of them. */
function datedIntervals({ day, from, to }: { day: string; from: string; to: string }) {
  const on = (date: string, start: string, end: string) => ({
    times: [{ start_time: start, end_time: end }],
    ...dateOf(date),
  });
  if (from < to) {
    return [on(day, from, to)];
  }
  return [on(day, from, '24:00'), ...(to === '00:00' ? [] : [on(dayAfter(day), '00:00', to)])];
}

function dateOf(day: string) {
  const [year = '', month = '', date = ''] = day.split('-');
  return { years: [year], months: [String(Number(month))], days_of_month: [String(Number(date))] };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
