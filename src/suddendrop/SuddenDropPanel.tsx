import { LoadingState, type PanelProps } from '@grafana/data';
import React, { memo, useMemo } from 'react';

import { Cell } from './Cell';
import type { Clock } from './clock';
import { splitCompanions, type Companions } from './companions';
import { RequestContext } from './drivers/useDrivers';
import { ClockContext } from './Freshness';
import { agesAt, agingItems, itemsOf, type Item } from './items';
import { CELL, TILE } from './layout';
import { Leaderboard } from './Leaderboard';
import { Message } from './Message';
import { errorNotices, foreignNotice, nothingNotice, type Notice, type Shown } from './notices';
import { otherSettingsOf, parseOptions, thresholdsOf, type SuddenDropOptions } from './options';
import { sorted } from './order';
import { readOther } from './other/readOther';
import { expectedTiles, readFrame, type ReadingContent } from './readings';
import { Tile } from './Tile';
import { TileGrid } from './TileGrid';
import { PaletteContext } from './tone';
import { useClock } from './useClock';
import { Wallboard } from './wall/Wallboard';
import { judgeFor, useIsSettled, useJudges, WatchProvider } from './watch/WatchContext';

/** The KPIs of the panel's queries: what they are, and what they should be. */
export function SuddenDropPanel({ data, timeZone, width, height, ...props }: PanelProps<SuddenDropOptions>) {
  const { clock, ofData } = useClock(data, timeZone);
  const options = useMemo(() => parseOptions(props.options), [props.options]);
  const { contents, companions, unread } = useMemo(() => {
    const { rest, ...views } = splitCompanions(data.series);
    const read = rest.map(readFrame);
    const ours = read.filter((content) => content.kind === 'reading');
    const foreign = read.flatMap((content) => (content.kind === 'foreign' ? [content.frame] : []));
    const others = readOther(foreign, otherSettingsOf(options, timeZone), ofData.asOf);
    return { contents: [...ours, ...others], companions: views, unread: foreign.length > 0 && others.length === 0 };
  }, [data.series, options, timeZone, ofData]);

  const notices = useMemo(
    () => [...errorNotices(data, shownOf(contents)), ...(unread ? [foreignNotice()] : [])],
    [data, contents, unread]
  );
  const busy = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  const asked = expectedTiles(data.request?.targets ?? []);
  const places = busy && data.series.length === 0 ? asked : 0;

  if (contents.length + notices.length + places === 0) {
    return busy ? <div aria-busy /> : <Message {...nothingNotice()} />;
  }
  const shared = { notices, places, busy, width, height, options };
  return (
    <ClockContext.Provider value={clock}>
      <PaletteContext.Provider value={options.palette}>
        <RequestContext.Provider value={data.request}>
          <WatchProvider isWatchable={asked > 0 || contents.some(({ reading }) => reading.datasourceUid !== undefined)}>
            <Judged {...shared} contents={contents} companions={companions} asOf={clock.asOf} clock={ofData} />
          </WatchProvider>
        </RequestContext.Provider>
      </PaletteContext.Provider>
    </ClockContext.Provider>
  );
}

function shownOf(contents: readonly ReadingContent[]): Shown {
  const nameOf = ({ catalogueName, reading }: ReadingContent) => catalogueName ?? reading.kpi.name;
  return {
    all: contents.map(nameOf),
    unread: contents.filter(({ reading }) => reading.failure !== undefined).map(nameOf),
  };
}

interface JudgedProps extends Omit<LayoutProps, 'items'> {
  contents: ReadingContent[];
  companions: Companions;
  /** The moment, by which data grows old. */
  asOf: number;
}

/** The KPIs, judged as their policies do or by the panel's own limits. */
function Judged({ contents, companions, asOf, ...shared }: JudgedProps) {
  const { options } = shared;
  const judges = useJudges();
  const aging = useMemo(
    () =>
      agingItems(
        contents,
        (kpi) => thresholdsOf(options, kpi),
        companions,
        (reading) => judgeFor(judges, reading)
      ),
    [contents, companions, options, judges]
  );
  const ages = agesAt(aging, asOf);
  const items = useMemo(() => sorted(itemsOf(aging, ages), options.sort), [aging, ages, options.sort]);
  return useIsSettled() ? (
    <Layout {...shared} items={items} />
  ) : (
    <Layout {...shared} items={[]} places={shared.places + items.length} busy />
  );
}

interface LayoutProps {
  items: Item[];
  notices: Notice[];
  places: number;
  busy: boolean;
  width: number;
  height: number;
  options: SuddenDropOptions;
  clock: Clock;
}

/** Rests while only the time goes on: what ages by the second listens to ClockContext. */
const Layout = memo(function Layout({ options, clock, places, ...shared }: LayoutProps) {
  const { layout, showSparkline, sort, pageSeconds } = options;
  switch (layout) {
    case 'tiles':
      return (
        <TileGrid {...shared} places={places} sizes={TILE}>
          {(item, isTiny) => <Tile item={item} clock={clock} showSparkline={showSparkline} isTiny={isTiny} />}
        </TileGrid>
      );
    case 'grid':
      return (
        <TileGrid {...shared} places={places} sizes={CELL}>
          {(item) => <Cell item={item} clock={clock} />}
        </TileGrid>
      );
    case 'leaderboard':
      return <Leaderboard {...shared} places={places} clock={clock} sort={sort} showSparkline={showSparkline} />;
    case 'wallboard':
      return (
        <Wallboard {...shared} places={places} clock={clock} pageSeconds={pageSeconds} showSparkline={showSparkline} />
      );
  }
});
