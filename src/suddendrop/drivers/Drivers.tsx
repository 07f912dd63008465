import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Toggletip, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Driver } from '../companions';
import { formatValue, signedPercent, type Measure } from '../format';
import type { Item } from '../items';
import { useDrivers } from './useDrivers';

const SHOWN = 5;

/** Where the difference comes from: a click away, largest share first. */
export function Drivers({ item }: { item: Item }) {
  const { answer, ask } = useDrivers(item);
  if (!ask) {
    return null;
  }
  const { name } = item.reading.kpi;
  const title = t('drivers.title', 'What drives {{- name}}', { name });
  return (
    <Toggletip
      placement="top"
      fitContent
      title={title}
      onOpen={ask}
      content={
        <div role="dialog" aria-label={title} aria-busy={answer.kind === 'asking'}>
          {answer.kind === 'asking' && <LoadingPlaceholder text={t('drivers.asking', 'Asking the database …')} />}
          {answer.kind === 'failed' && <span role="alert">{answer.reason}</span>}
          {answer.kind === 'known' && <Table drivers={topDrivers(answer.drivers)} measure={item.measure} />}
        </div>
      }
    >
      <Button size="sm" variant="secondary" fill="text" aria-label={t('drivers.of', 'Drivers of {{- name}}', { name })}>
        {t('drivers.show', 'Drivers')}
      </Button>
    </Toggletip>
  );
}

function Table({ drivers, measure }: { drivers: readonly Driver[]; measure: Measure }) {
  const styles = useStyles2(getStyles);
  if (drivers.length === 0) {
    return <span>{t('drivers.none', 'Nothing happened in this window, now or before.')}</span>;
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('drivers.where', 'Where')}</th>
          <th scope="col">{t('drivers.now', 'Now')}</th>
          <th scope="col">{t('drivers.expected', 'Expected')}</th>
          <th scope="col">{t('drivers.share', 'Explains')}</th>
        </tr>
      </thead>
      <tbody>
        {drivers.map((driver) => (
          <tr key={`${driver.dimension}/${driver.value}`}>
            <th scope="row">{`${driver.dimension} = ${driver.value}`}</th>
            <td>{formatValue(driver.now, measure)}</td>
            <td>{formatValue(driver.expected, measure)}</td>
            <td>{driver.share === null ? '' : signedPercent(driver.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function topDrivers(drivers: readonly Driver[]): Driver[] {
  return [...drivers].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)).slice(0, SHOWN);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': { padding: theme.spacing(0.25, 1.5, 0.25, 0), fontWeight: theme.typography.fontWeightRegular },
      '& td, & thead th:not(:first-child)': { textAlign: 'end' },
    }),
  };
}
