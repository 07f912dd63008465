import { z } from 'zod';

import { DURATION, durationSeconds } from '../kpi/time/duration';
import { duration } from './durationSchema';
import { escalationSchema } from './escalation';
import { migratePolicy } from './migrate';
import { teamRefSchema } from './teamRef';
import { triggerSchema } from './triggerSchema';
import { POLICY_VERSION } from './version';

export const SEVERITIES = ['critical', 'warning', 'info'] as const;

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A policy sends at most so many messages of one breach when it counts them: each is a rule of its own. */
const MOST_MESSAGES = 10;

const line = z.string().trim().min(1).max(120);

const webLink = z.url({ protocol: /^https?$/, error: 'must be a link that starts with http:// or https://' });

const every = duration('1m', '5d');

/** How often one breach is told. */
export const cadenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once') }),
  /** At once, and then every `every`, `times` messages in all. */
  z.strictObject({ kind: z.literal('times'), every, times: z.number().int().min(2).max(MOST_MESSAGES) }),
  /** At once, and then every `every` for `span`. */
  z
    .strictObject({ kind: z.literal('span'), every, span: duration('1m', '5d') })
    .refine(({ every, span }) => isLongEnough(every, span), { path: ['span'], error: 'must not be shorter than every' })
    .refine(({ every, span }) => isFewEnough(every, span), {
      path: ['every'],
      error: `must leave at most ${MOST_MESSAGES} messages`,
    }),
  /** Every `every` until the breach ends or somebody acknowledges it. */
  z.strictObject({ kind: z.literal('acknowledged'), every }),
]);

/** When a breach is over. */
const endingSchema = z.discriminatedUnion('kind', [
  /** By itself: once the KPI has been past its line for recovery for `after`. */
  z.strictObject({ kind: z.literal('itself'), after: duration('0s', '1d') }),
  /** When a person closes it. */
  z.strictObject({ kind: z.literal('hand') }),
]);

/** How the points of a window become one number. */
export const REDUCERS = ['mean', 'last', 'sum', 'min', 'max', 'count'] as const;

/** A query as a panel asks it of any data source that can alert; each of its series is judged for itself. */
export const watchedQuerySchema = z.strictObject({
  /** The kind of its data source, by the id of its plugin. */
  type: z.string().min(1).max(100),
  /** What it tells, in people's words. */
  name: line,
  /** How its numbers are written, by the id of one of Grafana's units. */
  unit: z.string().min(1).max(40).optional(),
  /** Business and system metrics stay apart, here as well. */
  area: z.enum(['business', 'systems']),
  reduce: z.enum(REDUCERS),
  /** The labels that tell its series from each other. */
  labels: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/))
    .max(20)
    .optional(),
  /** As its data source's own editor writes it. */
  model: z.record(z.string(), z.unknown()).refine((model) => Object.keys(model).length > 0, 'must say what is asked'),
});

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');

