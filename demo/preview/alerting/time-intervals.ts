import { z } from 'zod';

const range = z.object({ start_time: z.string(), end_time: z.string() });

/** When something holds, as Alertmanager writes it; what is not named is any. */
export const timeIntervalSchema = z.object({
  times: z.array(range).optional(),
  weekdays: z.array(z.string()).optional(),
  days_of_month: z.array(z.string()).optional(),
  months: z.array(z.string()).optional(),
  years: z.array(z.string()).optional(),
  /** A zone of the IANA; UTC if there is none. */
  location: z.string().optional(),
});
export type TimeInterval = z.infer<typeof timeIntervalSchema>;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  ...['', 'january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** Why Grafana would not take the interval; undefined when it would. */
export function problemOfInterval(interval: TimeInterval): string | undefined {
  const { times = [], weekdays = [], months = [], location } = interval;
  const clocks = times.flatMap(({ start_time, end_time }) => [start_time, end_time]);
  const odd = clocks.find((clock) => !/^((([01]\d)|(2[0-3])):[0-5]\d|24:00)$/.test(clock));
  if (odd !== undefined) {
    return `couldn't parse timestamp ${odd}, invalid format`;
  }
  if (times.some(({ start_time, end_time }) => start_time >= end_time)) {
    return 'start time cannot be equal or greater than end time';
  }
  const noDay = weekdays.flatMap((text) => text.split(':')).find((day) => !WEEKDAYS.includes(day.toLowerCase()));
  if (noDay !== undefined) {
    return `${noDay} is not a valid weekday`;
  }
  const noMonth = months.flatMap((text) => text.split(':')).find((month) => !isMonth(month));
  if (noMonth !== undefined) {
    return `${noMonth} is not a valid month`;
  }
  return location === undefined || isZone(location) ? undefined : `unknown time zone ${location}`;
}

/** Whether a moment (epoch milliseconds) is in the interval; its ends by the clock are half open. */
export function isInInterval(interval: TimeInterval, moment: number): boolean {
  const { minutes, day, weekday, month, year, daysInMonth } = partsOf(moment, interval.location ?? 'UTC');
  // Counted from the end of the month where it is negative.
  const dayOf = (text: string) => (Number(text) < 0 ? daysInMonth + 1 + Number(text) : Number(text));
  return (
    isOneOf(
      interval.times,
      ({ start_time, end_time }) => minutesOf(start_time) <= minutes && minutes < minutesOf(end_time)
    ) &&
    isOneOf(interval.weekdays, (text) => isWithin(text, weekday, (name) => WEEKDAYS.indexOf(name.toLowerCase()))) &&
    isOneOf(interval.days_of_month, (text) => isWithin(text, day, dayOf)) &&
    isOneOf(interval.months, (text) => isWithin(text, month, monthOf)) &&
    isOneOf(interval.years, (text) => isWithin(text, year, Number))
  );
}

function isOneOf<T>(values: readonly T[] | undefined, holds: (value: T) => boolean): boolean {
  return values === undefined || values.length === 0 || values.some(holds);
}

/** `monday:friday`, or `monday` alone. */
function isWithin(text: string, value: number, read: (text: string) => number): boolean {
  const [first = '', last = first] = text.split(':');
  return read(first) <= value && value <= read(last);
}

function monthOf(text: string): number {
  return MONTHS.includes(text.toLowerCase()) ? MONTHS.indexOf(text.toLowerCase()) : Number(text);
}

function isMonth(text: string): boolean {
  const month = monthOf(text);
  return month >= 1 && month <= 12;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The calendar's and the clock's parts of a moment in a zone. */
function partsOf(moment: number, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 0, day = 0] = [parts.get('year'), parts.get('month'), parts.get('day')];
  return {
    year,
    month,
    day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    minutes: (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0),
  };
}
