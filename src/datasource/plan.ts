import { t } from '@grafana/i18n';

import { findKpi } from '../kpi/catalogue/parse';
import type { Catalogue, Kpi } from '../kpi/catalogue/schema';
import { planDrop } from '../kpi/detect/reading';
import { ingestDelay, WHOLE } from '../kpi/sql/windows';
import { durationSeconds } from '../kpi/time/duration';
import { bucketSeconds, judgedWindow, seriesWindow, type TimeWindow } from '../kpi/time/windows';
import { dropFrame, seriesFrame, type SeriesPlan } from './frames';
import type { Ask } from './statements';
import type { BusinessKpiQuery } from './types';

const POINTS = 300;

export interface QueryPlan {
  asks: Ask[];
  /** One for every KPI that can't be read. */
  errors: Array<{ refId: string; message: string }>;
}

/** What a query asks over `range` (epoch seconds); a series has at most one point every `step` seconds. */
export function planQuery(query: BusinessKpiQuery, catalogue: Catalogue, range: TimeWindow, step: number): QueryPlan {
  const plan: QueryPlan = { asks: [], errors: [] };
  for (const id of query.kpis) {
    const kpi = findKpi(catalogue, id);
    if (kpi) {
      const ask = query.view === 'drop' ? drop(query, kpi, range) : series(kpi, range, step);
      plan.asks.push({ refId: query.refId, kpi, ...ask });
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

type View = Omit<Ask, 'refId' | 'kpi'>;

function series(kpi: Kpi, range: TimeWindow, step: number): View {
  const plan = planSeries(kpi, range, step);
  return {
    windows: [{ slot: 'series/now', bucket: plan.bucket, ...plan.window }],
    slice: WHOLE,
    frame: (rows) => seriesFrame(plan, rows),
  };
}

function drop(query: BusinessKpiQuery, kpi: Kpi, range: TimeWindow): View {
  const plan = planDrop(kpi, range, durationSeconds(query.window));
  return { windows: plan.windows, slice: WHOLE, frame: (rows) => dropFrame(plan, rows) };
}

/** A newest bucket that is not complete would look like a drop: it is left out. */
function planSeries(kpi: Kpi, range: TimeWindow, step: number): SeriesPlan {
  const seconds = range.to - range.from;
  const bucket = bucketSeconds(seconds, Math.min(POINTS, seconds / step));
  const complete = judgedWindow(range.to, bucket, ingestDelay(kpi)).to;
  const window = seriesWindow({ from: range.from, to: complete - bucket + 1 }, bucket, kpi.zone);
  return { kpi, bucket, window };
}
