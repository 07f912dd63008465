import type { DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { findKpi } from '../kpi/catalogue/parse';
import type { Catalogue, Kpi } from '../kpi/catalogue/schema';
import { planDrop } from '../kpi/detect/reading';
import { compileWindows, ingestDelay } from '../kpi/sql/windows';
import { durationSeconds } from '../kpi/time/duration';
import { bucketSeconds, judgedWindow, seriesWindow, type TimeWindow } from '../kpi/time/windows';
import { dropFrame, rowsOf, seriesFrame, type SeriesPlan } from './frames';
import type { BusinessKpiQuery } from './types';

const POINTS = 300;

/** One SELECT for one KPI of a query, and how its answer becomes a frame. */
export interface Statement {
  /** Tells the statements of a request apart. */
  id: string;
  /** The query that asked. */
  refId: string;
  kpi: Kpi;
  sql: string;
  frame(answer: DataFrame): DataFrame;
}

export interface QueryPlan {
  statements: Statement[];
  /** One for every KPI that can't be read. */
  errors: Array<{ refId: string; message: string }>;
}

/** The statements of a query over `range` (epoch seconds); a series has at most one point every `step` seconds. */
export function planQuery(query: BusinessKpiQuery, catalogue: Catalogue, range: TimeWindow, step: number): QueryPlan {
  const plan: QueryPlan = { statements: [], errors: [] };
  for (const id of query.kpis) {
    const kpi = findKpi(catalogue, id);
    if (kpi) {
      const statement = query.view === 'drop' ? drop(query, kpi, range) : series(kpi, range, step);
      plan.statements.push({ id: `${query.refId}/${id}`, refId: query.refId, kpi, ...statement });
    } else {
      plan.errors.push({ refId: query.refId, message: unknownKpi(id) });
    }
  }
  return plan;
}

/** What to tell a person whose query names a KPI that isn't in the catalogue. */
function unknownKpi(id: string): string {
  const message =
    'There is no KPI "{{- id}}" in the catalogue. Pick another one, or add it in the settings of the data source.';
  return t('errors.unknown-kpi', message, { id });
}

function series(kpi: Kpi, range: TimeWindow, step: number): Pick<Statement, 'sql' | 'frame'> {
  const plan = planSeries(kpi, range, step);
  const sql = compileWindows(kpi, [{ slot: 'series/now', bucket: plan.bucket, ...plan.window }]);
  return { sql, frame: (answer) => seriesFrame(plan, rowsOf(answer), sql) };
}

function drop(query: BusinessKpiQuery, kpi: Kpi, range: TimeWindow): Pick<Statement, 'sql' | 'frame'> {
  const plan = planDrop(kpi, range, durationSeconds(query.window));
  const sql = compileWindows(kpi, plan.windows);
  return { sql, frame: (answer) => dropFrame(plan, rowsOf(answer), sql) };
}

/** A newest bucket that is not complete would look like a drop: it is left out. */
function planSeries(kpi: Kpi, range: TimeWindow, step: number): SeriesPlan {
  const seconds = range.to - range.from;
  const bucket = bucketSeconds(seconds, Math.min(POINTS, seconds / step));
  const complete = judgedWindow(range.to, bucket, ingestDelay(kpi)).to;
  const window = seriesWindow({ from: range.from, to: complete - bucket + 1 }, bucket, kpi.zone);
  return { kpi, bucket, window };
}
