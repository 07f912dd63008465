import type { DropThresholds } from '../kpi/detect/judge';
import { isStale } from '../kpi/detect/judgeReading';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import type { Companions, Driver, Today } from './companions';
import type { Measure } from './format';
import type { Links, ReadingContent } from './readings';
import { judgedCurve, verdictOf, type Judge, type Verdict } from './verdict';

/** A KPI as every layout shows it. */
export interface Item {
  key: string;
  reading: Reading;
  measure: Measure;
  curve: CurvePoint[];
  verdict: Verdict;
  thresholds: DropThresholds;
  links: Links;
  /** The query that gave it. */
  refId?: string;
  /** Where a query of the panel says so; else they are asked for when somebody wants to know. */
  drivers: Driver[];
  today?: Today;
}

/** The item as it is, and as it is once its data has grown old: the same object each time, so that tiles can rest. */
export interface AgingItem {
  fresh: Item;
  stale: Item;
}

const NO_COMPANIONS: Companions = { drivers: new Map(), today: new Map() };

export function agingItems(
  contents: readonly ReadingContent[],
  thresholdsFor: (kpi: Reading['kpi']) => DropThresholds,
  companions: Companions = NO_COMPANIONS,
  judgeOf: (reading: Reading) => Judge | undefined = () => undefined
): AgingItem[] {
  return contents.map((content, index) => {
    const { reading, measure, links, refId, catalogueName } = content;
    const limits = thresholdsFor(reading.kpi);
    const thresholds = { ...limits, minimumEvents: content.minimumEvents ?? limits.minimumEvents };
    const judge = judgeOf(reading);
    const verdict = verdictOf(reading, content.curve, thresholds, judge);
    const curve = judgedCurve(reading, content.curve, judge);
    const fresh: Item = {
      key: `${reading.kpi.id}/${index}`,
      reading,
      measure,
      curve,
      verdict,
      thresholds,
      links,
      refId,
      drivers: companions.drivers.get(catalogueName ?? '') ?? [],
      today: companions.today.get(catalogueName ?? ''),
    };
    // What was never read does not grow old.
    return { fresh, stale: verdict.state === 'error' ? fresh : { ...fresh, verdict: { ...verdict, state: 'stale' } } };
  });
}

/** Which of the items are stale at `asOf` (epoch seconds): a letter each, so that two moments compare by value. */
export function agesAt(items: readonly AgingItem[], asOf: number): string {
  return items.map(({ fresh }) => (isStale(fresh.reading, asOf) ? 's' : 'f')).join('');
}

/** What each item is at these ages. */
export function itemsOf(items: readonly AgingItem[], ages: string): Item[] {
  return items.map(({ fresh, stale }, index) => (ages[index] === 's' ? stale : fresh));
}