/** When people are told; outside of it a breach waits. */
export const activeHoursSchema = z
  .strictObject({
    weekdays: z.array(z.enum(WEEKDAYS)).min(1),
    from: clock,
    to: clock,
    /** An IANA zone. */
    zone: z.string().refine(isZone, 'must be a time zone such as Asia/Seoul'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must differ from the beginning' });

const zoneName = z.string().refine(isZone, 'must be a time zone such as Asia/Seoul');

const day = z.iso.date('must be a day such as 2026-12-25');

/** Days and times at which nobody is told, whatever the active hours say. */
const quietSchema = z
  .strictObject({
    /** An IANA zone: days begin and end by its clock. */
    zone: zoneName,
    /** Whole days. */
    holidays: z.array(day).max(100),
    /** Every week, or once; over midnight where the end is before the beginning. */
    maintenance: z
      .array(
        z
          .union([
            z.strictObject({ weekdays: z.array(z.enum(WEEKDAYS)).min(1), from: clock, to: clock }),
            z.strictObject({ day, from: clock, to: clock }),
          ])
          .refine(({ from, to }) => from !== to, 'must differ in its beginning and its end')
      )
      .max(20),
  })
  .refine(({ holidays, maintenance }) => holidays.length + maintenance.length > 0, 'must name a day or a window');

const policyShape = z
  .strictObject({
    version: z.literal(POLICY_VERSION),
    /** Also the uid of the rule and the name of its group; three characters are left for the reminders' uids. */
    id: z.string().regex(/^[A-Za-z0-9_-]{1,37}$/),
    title: line,
    /** The KPI data source whose catalogue the KPIs are of, or the data source that the query asks. */
    datasourceUid: z.string().min(1).max(40),
    /** None, where a query is watched. */
    kpis: z.array(z.string().min(1)).max(50),
    /** What is watched instead of KPIs. */
    query: watchedQuerySchema.optional(),
    trigger: triggerSchema,
    severity: z.enum(SEVERITIES),
    owner: line,
    runbook: webLink.optional(),
    /** The team that is told; `owner` where the policy says its own, and not the team's. */
    team: z.strictObject({ ...teamRefSchema.shape, owner: z.literal('own').optional() }).optional(),
    /** The Grafana contact point that is told, by name; of a team the one that it has for the severity. */
    contactPoint: z.string().min(1),
    cadence: cadenceSchema,
    ending: endingSchema,
    /** Whether the numbers' not being readable is no reason to tell anybody: the rule then stays as it was. */
    whenUnread: z.literal('keep').optional(),
    /** Who else is told of a breach that nobody acknowledges. */
    escalation: escalationSchema.optional(),
    /** What the messages are written in; English, where it says nothing. */
    language: z.literal('ko').optional(),
    /** Always, when there are none. */
    activeHours: activeHoursSchema.optional(),
    quiet: quietSchema.optional(),
    /** Mute timings of Grafana's, by name, that hold as well. */
    muteTimings: z.array(z.string().min(1)).min(1).max(20).optional(),
  })
  .refine(isSomethingWatched, { path: ['kpis'], error: 'must name a KPI or more, or else a query', when: isWatching })
  .refine(isJudgedAsWatched, { path: ['trigger'], error: 'does not judge what is watched', when: isWatching });

/** What a team says once: which KPIs, what counts as a breach, who is told, how often, until when. It rides on a rule. */
export const policySchema = z.preprocess(migratePolicy, policyShape);

export type Policy = z.infer<typeof policySchema>;
export type Severity = Policy['severity'];
export type Cadence = Policy['cadence'];
export type Ending = Policy['ending'];
export type WatchedQuery = z.infer<typeof watchedQuerySchema>;
export type Quiet = z.infer<typeof quietSchema>;
export type ActiveHours = z.infer<typeof activeHoursSchema>;

const watchingSchema = z.object({
  kpis: z.array(z.unknown()),
  query: z.unknown().optional(),
  trigger: z.object({ kind: z.string(), by: z.unknown().optional() }),
});
type Watching = z.infer<typeof watchingSchema>;

/** Whether what is watched is told, whatever else is wrong: so that all mistakes are seen at once. */
function isWatching({ value }: { value: unknown }): boolean {
  return watchingSchema.safeParse(value).success;
}

function isSomethingWatched({ kpis, query }: Watching): boolean {
  return (query === undefined) === kpis.length > 0;
}

function isJudgedAsWatched({ query, trigger }: Watching): boolean {
  return query === undefined
    ? trigger.kind !== 'shifted'
    : trigger.kind === 'shifted' || (trigger.kind === 'threshold' && trigger.by === undefined);
}

function isLongEnough(every: string, span: string): boolean {
  return !DURATION.test(every) || !DURATION.test(span) || durationSeconds(span) >= durationSeconds(every);
}

function isFewEnough(every: string, span: string): boolean {
  return (
    !DURATION.test(every) || !DURATION.test(span) || durationSeconds(span) / durationSeconds(every) < MOST_MESSAGES
  );
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
