import { dateTime, type RawTimeRange, type TimeRange } from '@grafana/data';
import { RefreshPicker, TimeRangePicker } from '@grafana/ui';
import React from 'react';

interface Props {
  range: TimeRange;
  refresh: string;
  onRange: (range: RawTimeRange) => void;
  onRefresh: () => void;
  onInterval: (interval: string) => void;
}

/** Grafana's own pickers of a dashboard's time. */
export function TimeControls({ range, refresh, onRange, onRefresh, onInterval }: Props) {
  const length = range.to.diff(range.from);
  const move = (from: number, to: number) =>
    onRange({ from: dateTime(range.from).add(from, 'ms'), to: dateTime(range.to).add(to, 'ms') });
  return (
    <>
      <TimeRangePicker
        value={range}
        timeZone="browser"
        isOnCanvas
        onChange={({ raw }) => onRange(raw)}
        onChangeTimeZone={() => undefined}
        onMoveBackward={() => move(-length / 2, -length / 2)}
        onMoveForward={() => move(length / 2, length / 2)}
        onZoom={() => move(-length / 2, length / 2)}
      />
      <RefreshPicker
        value={refresh}
        tooltip="Refresh dashboard"
        isOnCanvas
        onRefresh={onRefresh}
        onIntervalChanged={onInterval}
      />
    </>
  );
}
