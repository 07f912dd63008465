import type { FieldConfigSource } from '@grafana/data';

const TEXT = { mode: 'fixed', fixedColor: 'text' };
const DASHED = { fill: 'dash', dash: [6, 6] };
const NOT_IN_LEGEND = { viz: false, legend: true, tooltip: false };

/** How a time series of a KPI is drawn, as the bundled dashboards do: what was in blue, what should have been dashed. */
export const LINES: FieldConfigSource = {
  defaults: {
    min: 0,
    color: { mode: 'fixed', fixedColor: 'blue' },
    custom: { drawStyle: 'line', lineInterpolation: 'linear', lineWidth: 2, fillOpacity: 12, showPoints: 'never' },
  },
  // By the names of the frames' fields, which are the same in every language.
  overrides: [
    drawn('expected', { color: TEXT, 'custom.lineStyle': DASHED, 'custom.lineWidth': 1, 'custom.fillOpacity': 0 }),
    drawn('projected', { 'custom.lineStyle': DASHED, 'custom.lineWidth': 1, 'custom.fillOpacity': 0 }),
    drawn('lowest', { 'custom.hideFrom': NOT_IN_LEGEND, 'custom.fillOpacity': 0 }),
    drawn('highest', { color: TEXT, 'custom.hideFrom': NOT_IN_LEGEND }),
  ],
};

export const LINES_OPTIONS = {
  legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
  tooltip: { mode: 'multi', sort: 'none' },
};

function drawn(name: string, properties: Record<string, unknown>) {
  return {
    matcher: { id: 'byName', options: name },
    properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  };
}
