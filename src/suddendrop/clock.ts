import { dateTimeFormat, systemDateFormats } from '@grafana/data';

/** The moment that the panel speaks of (epoch seconds), and whether that is the present. */
export interface Clock {
  asOf: number;
  live: boolean;
  timeZone: string;
}

/** `14:05`; with the day where it is not the clock's own day. */
export function timeOfDay(epoch: number, { asOf, timeZone }: Clock): string {
  const day = (seconds: number) => dateTimeFormat(seconds * 1000, { timeZone, format: 'YYYY-MM-DD' });
  const { minute, hour } = systemDateFormats.interval;
  return dateTimeFormat(epoch * 1000, { timeZone, format: day(epoch) === day(asOf) ? minute : hour });
}

/** 0 for Sunday to 6 for Saturday, on the dashboard's calendar. */
export function weekday(epoch: number, { timeZone }: Clock): number {
  return Number(dateTimeFormat(epoch * 1000, { timeZone, format: 'd' }));
}
