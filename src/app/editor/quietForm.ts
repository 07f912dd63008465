import { z } from 'zod';

import { WEEKDAYS, type Policy } from '../../policy/schema';

/** A maintenance window as the form has it: what of it counts is a matter of its kind. */
const windowFields = z.object({
  kind: z.enum(['weekly', 'once']),
  weekdays: z.array(z.enum(WEEKDAYS)),
  day: z.string(),
  from: z.string(),
  to: z.string(),
});

/** What the fields of a policy's quiet times hold. */
export const quietFields = z.object({
  zone: z.string(),
  /** Days, with spaces, commas or lines between. */
  holidays: z.string(),
  maintenance: z.array(windowFields),
  /** Names of mute timings of Grafana's. */
  timings: z.array(z.string()),
});

type QuietFields = z.infer<typeof quietFields>;
type Window = QuietFields['maintenance'][number];

export const NEW_WINDOW: Window = { kind: 'weekly', weekdays: ['sunday'], day: '', from: '02:00', to: '04:00' };

/** What the fields say, as a policy has it. */
export function quietInput({ zone, holidays: text, maintenance, timings }: QuietFields) {
  const holidays = daysIn(text);
  const isQuiet = holidays.length > 0 || maintenance.length > 0;
  return {
    quiet: isQuiet ? { zone, holidays, maintenance: maintenance.map(windowInput) } : undefined,
    muteTimings: timings.length > 0 ? timings : undefined,
  };
}

function windowInput({ kind, weekdays, day, from, to }: Window) {
  return kind === 'weekly' ? { weekdays, from, to } : { day, from, to };
}

export function quietFieldsOf({ quiet, muteTimings = [] }: Pick<Policy, 'quiet' | 'muteTimings'>): QuietFields {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    zone: quiet?.zone ?? timeZone,
    holidays: (quiet?.holidays ?? []).join('\n'),
    maintenance: (quiet?.maintenance ?? []).map((window) => ({
      ...NEW_WINDOW,
      ...window,
      kind: 'weekdays' in window ? 'weekly' : 'once',
    })),
    timings: muteTimings,
  };
}

export function daysIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((day) => day !== ''))];
}

/** The field that a part of a policy's quiet times comes from. */
export function quietPath([first, second, ...rest]: PropertyKey[]): PropertyKey[] {
  if (first === 'muteTimings') {
    return ['quiet', 'timings'];
  }
  return second === 'holidays' || second === undefined ? ['quiet', 'holidays'] : ['quiet', second, ...rest];
}
