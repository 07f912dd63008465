import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { isToldByMinute, minutesWindow } from '../../kpi/detect/minutes';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';
import { timeField, valueField } from './fields';

/**
 * Each minute in which something happened, as the detector learns from it; where values of a dimension are told apart,
 * of each of them, by its number. Throws for a KPI that is told day by day.
 */
export function minutesView({ query, kpi, range, slice }: Viewing) {
  if (!isToldByMinute(kpi)) {
    throw new Error(t('errors.by-day', 'It is told day by day, and has no minutes.'));
  }
  const window = minutesWindow(kpi, range);
  const { among } = query;
  return {
    windows: [window],
    slice: among ? { ...slice, by: slice.by.slice(0, 1), among } : { ...slice, by: [] },
    frame: (rows: readonly SlicedRow[]): DataFrame => {
      const minutes = rows.flatMap(({ bucket, value, events, by: [part = ''] }) =>
        bucket === null ? [] : [{ bucket, value, events, part: Number(part) }]
      );
      minutes.sort((a, b) => a.bucket - b.bucket);
      const numbers = (name: string, displayName: string, values: number[]) => ({
        name,
        type: FieldType.number,
        config: { displayName },
        values,
      });
      return createDataFrame({
        name: kpi.name,
        meta: { preferredVisualisationType: 'graph' },
        fields: [
          timeField(
            minutes.map(({ bucket }) => window.from + bucket * 60),
            60
          ),
          valueField(
            'value',
            kpi,
            kpi.name,
            minutes.map(({ value }) => value)
          ),
          numbers(
            'events',
            t('frames.events', 'Events'),
            minutes.map(({ events }) => events)
          ),
          ...(among
            ? [
                numbers(
                  'part',
                  t('frames.part', 'Value'),
                  minutes.map(({ part }) => part)
                ),
              ]
            : []),
        ],
      });
    },
  };
}
