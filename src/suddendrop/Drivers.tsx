import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Dropdown, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Driver } from './companions';
import { formatValue, signedPercent } from './format';
import type { Item } from './items';

const SHOWN = 5;

/** Where the difference comes from: a click away, largest share first. */
export function Drivers({ item: { drivers, measure, reading } }: { item: Item }) {
  const styles = useStyles2(getStyles);
  if (drivers.length === 0) {
    return null;
  }
  const { name } = reading.kpi;
  const title = t('drivers.title', 'What drives {{- name}}', { name });
  const table = (
    <div className={styles.card} role="dialog" aria-label={title}>
      <strong>{title}</strong>
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
          {topDrivers(drivers).map((driver) => (
            <tr key={`${driver.dimension}/${driver.value}`}>
              <th scope="row">{`${driver.dimension} = ${driver.value}`}</th>
              <td>{formatValue(driver.now, measure)}</td>
              <td>{formatValue(driver.expected, measure)}</td>
              <td>{driver.share === null ? '' : signedPercent(driver.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  return (
    <Dropdown overlay={table}>
      <Button size="sm" variant="secondary" fill="text" aria-label={t('drivers.of', 'Drivers of {{- name}}', { name })}>
        {t('drivers.show', 'Drivers')}
      </Button>
    </Dropdown>
  );
}

function topDrivers(drivers: readonly Driver[]): Driver[] {
  return [...drivers].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)).slice(0, SHOWN);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({
      padding: theme.spacing(1.5),
      borderRadius: theme.shape.radius.default,
      border: `1px solid ${theme.colors.border.weak}`,
      background: theme.colors.background.elevated,
      boxShadow: theme.shadows.z3,
    }),
    table: css({
      marginTop: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': { padding: theme.spacing(0.25, 1.5, 0.25, 0), fontWeight: theme.typography.fontWeightRegular },
      '& td, & thead th:not(:first-child)': { textAlign: 'end' },
    }),
  };
}
