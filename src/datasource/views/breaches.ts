import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';
import { breachesOf, planBreaches, type Breach, type BreachProblem } from '../../kpi/detect/breaches';
import { isCount } from '../../kpi/detect/calibrations';
import { minimumEventsFor } from '../../kpi/detect/judge';
import { durationSeconds } from '../../kpi/time/duration';
import { whole } from '../../kpi/whole';
import { areaLabel } from '../labels';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';
import { DEFAULT_PERCENT } from '../types';
import { marksFrame } from './marks';

/** When a KPI was further from what was expected than `percent`, as marks. Throws where that can't be told. */
export function breachesView({ query, kpi, range, slice }: Viewing) {
  const { window, percent = DEFAULT_PERCENT } = query;
  const plan = planBreaches(kpi, range, durationSeconds(window));
  if (typeof plan === 'string') {
    throw new Error(problemText(plan, window));
  }
  const drop = percent / 100;
  const thresholds = { drop, watch: drop, minimumEvents: minimumEventsFor(drop) };
  return {
    windows: plan.windows,
    slice: { ...slice, by: [] },
    frame: (rows: readonly SlicedRow[]) => {
      const marks = breachesOf(plan, rows, thresholds).map((breach) => ({
        from: breach.from,
        to: breach.open ? range.to : Math.min(breach.to, range.to),
        lines: [breachText(kpi, breach)],
        tags: [kpi.name, areaLabel(kpi.area)],
      }));
      return marksFrame(kpi.name, marks);
    },
  };
}

function breachText(kpi: Kpi, { open, worst: { now, expected, drop } }: Breach): string {
  const { name, unit } = kpi;
  const text = (value: number) => formattedValueToString(getValueFormat(unit)(isCount(kpi) ? whole(value) : value));
  const values = {
    name,
    percent: Math.round(Math.abs(drop) * 100),
    now: text(now),
    expected: text(expected),
  };
  if (drop > 0) {
    return open
      ? t(
          'breaches.below-open',
          '{{- name}}: up to {{percent}} % below expected, still so ({{- now}}, not {{- expected}})',
          values
        )
      : t('breaches.below', '{{- name}}: up to {{percent}} % below expected ({{- now}}, not {{- expected}})', values);
  }
  return open
    ? t(
        'breaches.above-open',
        '{{- name}}: up to {{percent}} % above expected, still so ({{- now}}, not {{- expected}})',
        values
      )
    : t('breaches.above', '{{- name}}: up to {{percent}} % above expected ({{- now}}, not {{- expected}})', values);
}

function problemText(problem: BreachProblem, window: string): string {
  switch (problem) {
    case 'window-too-short':
      return t('breaches.too-short', 'It is told in steps that are longer than {{window}}. Choose a longer window.', {
        window,
      });
    case 'window-too-long':
      return t(
        'breaches.too-long',
        'Breaches of what does not add up are looked for in at most an hour at a time, not {{window}}. Choose a shorter window.',
        { window }
      );
    case 'range-too-long':
      return t(
        'breaches.range',
        'The range has too many windows of {{window}} to judge each of them. Choose a shorter range or a longer window.',
        { window }
      );
  }
}
