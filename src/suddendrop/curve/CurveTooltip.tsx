import { t } from '@grafana/i18n';
import { SeriesTable, useTheme2, VizTooltip } from '@grafana/ui';
import React from 'react';

import { timeOfDay, type Clock } from '../clock';
import { formatValue, type Measure } from '../format';
import type { CurvePoint } from '../../kpi/detect/reading';

interface Props {
  point: CurvePoint;
  measure: Measure;
  clock: Clock;
  nowColour: string;
  /** In the window's pixels. */
  position: { x: number; y: number };
}

export function CurveTooltip({ point, measure, clock, nowColour, position }: Props) {
  const { colors } = useTheme2();
  const series = [
    { label: t('curve.now', 'now'), value: nowText(point, measure), color: nowColour, isActive: true },
    { label: t('curve.expected', 'expected'), value: valueText(point.expected, measure), color: colors.text.primary },
    ...(point.low === null || point.high === null
      ? []
      : [
          {
            label: t('curve.band', 'usual'),
            value: t('curve.range', '{{- low}} to {{- high}}', {
              low: formatValue(point.low, measure),
              high: formatValue(point.high, measure),
            }),
            color: colors.border.strong,
          },
        ]),
    ...(point.lastWeek === null
      ? []
      : [
          {
            label: t('curve.last-week', 'a week before'),
            value: valueText(point.lastWeek, measure),
            color: colors.text.disabled,
          },
        ]),
  ];
  return (
    <VizTooltip
      position={position}
      offset={{ x: 12, y: 12 }}
      content={<SeriesTable timestamp={timeOfDay(point.time, clock)} series={series} />}
    />
  );
}

/** What a person who cannot see the curve is told of a point. */
export function spokenPoint(point: CurvePoint, measure: Measure, clock: Clock): string {
  return t('curve.point', '{{- time}}: {{- now}}, {{- expected}} expected', {
    time: timeOfDay(point.time, clock),
    now: nowText(point, measure),
    expected: valueText(point.expected, measure),
  });
}

function nowText({ now }: CurvePoint, measure: Measure): string {
  return now === null ? t('curve.partial', 'not complete yet') : formatValue(now, measure);
}

function valueText(value: number | null, measure: Measure): string {
  return value === null ? t('text.unknown', 'unknown') : formatValue(value, measure);
}
