import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { FilterInput, Pagination, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { areaLabel } from '../labels';
import { rowsWith, type KpiRow } from './kpiRows';
import { KpiListRow, type KpiActions } from './KpiListRow';

const PAGE = 50;
/** From so many on it is quicker to type a name than to look for it. */
const MANY = 10;

interface Props extends KpiActions {
  rows: readonly KpiRow[];
  readOnly: boolean;
  /** The KPI that was open before: there the keyboard goes on. */
  last?: number;
}

/** The KPIs by area. */
export function KpiList({ rows, readOnly, last, ...actions }: Props) {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState('');
  const [lastKey] = useState(() => rows.find(({ index }) => index === last)?.key);
  const shown = rowsWith(rows, text);
  const pages = Math.ceil(shown.length / PAGE);
  const [page, setPage] = useState(
    () =>
      1 +
      Math.floor(
        Math.max(
          0,
          shown.findIndex(({ index }) => index === last)
        ) / PAGE
      )
  );
  const current = Math.min(page, Math.max(1, pages));
  const part = shown.slice((current - 1) * PAGE, current * PAGE);

  return (
    <Stack direction="column" gap={1}>
      {rows.length > MANY && (
        <FilterInput
          value={text}
          onChange={setText}
          escapeRegex={false}
          width={40}
          aria-label={t('kpis.search', 'Find KPIs by name or id')}
          placeholder={t('kpis.search', 'Find KPIs by name or id')}
        />
      )}
      {part.length === 0 && (
        <Text color="secondary">
          {rows.length === 0 ? t('summary.empty', 'No KPIs yet') : t('kpis.none', 'No KPI has this in its name or id')}
        </Text>
      )}
      <ul className={styles.list} aria-label={t('kpis.list', 'KPIs')}>
        {part.map((row, place) => (
          <React.Fragment key={row.key}>
            {row.area !== part[place - 1]?.area || place === 0 ? (
              <li className={styles.area}>{row.area ? areaLabel(row.area) : t('kpis.no-area', 'Without an area')}</li>
            ) : null}
            <KpiListRow
              row={row}
              readOnly={readOnly}
              isFocused={row.key === lastKey}
              above={neighbour(rows, row, -1)}
              below={neighbour(rows, row, 1)}
              {...actions}
            />
          </React.Fragment>
        ))}
      </ul>
      {pages > 1 && <Pagination currentPage={current} numberOfPages={pages} onNavigate={setPage} hideWhenSinglePage />}
    </Stack>
  );
}

/** The KPI beside one in its area; undefined at the end. */
function neighbour(rows: readonly KpiRow[], row: KpiRow, step: number): number | undefined {
  const next = rows[rows.indexOf(row) + step];
  return next?.area === row.area ? next?.index : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, maxWidth: theme.breakpoints.values.xl }),
  area: css({
    padding: theme.spacing(1, 0, 0.5),
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
