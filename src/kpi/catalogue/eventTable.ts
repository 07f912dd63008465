import { z } from 'zod';

import { columnName, filterSchema, qualifiedName } from './filter';
import { timeColumn } from './schema';

/** A table of what happened beside the KPIs: deployments, campaigns, incidents. */
export const eventTableSchema = z.strictObject({
  table: qualifiedName,
  time: timeColumn,
  /** When what happened was over, told as `time` is. */
  end: columnName.optional(),
  /** What is said of an event. */
  text: z.array(columnName).min(1).max(5),
  tags: z.array(columnName).max(5).default([]),
  filters: z.array(filterSchema).max(20).default([]),
});

export type EventTable = z.infer<typeof eventTableSchema>;
