import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { z } from 'zod';

import type { KpiTarget } from '../../grafana/kpiData';
import type { Kpi } from '../../kpi/catalogue/schema';
import { groupBy } from '../../kpi/groupBy';
import type { ListedKpi } from './listing';
import { useKpiData } from './useKpis';
import { valueWords } from './words';

const rowSchema = z.object({
  dimension: z.string(),
  value: z.string().nullable(),
  now: z.number(),
  expected: z.number(),
  share: z.number().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/** The most of a dimension's values that anybody reads. */
const SHOWN = 8;

/** Which values of which dimension make the difference to what is expected. */
export function Drivers({ listed: { source, kpi, watching } }: { listed: ListedKpi }) {
  const styles = useStyles2(getStyles);
  const targets: KpiTarget[] = [{ refId: 'A', kpis: [kpi.id], view: 'drivers', window: watching.window }];
  const { data, isPending } = useKpiData(source.uid, targets, 'now-1h');
  if (isPending) {
    return <LoadingPlaceholder text={t('kpi.loading-drivers', 'Looking for what makes the difference')} />;
  }
  const dimensions = groupBy(data?.series.flatMap(rowsOf) ?? [], ({ dimension }) => dimension);
  return (
    <div className={styles.dimensions}>
      {data?.errors?.map(({ message = '' }) => (
        <Text key={message} color="error">
          {message}
        </Text>
      ))}
      {dimensions.map(([dimension, rows]) => (
        <Stack key={dimension} direction="column" gap={1}>
          <Text element="h3" variant="h6">
            {dimension}
          </Text>
          <DriverTable rows={rows.slice(0, SHOWN)} kpi={kpi} />
        </Stack>
      ))}
    </div>
  );
}

function DriverTable({ rows, kpi }: { rows: readonly Row[]; kpi: Kpi }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('kpi.driver-value', 'Value')}</th>
          <th scope="col">{t('kpis.now', 'Now')}</th>
          <th scope="col">{t('kpi.driver-expected', 'Expected')}</th>
          <th scope="col">{t('kpi.driver-share', 'Explains')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ value, now, expected, share }) => (
          <tr key={value}>
            <th scope="row">{value ?? t('kpi.driver-empty', '(empty)')}</th>
            <td>{valueWords(now, kpi)}</td>
            <td>{valueWords(expected, kpi)}</td>
            <td>{share === null ? '–' : t('kpi.percent', '{{percent}} %', { percent: Math.round(share * 100) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf({ fields, length }: DataFrame): Row[] {
  return Array.from({ length }, (_, index) =>
    rowSchema.safeParse(Object.fromEntries(fields.map(({ name, values }) => [name, values[index]])))
  ).flatMap(({ data }) => data ?? []);
}

const getStyles = (theme: GrafanaTheme2) => ({
  dimensions: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(40)}), 1fr))`,
    gap: theme.spacing(3),
  }),
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    'th, td': { padding: theme.spacing(0.5, 1, 0.5, 0), fontWeight: theme.typography.fontWeightRegular },
    'th:first-child': { textAlign: 'left', overflowWrap: 'anywhere' },
    'td, th:not(:first-child)': { textAlign: 'right', whiteSpace: 'nowrap' },
    'thead th': { color: theme.colors.text.secondary },
    tr: { borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
});
