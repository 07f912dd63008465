import { createDataFrame, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import {
  curveOf,
  planDrop,
  readingOf,
  unreadOf,
  type CurvePoint,
  type DropPlan,
  type WindowRow,
} from '../../kpi/detect/reading';
import { durationSeconds } from '../../kpi/time/duration';
import type { Viewing } from '../plan';
import { EDGE, expectedName, HIDDEN, referenceName, timeField, valueField } from './fields';

/** Now beside what is expected: the judged window and the curve around it. */
export function dropView({ query, kpi, range, slice }: Viewing) {
  const plan = planDrop(kpi, range, durationSeconds(query.window), slice.filters.length > 0);
  const datasourceUid = query.datasource?.uid;
  return {
    windows: plan.windows,
    slice,
    frame: (rows: readonly WindowRow[]) => dropFrame(plan, rows, datasourceUid),
    unread: (failure: string) => unreadFrame(plan, failure, datasourceUid),
  };
}

/** A KPI that can't be read keeps its place among the others. */
function unreadFrame(plan: DropPlan, failure: string, datasourceUid?: string): DataFrame {
  const { kpi, bucket } = plan;
  return createDataFrame({
    name: kpi.name,
    meta: { custom: { kpiwatch: { ...unreadOf(plan, failure), datasourceUid } } },
    fields: [timeField([], bucket), valueField('now', kpi, kpi.name, [])],
  });
}

/** What the KPI was and should have been; `meta.custom.kpiwatch` is the `Reading` that a drop is judged by. */
function dropFrame(plan: DropPlan, rows: readonly WindowRow[], datasourceUid?: string): DataFrame {
  const { kpi, bucket } = plan;
  const { name } = kpi;
  const curve = curveOf(plan, rows);
  const values = (of: keyof CurvePoint) => curve.map((point) => point[of]);
  const lowEdge = t('frames.low', '{{- name}}, usual at least', { name });
  return createDataFrame({
    name,
    meta: { preferredVisualisationType: 'graph', custom: { kpiwatch: { ...readingOf(plan, rows), datasourceUid } } },
    fields: [
      timeField(
        curve.map(({ time }) => time),
        bucket
      ),
      valueField('now', kpi, name, values('now')),
      valueField('expected', kpi, expectedName(kpi), values('expected')),
      valueField('low', kpi, lowEdge, values('low'), { drawn: EDGE }),
      valueField('high', kpi, t('frames.high', '{{- name}}, usual at most', { name }), values('high'), {
        drawn: { ...EDGE, fillBelowTo: lowEdge },
      }),
      // A line more would be a tangle; the tooltip has it, and a click in the legend shows it.
      valueField('last week', kpi, referenceName(kpi, { days: 7 }), values('lastWeek'), { drawn: HIDDEN }),
    ],
  });
}
