import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { kpiPath } from '../routes';
import { kpiKey, type ListedKpi } from './listing';
import { SmallCurve } from './SmallCurve';
import type { Standing } from './standing';
import { StateBadge } from './StateBadge';
import { Watchers } from './Watchers';
import { changeWords, valueWords } from './words';

interface Props {
  title: string;
  kpis: readonly ListedKpi[];
  standings: ReadonlyMap<string, Standing>;
  /** Whether each line says which data source it is of. */
  showSource: boolean;
  mayEdit: boolean;
}

/** KPIs, one a line: how each stands, and who watches it. */
export function KpiTable({ title, kpis, standings, showSource, mayEdit }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <Text element="h2" variant="h4">
        {title}
      </Text>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('kpis.kpi', 'KPI')}</th>
            <th scope="col" className={styles.wide}>
              {t('kpis.last-hours', 'In the last 3 hours')}
            </th>
            <th scope="col">{t('kpis.now', 'Now')}</th>
            <th scope="col">{t('kpis.state', 'State')}</th>
            <th scope="col">{t('kpis.watched-by', 'Watched by')}</th>
          </tr>
        </thead>
        <tbody>
          {kpis.map((listed) => (
            <Line key={kpiKey(listed)} standing={standings.get(kpiKey(listed))} {...{ listed, showSource, mayEdit }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps extends Pick<Props, 'showSource' | 'mayEdit'> {
  listed: ListedKpi;
  standing?: Standing;
}

function Line({ listed, standing, showSource, mayEdit }: LineProps) {
  const styles = useStyles2(getStyles);
  const { source, kpi } = listed;
  const about = [kpi.owner, showSource ? source.name : undefined].filter((text) => text !== undefined);
  return (
    <tr>
      <th scope="row">
        <TextLink inline={false} href={kpiPath(source.uid, kpi.id)}>
          {kpi.name}
        </TextLink>
        {about.length > 0 && (
          <Text element="p" variant="bodySmall" color="secondary">
            {about.join(' · ')}
          </Text>
        )}
      </th>
      <td className={styles.wide}>{standing && <SmallCurve curve={standing.curve} />}</td>
      <td className={styles.number}>{standing && <Now {...standing} kpi={kpi} />}</td>
      <td>{standing && <StateBadge state={standing.state} goodDirection={kpi.goodDirection} />}</td>
      <td>
        <Watchers {...{ listed, mayEdit }} />
      </td>
    </tr>
  );
}

function Now({ now, expected, drop, kpi }: Standing & { kpi: Kpi }) {
  return (
    <Stack direction="column" gap={0}>
      <Text>{now === undefined ? '–' : valueWords(now, kpi)}</Text>
      {expected !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {[
            ...(drop === undefined ? [] : [changeWords(drop)]),
            t('kpis.expected', 'expected {{- value}}', { value: valueWords(expected, kpi) }),
          ].join(', ')}
        </Text>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    [theme.breakpoints.down('md')]: { tableLayout: 'auto' },
    'th, td': {
      padding: theme.spacing(1, 2, 1, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: theme.typography.fontWeightRegular,
      overflowWrap: 'break-word',
      [theme.breakpoints.down('md')]: { paddingRight: theme.spacing(1) },
    },
    'thead th': { color: theme.colors.text.secondary },
    // A line has the height of its second row of text from the start.
    'tbody tr': { height: theme.spacing(8), borderBottom: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
  }),
  wide: css({ [theme.breakpoints.down('md')]: { display: 'none' } }),
  number: css({ fontVariantNumeric: 'tabular-nums' }),
});
