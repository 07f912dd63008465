import type { KpiWatch, Watches } from '../../kpi/watch';
import type { Judge } from '../verdict';

/** The policies by which KPIs are judged, by `watchKey` and the direction that is good. */
export type Judges = ReadonlyMap<string, { up?: Judge; down?: Judge }>;

/** Of several policies that go by what is usual, the one that is told of the smallest change. */
export function judgesIn(watches: Watches | undefined): Judges {
  const byKpi = watches?.kind === 'known' ? [...watches.byKpi] : [];
  return new Map(
    byKpi.flatMap(([key, policies]) => {
      const up = keenest(policies, 'drop');
      const down = keenest(policies, 'rise');
      return up || down ? [[key, { up, down }] as const] : [];
    })
  );
}

function keenest(policies: readonly KpiWatch[], direction: 'drop' | 'rise'): Judge | undefined {
  const judges = policies.flatMap(({ title, judging, state }) =>
    judging?.direction === direction && state !== 'paused' ? [{ policy: title, judging }] : []
  );
  return judges.sort(
    (a, b) => a.judging.sensitivity.least - b.judging.sensitivity.least || (a.policy < b.policy ? -1 : 1)
  )[0];
}

/** What was there before, where the news says the same: how policies stand comes anew every few seconds. */
export function withoutNews(before: Judges, now: Judges): Judges {
  const isSame = (a?: Judge, b?: Judge) => a?.judging === b?.judging && a?.policy === b?.policy;
  const same =
    before.size === now.size &&
    [...now].every(([key, { up, down }]) => isSame(before.get(key)?.up, up) && isSame(before.get(key)?.down, down));
  return same ? before : now;
}
