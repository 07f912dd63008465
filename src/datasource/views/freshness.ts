import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { ingestDelay } from '../../kpi/sql/windows';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';

const LOOKS_BACK = 3600;

/** How old the newest event is, of the last hour, and how old it may be. */
export function freshnessView({ kpi, range, slice }: Viewing) {
  const delay = ingestDelay(kpi);
  const from = range.to - Math.max(LOOKS_BACK, 2 * delay);
  return {
    windows: [{ slot: 'newest', from, to: range.to }],
    slice: { ...slice, by: [] },
    frame: (rows: readonly SlicedRow[]): DataFrame => {
      const second = rows[0]?.lastSecond ?? undefined;
      const newest = second === undefined ? null : from + second;
      return createDataFrame({
        name: kpi.name,
        meta: { preferredVisualisationType: 'table' },
        fields: [
          { name: 'kpi', type: FieldType.string, config: { displayName: t('frames.kpi', 'KPI') }, values: [kpi.name] },
          {
            name: 'newest',
            type: FieldType.time,
            config: { displayName: t('frames.newest', 'Newest event') },
            values: [newest === null ? null : newest * 1000],
          },
          {
            name: 'age',
            type: FieldType.number,
            config: { displayName: t('frames.age', 'Age'), unit: 's' },
            values: [newest === null ? null : range.to - newest],
          },
          {
            name: 'delay',
            type: FieldType.number,
            config: { displayName: t('frames.delay', 'Delay in the catalogue'), unit: 's' },
            values: [delay],
          },
        ],
      });
    },
  };
}
