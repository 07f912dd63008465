import { z } from 'zod';

import { minimumEventsFor, type DropThresholds } from '../kpi/detect/judge';
import { DURATION, durationSeconds } from '../kpi/time/duration';
import type { OtherSettings } from './other/readOther';

const VERSION = 2;
const percent = z.number().min(1).max(100);

/** What a person sets on the panel, as the dashboard stores it. A setting that cannot be read is at its default. */
const optionsSchema = z.object({
  version: z.literal(VERSION).catch(VERSION),
  layout: z.enum(['tiles', 'grid', 'leaderboard', 'wallboard']).catch('tiles'),
  palette: z.enum(['grafana', 'safe']).catch('grafana'),
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

export function parseOptions(stored: unknown): SuddenDropOptions {
  return optionsSchema.parse(stored ?? {});
}

const firstVersion = z.looseObject({ version: z.undefined().optional(), sort: z.string().optional() });

/** Options as this release writes them, from any that a dashboard was saved with. */
export function migrateOptions(stored: unknown): SuddenDropOptions {
  const first = firstVersion.safeParse(stored ?? {});
  // Version 1 had no number, and called the order by drop "worst".
  return parseOptions(
    first.success && first.data.sort === 'worst' ? { ...first.data, version: VERSION, sort: 'drop' } : stored
  );
}

export function thresholdsOf({ dropPercent, watchPercent, minimumEvents }: SuddenDropOptions): DropThresholds {
  const drop = dropPercent / 100;
  return {
    drop,
    watch: Math.min(watchPercent / 100, drop),
    minimumEvents: minimumEvents ?? minimumEventsFor(drop),
  };
}

/** `timeZone` as Grafana names it: an IANA zone, `utc` or `browser`. */
export function otherSettingsOf(options: SuddenDropOptions, timeZone: string): OtherSettings {
  const { references, nowQuery, points, goodDirection, window } = options;
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
