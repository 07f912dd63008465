import { t } from '@grafana/i18n';

import { isSum, type Kpi } from '../../kpi/catalogue/schema';
import { isToldByMinute } from '../../kpi/detect/minutes';
import { isOfTable } from '../../kpi/sql/rowsOf';
import { dimensionOf, type Trigger } from '../../policy/triggerSchema';

/** Why these KPIs can't be judged so, if so; each field says its part of it. */
export function triggerProblem(trigger: Trigger, kpis: readonly Kpi[]): string | undefined {
  switch (trigger.kind) {
    case 'unusual':
      return kindProblem(trigger.kind, kpis) ?? dimensionProblem(dimensionOf(trigger), kpis);
    case 'so-far':
      return kindProblem(trigger.kind, kpis);
    case 'rows':
      return tableProblem(kpis);
    default:
      return dimensionProblem(dimensionOf(trigger), kpis);
  }
}

/** The same, of the kind alone. */
export function kindProblem(kind: Trigger['kind'], kpis: readonly Kpi[]): string | undefined {
  return kind === 'unusual' ? byDayProblem(kpis) : kind === 'so-far' ? sumProblem(kpis) : undefined;
}

/** Which KPIs do not add up over a day. */
function sumProblem(kpis: readonly Kpi[]): string | undefined {
  const others = kpis.filter((kpi) => !isSum(kpi));
  return others.length === 0
    ? undefined
    : t('editor.no-sum', 'Neither counts nor sums, so that they do not add up over a day: {{- kpis}}', {
        kpis: others.map(({ name }) => name).join(', '),
      });
}

/** Which KPIs are not counted from the rows of a table. */
export function tableProblem(kpis: readonly Kpi[]): string | undefined {
  const others = kpis.filter((kpi) => !isOfTable(kpi));
  return others.length === 0
    ? undefined
    : t('editor.no-table', 'Not the rows of one table, so that no column tells when they changed: {{- kpis}}', {
        kpis: others.map(({ name }) => name).join(', '),
      });
}

/** What a KPI that is told day by day can't be judged by. */
function byDayProblem(kpis: readonly Kpi[]): string | undefined {
  const byDay = kpis.filter((kpi) => !isToldByMinute(kpi));
  return byDay.length === 0
    ? undefined
    : t(
        'editor.by-day',
        'Told day by day, so that no minute can be judged: {{- kpis}}. Choose a fixed window of 1d, or a time column with the time of day in the catalogue.',
        { kpis: byDay.map(({ name }) => name).join(', ') }
      );
}

/** Which KPIs have no such dimension. */
export function dimensionProblem(
  by: string | undefined,
  kpis: ReadonlyArray<Pick<Kpi, 'name' | 'dimensions'>>
): string | undefined {
  const without = kpis.filter(({ dimensions }) => by !== undefined && !dimensions.includes(by));
  return without.length === 0
    ? undefined
    : t('editor.by-missing', '“{{- by}}” is no dimension in the catalogue of: {{- kpis}}', {
        by,
        kpis: without.map(({ name }) => name).join(', '),
      });
}
