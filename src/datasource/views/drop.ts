import { createDataFrame, type DataFrame } from '@grafana/data';

import { curveOf, planDrop, readingOf, type DropPlan, type WindowRow } from '../../kpi/detect/reading';
import { durationSeconds } from '../../kpi/time/duration';
import type { Viewing } from '../plan';
import { expectedName, timeField, valueField } from './fields';

/** Now beside what is expected: the judged window and the curve around it. */
export function dropView({ query, kpi, range, slice }: Viewing) {
  const plan = planDrop(kpi, range, durationSeconds(query.window));
  return { windows: plan.windows, slice, frame: (rows: readonly WindowRow[]) => dropFrame(plan, rows) };
}

/** What the KPI was and should have been; `meta.custom.kpiwatch` is the `Reading` that a drop is judged by. */
function dropFrame(plan: DropPlan, rows: readonly WindowRow[]): DataFrame {
  const { kpi, bucket } = plan;
  const curve = curveOf(plan, rows);
  const times = curve.map(({ time }) => time);
  return createDataFrame({
    name: kpi.name,
    meta: { preferredVisualisationType: 'graph', custom: { kpiwatch: readingOf(plan, rows) } },
    fields: [
      timeField(times, bucket),
      valueField(
        'now',
        kpi,
        kpi.name,
        curve.map(({ now }) => now)
      ),
      valueField(
        'expected',
        kpi,
        expectedName(kpi),
        curve.map(({ expected }) => expected)
      ),
    ],
  });
}
