import type { DataFrame } from '@grafana/data';

import type { WindowValue } from '../../kpi/detect/expected';
import { expectedAt, type CurvePoint, type Reading } from '../../kpi/detect/reading';
import { bucketSeconds, REFERENCES, windowDaysBefore, type TimeWindow } from '../../kpi/time/windows';
import { linksOf, type ReadingContent } from '../readings';
import { hasPoints, seriesOf, valueIn, type PointKind, type Series } from './series';

const DAY = 86_400;
/** The curve shows the judged window and this many before it. */
const WINDOWS_SHOWN = 17;
const MOST_POINTS = 90;

/** How numbers of another data source are read. */
export interface OtherSettings {
  /** The same query on earlier days (its time range reaches back), or queries of their own. */
  references: 'shift' | 'queries';
  /** With queries of their own: the one that is now. */
  nowQuery: string;
  windowSeconds: number;
  points: PointKind;
  goodDirection: 'up' | 'down';
  /** IANA zone whose calendar says what a day is. */
  zone: string;
}

/** What a reference is read from: a series, and how many days back its windows lie. */
interface Source {
  id: string;
  days: number;
  series: Series;
  /** Days by which the windows are moved; 0 where the data source has already moved the points. */
  shift: number;
}

/** KPIs out of frames of any data source, judged as those of ours are. `asOf`: epoch seconds. */
export function readOther(frames: readonly DataFrame[], settings: OtherSettings, asOf: number): ReadingContent[] {
  const series = seriesOf(frames);
  const now = settings.references === 'shift' ? series : series.filter(({ refId }) => refId === settings.nowQuery);
  return now.flatMap((one) => {
    const end = completeUntil(one, asOf);
    return end === undefined ? [] : [contentOf(one, sourcesFor(one, series, settings), end, settings)];
  });
}

/** The end of the newest point that is complete; undefined where there is none. */
function completeUntil({ times, step }: Series, asOf: number): number | undefined {
  const last = times.filter((time) => time + step <= asOf).pop();
  return last === undefined ? undefined : last + step;
}

function sourcesFor(now: Series, all: readonly Series[], { references }: OtherSettings): Source[] {
  if (references === 'shift') {
    return REFERENCES.map(({ id, days }) => ({ id, days, series: now, shift: days }));
  }
  // Two queries of one series each mean each other, whatever their labels are.
  const isAlone = all.filter(({ refId }) => refId === now.refId).length === 1;
  const others = [...new Set(all.map(({ refId }) => refId))].filter((refId) => refId !== now.refId);
  return others.flatMap((refId) => {
    const members = all.filter((series) => series.refId === refId);
    const twin = members.find(({ id }) => id === now.id) ?? (isAlone && members.length === 1 ? members[0] : undefined);
    if (!twin) {
      return [];
    }
    const days = Math.round(((now.times.at(-1) ?? 0) - (twin.times.at(-1) ?? 0)) / DAY);
    return [{ id: refId, days, series: twin, shift: days }];
  });
}

function contentOf(now: Series, sources: readonly Source[], end: number, settings: OtherSettings): ReadingContent {
  const { windowSeconds, goodDirection, zone, points } = settings;
  const { name, field, id, refId, times } = now;
  const judged = { from: end - windowSeconds, to: end };
  const bucket = Math.max(now.step, bucketSeconds((WINDOWS_SHOWN + 1) * windowSeconds, MOST_POINTS));
  const reading: Reading = {
    version: 1,
    kpi: { id: `${refId}/${id}`, name, area: 'own', unit: field.config.unit ?? 'short', goodDirection, zone },
    judged,
    now: valueIn(now, judged, points),
    references: sources.map((source) => ({
      id: source.id,
      days: source.days,
      ...referenceValue(source, judged, settings),
    })),
    latestEvent: times.at(-1) ?? null,
    bucketSeconds: bucket,
  };
  return {
    kind: 'reading',
    reading,
    measure: {
      unit: reading.kpi.unit,
      decimals: field.config.decimals ?? undefined,
      // A rate may be told as a count as well, and has fractions.
      counted: points === 'count' && now.values.every(Number.isInteger),
    },
    curve: curveOf(now, sources, judged, bucket, settings),
    links: linksOf(field, field.values.length - 1),
    // A level has no events whose number could be too small.
    minimumEvents: points === 'level' ? 0 : undefined,
  };
}

function curveOf(
  now: Series,
  sources: readonly Source[],
  judged: TimeWindow,
  bucket: number,
  settings: OtherSettings
): CurvePoint[] {
  const count = Math.round(((judged.to - judged.from) * (WINDOWS_SHOWN + 1)) / bucket);
  const weekBefore = sources.find(({ days }) => days === 7);
  return Array.from({ length: count }, (_, index) => {
    const time = judged.to - (count - index) * bucket;
    const window = { from: time, to: time + bucket };
    const lastWeek = weekBefore && referenceValue(weekBefore, window, settings);
    return {
      time,
      now: hasPoints(now, window) ? valueIn(now, window, settings.points).value : null,
      ...expectedAt(sources.map((source) => referenceValue(source, window, settings))),
      lastWeek: lastWeek && lastWeek.events > 0 ? lastWeek.value : null,
    };
  });
}

function referenceValue({ series, shift }: Source, window: TimeWindow, { zone, points }: OtherSettings): WindowValue {
  return valueIn(series, windowDaysBefore(window, shift, zone), points);
}
