import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { minutesWindow } from '../../kpi/detect/minutes';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';

/** The values of a dimension and how many events each had, those with the most first. Throws without a dimension. */
export function valuesView({ kpi, range, slice }: Viewing) {
  const [dimension] = slice.by;
  if (dimension === undefined) {
    throw new Error(t('errors.no-dimension', 'Choose the dimension whose values are asked for.'));
  }
  const { from, to } = minutesWindow(kpi, range);
  return {
    windows: [{ slot: 'values', from, to }],
    slice: { ...slice, by: [dimension] },
    frame: (rows: readonly SlicedRow[]): DataFrame => {
      const values = rows
        .map(({ by: [value = ''], events }) => ({ value, events }))
        .sort((a, b) => b.events - a.events);
      return createDataFrame({
        name: kpi.name,
        meta: { preferredVisualisationType: 'table' },
        fields: [
          {
            name: 'value',
            type: FieldType.string,
            config: { displayName: t('frames.value', 'Value') },
            values: values.map(({ value }) => value),
          },
          {
            name: 'events',
            type: FieldType.number,
            config: { displayName: t('frames.events', 'Events') },
            values: values.map(({ events }) => events),
          },
        ],
      });
    },
  };
}
