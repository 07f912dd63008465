import { z } from 'zod';

import { minimumEventsFor, type DropThresholds } from '../kpi/detect/judge';

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
