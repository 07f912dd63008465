import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Difference } from '../../kpi/rollup/agreement';
import type { Obstacle, RollupCandidate } from '../../kpi/rollup/rollup';
import { sourceName } from '../labels';

/** Which rows they are, such as "shop.orders by created_at". */
export function candidateText({ source, kpis, others }: RollupCandidate): string {
  const [first] = [...kpis, ...others.map(({ kpi }) => kpi)];
  const { column } = source.time;
  return first ? t('rollup.rows-of', '{{- source}} by {{- column}}', { source: sourceName(first), column }) : column;
}

/** Why a KPI stays with its rows. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle) {
    case 'distinct':
      return t('rollup.distinct', 'whoever comes in two minutes would count twice');
    case 'last':
      return t('rollup.last', 'the newest value of a gauge is one of its rows, which minutes do not keep');
    case 'date':
      return t('rollup.date', 'its rows are told by the day, so that there are no minutes to sum up');
    case 'two-sources':
      return t('rollup.two-sources', 'its two sides are read from two sources');
  }
}

/** Where table and rollup say different things, and what each of them says. */
export function differenceText({ from, by, table, rollup }: Difference): string {
  const place = [dateTimeFormat(from * 1000), ...by].join(', ');
  const text = (value: number | undefined) =>
    value === undefined ? t('rollup.nothing', 'nothing') : String(Number(value.toPrecision(12)));
  return t('rollup.difference', '{{- place}}: {{table}} in the table, {{rollup}} in the rollup', {
    place,
    table: text(table),
    rollup: text(rollup),
  });
}
