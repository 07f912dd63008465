import { z } from 'zod';

import { isCase, usualWatching, type Watching } from '../kpi/cases';
import { minimumEventsFor, type DropThresholds } from '../kpi/detect/judge';
import type { Reading } from '../kpi/detect/reading';
import { DURATION, durationSeconds } from '../kpi/time/duration';
import type { OtherSettings } from './other/readOther';
import { numbersOf } from './preset/presets';

const VERSION = 3;
const percent = z.number().min(1).max(100);

/** What a person sets on the panel, as the dashboard stores it. A setting that cannot be read is at its default. */
const optionsSchema = z.object({
  version: z.literal(VERSION).catch(VERSION),
  layout: z.enum(['tiles', 'grid', 'leaderboard', 'wallboard']).catch('tiles'),
  palette: z.enum(['grafana', 'safe']).catch('grafana'),
  /** What says from where on it is a drop: each KPI's own case, one case for all of them, or the limits below. */
  preset: z
    .string()
    .refine((id) => id === 'kpi' || id === 'own' || isCase(id))
    .catch('kpi'),
  /** More than this far below expected is a drop. */
  dropPercent: percent.catch(30),
  /** More than this far below expected is worth watching. */
  watchPercent: percent.catch(15),
  /** Unset: the smallest number that can show a drop of `dropPercent`. */
  minimumEvents: z.number().min(0).optional().catch(undefined),
  sort: z.enum(['query', 'drop', 'lost', 'name']).catch('query'),
  showSparkline: z.boolean().catch(true),
  /** The wallboard turns its page so often. */
  pageSeconds: z.number().min(5).max(600).catch(15),
  /** How numbers of another data source are read; see OtherSettings. */
  references: z.enum(['shift', 'queries']).catch('shift'),
  nowQuery: z.string().min(1).catch('A'),
  window: z.string().regex(DURATION).catch('10m'),
  points: z.enum(['count', 'level']).catch('count'),
  goodDirection: z.enum(['up', 'down']).catch('up'),
});

export type SuddenDropOptions = z.infer<typeof optionsSchema>;

/** Options as this release writes them, from any that a dashboard was saved with. */
export function parseOptions(stored: unknown): SuddenDropOptions {
  const { preset, sort, ...rest } = z.record(z.string(), z.unknown()).catch({}).parse(stored);
  const hasLimits = ['dropPercent', 'watchPercent', 'minimumEvents'].some((name) => rest[name] !== undefined);
  return optionsSchema.parse({
    ...rest,
    // Version 1 called the order by drop "worst".
    sort: sort === 'worst' ? 'drop' : sort,
    // Until version 3, the panel's limits were all there was.
    preset: preset ?? (hasLimits ? 'own' : undefined),
  });
}

/** Whether an earlier release wrote them, or nobody: of these, Grafana must not fill in what is not there. */
export function isOld(stored: unknown): boolean {
  return !z.object({ version: z.literal(VERSION) }).safeParse(stored).success;
}

/** By which a KPI is judged where no policy judges it. */
export function thresholdsOf(options: SuddenDropOptions, kpi: Pick<Reading['kpi'], 'id' | 'sampled'>): DropThresholds {
  const { dropPercent, watchPercent, minimumEvents } = limitsOf(options, kpi);
  const drop = dropPercent / 100;
  return {
    drop,
    watch: Math.min(watchPercent / 100, drop),
    minimumEvents: minimumEvents ?? minimumEventsFor(drop),
  };
}

function limitsOf(
  options: SuddenDropOptions,
  { id, sampled }: Pick<Reading['kpi'], 'id' | 'sampled'>
): Omit<Watching, 'window'> {
  switch (options.preset) {
    case 'own':
      return options;
    case 'kpi':
      return usualWatching(id, sampled);
    default:
      return usualWatching(options.preset, sampled);
  }
}

/** `timeZone` as Grafana names it: an IANA zone, `utc` or `browser`. */
export function otherSettingsOf(options: SuddenDropOptions, timeZone: string): OtherSettings {
  const { references, nowQuery, preset } = options;
  const { window, points, goodDirection } = isCase(preset) ? numbersOf(preset) : options;
  const zone = timeZone === 'browser' || timeZone === '' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
  return {
    references,
    nowQuery,
    points,
    goodDirection,
    windowSeconds: durationSeconds(window),
    zone: zone === 'utc' ? 'UTC' : zone,
  };
}
