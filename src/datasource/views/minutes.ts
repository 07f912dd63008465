import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { isToldByMinute, minutesWindow } from '../../kpi/detect/minutes';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';
import { timeField, valueField } from './fields';

/** Each minute in which something happened, as the detector learns from it. Throws for a KPI that is told day by day. */
export function minutesView({ kpi, range, slice }: Viewing) {
  if (!isToldByMinute(kpi)) {
    throw new Error(t('errors.by-day', 'It is told day by day, and has no minutes.'));
  }
  const window = minutesWindow(kpi, range);
  return {
    windows: [window],
    slice: { ...slice, by: [] },
    frame: (rows: readonly SlicedRow[]): DataFrame => {
      const minutes = rows.flatMap(({ bucket, value, events }) => (bucket === null ? [] : [{ bucket, value, events }]));
      minutes.sort((a, b) => a.bucket - b.bucket);
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
          {
            name: 'events',
            type: FieldType.number,
            config: { displayName: t('frames.events', 'Events') },
            values: minutes.map(({ events }) => events),
          },
        ],
      });
    },
  };
}
