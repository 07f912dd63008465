import { FieldType, type Labels } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { Reference } from '../../kpi/time/windows';

/** Buckets by their starts (epoch seconds), `bucket` seconds long. */
export function timeField(epochs: readonly number[], bucket: number) {
  return {
    name: 'time',
    type: FieldType.time,
    config: { interval: bucket * 1000 },
    values: epochs.map((epoch) => epoch * 1000),
  };
}

/** How Grafana's time series panel draws a line, where nobody says otherwise. */
export interface Drawn {
  lineWidth?: number;
  showPoints?: 'never';
  lineStyle?: { fill: 'dash' };
  /** The name of the line that the area below this one ends at. */
  fillBelowTo?: string;
  hideFrom?: { viz: boolean; legend: boolean; tooltip: boolean };
}

/** An edge of a band is no line. */
export const EDGE: Drawn = {
  lineWidth: 0,
  showPoints: 'never',
  hideFrom: { viz: false, legend: true, tooltip: false },
};

/** In the tooltip and the legend; a click there shows it. */
export const HIDDEN: Drawn = { hideFrom: { viz: true, legend: false, tooltip: false } };

/** Values of a KPI, in its unit. */
export function valueField(
  name: string,
  { unit, description }: Kpi,
  displayNameFromDS: string,
  values: ReadonlyArray<number | null>,
  { labels, drawn }: { labels?: Labels; drawn?: Drawn } = {}
) {
  return {
    name,
    type: FieldType.number,
    config: { unit, displayNameFromDS, description, ...(drawn && { custom: drawn }) },
    values: [...values],
    ...(labels && { labels }),
  };
}

export function expectedName({ name }: Kpi): string {
  return t('frames.expected', '{{- name}}, expected', { name });
}

/** Such as "Orders, 2 weeks before". */
export function referenceName({ name }: Kpi, { days }: Pick<Reference, 'days'>): string {
  return days % 7 === 0
    ? t('frames.weeks-before', '{{- name}}, {{count}} weeks before', { name, count: days / 7 })
    : t('frames.days-before', '{{- name}}, {{count}} days before', { name, count: days });
}
