import { DataLinksContextMenu } from '@grafana/ui';
import React from 'react';

import type { Item } from './items';

/** A KPI's name, which leads where the panel's data links lead. */
export function KpiName({ item: { reading, links } }: { item: Item }) {
  const { name } = reading.kpi;
  if (links().length === 0) {
    return <>{name}</>;
  }
  return (
    <DataLinksContextMenu links={links}>
      {({ openMenu }) =>
        openMenu ? (
          <button type="button" onClick={openMenu} aria-haspopup="menu">
            {name}
          </button>
        ) : (
          <span>{name}</span>
        )
      }
    </DataLinksContextMenu>
  );
}
