import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Driver } from '../companions';
import { DialogButton } from '../DialogButton';
import { formatValue, signedPercent } from '../format';
import type { Item } from '../items';
import { useDrivers, useHasDrivers } from './useDrivers';

const SHOWN = 5;

/** Where the difference comes from: a click away, largest share first. */
export function Drivers({ item }: { item: Item }) {
  const { name } = item.reading.kpi;
  if (!useHasDrivers(item)) {
    return null;
  }
  return (
    <DialogButton
      title={t('drivers.title', 'What drives {{- name}}', { name })}
      button={
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          aria-label={t('drivers.of', 'Drivers of {{- name}}', { name })}
        >
          {t('drivers.show', 'Drivers')}
        </Button>
      }
    >
      <DriverTable item={item} />
    </DialogButton>
  );
}

/** Asks what drives a KPI as soon as it is there. */
export function DriverTable({ item }: { item: Item }) {
  const styles = useStyles2(getStyles);
  const { measure } = item;
  const answer = useDrivers(item);
  if (answer.kind === 'asking') {
    return <LoadingPlaceholder text={t('drivers.asking', 'Asking the database …')} aria-busy />;
  }
  if (answer.kind === 'failed') {
    return <span role="alert">{answer.reason}</span>;
  }
  const drivers = topDrivers(answer.drivers);
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
