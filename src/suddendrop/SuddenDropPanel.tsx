import { LoadingState, type PanelProps } from '@grafana/data';
import React, { useMemo } from 'react';

import { ClockContext } from './Freshness';
import { agingItems, itemsAt } from './items';
import { Message } from './Message';
import { errorNotices, foreignNotice, nothingNotice } from './notices';
import { parseOptions, thresholdsOf, type SuddenDropOptions } from './options';
import { byDrop } from './order';
import { expectedTiles, readFrame } from './readings';
import { TileGrid } from './TileGrid';
import { PaletteContext } from './tone';
import { useClock } from './useClock';

/** The KPIs of the panel's queries: what they are, and what they should be. */
export function SuddenDropPanel({ data, timeZone, width, height, ...props }: PanelProps<SuddenDropOptions>) {
  const { clock, ofData } = useClock(data, timeZone);
  const options = useMemo(() => parseOptions(props.options), [props.options]);
  const contents = useMemo(() => data.series.map(readFrame), [data.series]);
  const aging = useMemo(() => {
    const readings = contents.filter((content) => content.kind === 'reading');
    return agingItems(readings, thresholdsOf(options));
  }, [contents, options]);

  const items = itemsAt(aging, clock.asOf);
  if (options.sort === 'drop') {
    items.sort(byDrop);
  }
  const notices = [
    ...errorNotices(data),
    ...(contents.some(({ kind }) => kind === 'foreign') ? [foreignNotice()] : []),
  ];
  const busy = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  const places = busy && contents.length === 0 ? expectedTiles(data.request?.targets ?? []) : 0;

  if (items.length + notices.length + places === 0) {
    return busy ? <div aria-busy /> : <Message {...nothingNotice()} />;
  }
  return (
    <ClockContext.Provider value={clock}>
      <PaletteContext.Provider value={options.palette}>
        <TileGrid
          {...{ items, notices, places, busy, width, height }}
          clock={ofData}
          showSparkline={options.showSparkline}
        />
      </PaletteContext.Provider>
    </ClockContext.Provider>
  );
}
