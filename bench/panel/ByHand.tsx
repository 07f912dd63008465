import {
  applyFieldOverrides,
  createTheme,
  FieldColorModeId,
  FieldType,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  ThresholdsMode,
  toDataFrame,
  VizOrientation,
  type DataFrame,
  type FieldConfigSource,
  type TimeRange,
} from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, VizRepeater } from '@grafana/ui';
import React from 'react';

const theme = createTheme();
const replaceVariables = (text: string) => text;
const fieldConfig: FieldConfigSource = {
  defaults: {
    unit: 'short',
    color: { mode: FieldColorModeId.Thresholds },
    thresholds: {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: -Infinity, color: 'red' },
        { value: 40, color: 'green' },
      ],
    },
  },
  overrides: [],
};

interface Props {
  frames: DataFrame[];
  timeRange: TimeRange;
  width: number;
  height: number;
  renderCounter: number;
}

/** What Grafana's own Stat panel draws: of each series the newest value, its change and a curve. No band, no state, no why. */
export function ByHand({ frames, timeRange, width, height, renderCounter }: Props) {
  return (
    <VizRepeater
      source={frames}
      width={width}
      height={height}
      renderCounter={renderCounter}
      orientation={VizOrientation.Auto}
      autoGrid
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      getValues={() =>
        getFieldDisplayValues({
          data: frames,
          fieldConfig,
          reduceOptions: { calcs: ['lastNotNull'] },
          replaceVariables,
          sparkline: true,
          percentChange: true,
          theme,
          timeZone: 'utc',
        })
      }
      renderValue={({ value, alignmentFactors, count, ...size }) => (
        <BigValue
          {...size}
          value={value.display}
          sparkline={value.sparkline && { ...value.sparkline, timeRange }}
          alignmentFactors={alignmentFactors}
          count={count}
          colorMode={BigValueColorMode.Value}
          graphMode={BigValueGraphMode.Area}
          theme={theme}
        />
      )}
    />
  );
}

/** The curves of the KPIs as somebody's own SQL would give them, prepared as Grafana prepares them for a panel. */
export function framesByHand(frames: readonly DataFrame[]): DataFrame[] {
  const data = frames.map(({ name, fields }) =>
    toDataFrame({
      fields: fields
        .filter((field) => field.type === FieldType.time || field.name === 'now')
        .map((field) => (field.name === 'now' ? { ...field, name } : field)),
    })
  );
  return applyFieldOverrides({ data, fieldConfig, replaceVariables, theme, timeZone: 'utc' });
}
