import { css } from '@emotion/css';
import { DataLinksContextMenu, useStyles2 } from '@grafana/ui';
import React from 'react';

import { formatValue } from './format';
import type { Item } from './items';

/** A KPI's name, which leads where the panel's data links lead. */
export function KpiName({ item: { reading, measure, verdict, links } }: { item: Item }) {
  const styles = useStyles2(getStyles);
  const { name } = reading.kpi;
  const { now } = verdict;
  // A link may bear the value, which is the window's and not that of the curve's last point.
  const linksOfShown = () => links(now === undefined ? undefined : { numeric: now, text: formatValue(now, measure) });
  if (linksOfShown().length === 0) {
    return <>{name}</>;
  }
  return (
    <DataLinksContextMenu links={linksOfShown}>
      {({ openMenu }) =>
        openMenu ? (
          <button type="button" className={styles.link} onClick={openMenu} aria-haspopup="menu">
            {name}
          </button>
        ) : (
          <span className={styles.link}>{name}</span>
        )
      }
    </DataLinksContextMenu>
  );
}

function getStyles() {
  return {
    link: css({
      maxWidth: '100%',
      overflow: 'hidden',
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
    }),
  };
}
