import { usualBand } from '../kpi/detect/band';
import { assumed } from '../kpi/detect/calibrations';
import type { Calibration } from '../kpi/detect/detector';
import { judgeReading } from '../kpi/detect/judgeReading';
import type { DropState, DropThresholds } from '../kpi/detect/judge';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import { judgeRecent, type Recent, type RecentVerdict } from '../kpi/detect/recent';
import type { KpiJudging } from '../kpi/watch';
import type { TimeWindow } from '../kpi/time/windows';
import { sinceOf, type Since } from './since';

/** The policy by which a KPI is judged. */
export interface Judge {
  /** Its title. */
  policy: string;
  judging: KpiJudging;
}

/** Why the state is what it is, where a policy goes by what is usual. */
export interface Unusual extends Pick<RecentVerdict, 'references' | 'usual'> {
  policy: string;
  /** Whether somebody has measured what is usual. */
  measured: boolean;
}

/** What the panel says of a KPI. `change` is a fraction of expected, `difference` a number; both below 0 for less. */
export interface Verdict {
  state: DropState;
  /** The window that the numbers are of. */
  judged: TimeWindow;
  /** Undefined where nothing happened that it could be told from: there is no mean of no events. */
  now?: number;
  expected?: number;
  change?: number;
  difference?: number;
  since?: Since;
  /** Undefined where it is judged by the panel's own limits. */
  unusual?: Unusual;
}

/** Judges a reading as if it were fresh: as its policy does where one goes by what is usual, else by the panel's limits. */
export function verdictOf(
  reading: Reading,
  curve: readonly CurvePoint[],
  thresholds: DropThresholds,
  judge?: Judge
): Verdict {
  return judge && reading.recent
    ? unusualVerdict(reading, reading.recent, curve, judge)
    : plainVerdict(reading, curve, thresholds);
}

/** The curve with what is expected and usual as the detector sees it, where that is what judges. */
export function judgedCurve(reading: Reading, curve: CurvePoint[], judge?: Judge): CurvePoint[] {
  const { recent, bucketSeconds, kpi } = reading;
  if (!judge || !recent) {
    return curve;
  }
  const { judging } = judge;
  return usualBand(curve, bucketSeconds, kpi.zone, calibrationOf(judging, recent), judging.sensitivity.least);
}

function calibrationOf({ calibration, direction }: KpiJudging, { counts }: Recent): Calibration {
  return calibration ?? assumed(counts, direction);
}

function plainVerdict(reading: Reading, curve: readonly CurvePoint[], thresholds: DropThresholds): Verdict {
  const { judged } = reading;
  const { state, now, drop, expected } = judgeReading(reading, thresholds);
  if (now === undefined) {
    return { state, judged, expected };
  }
  return {
    state,
    judged,
    now,
    expected,
    change: drop === undefined ? undefined : -drop,
    difference: expected === undefined ? undefined : now - expected,
    // A drop that swings about its limit began when it left what is usual, not at its last swing.
    since: state === 'drop' || state === 'watch' ? sinceOf(reading, curve, thresholds.watch) : undefined,
  };
}

function unusualVerdict(
  reading: Reading,
  recent: Recent,
  curve: readonly CurvePoint[],
  { policy, judging }: Judge
): Verdict {
  const { judged, kpi } = reading;
  const { sensitivity } = judging;
  const found = judgeRecent(recent, judged.to, kpi.zone, calibrationOf(judging, recent), sensitivity);
  const { references, usual, evidence, windows } = found;
  const state = found.state === 'breach' ? 'drop' : found.state;
  const isBad = state === 'drop' || state === 'watch';
  const unusual = { policy, references, usual, measured: judging.calibration !== undefined };
  // What is wrong is shown by the window that shows it, as the policy's message does; all else by the panel's own.
  const shown = isBad ? evidence : (windows.find(({ seconds }) => seconds === judged.to - judged.from) ?? evidence);
  if (!shown) {
    return { state, judged, now: reading.now.value ?? undefined, unusual };
  }
  const whole = recent.whole ? 1 : shown.weight;
  const [now, expected] = [shown.now / whole, shown.expected / whole];
  return {
    state,
    judged: { from: judged.to - shown.seconds, to: judged.to },
    now,
    expected,
    change: -shown.drop,
    difference: now - expected,
    since: isBad ? sinceOf(reading, curve, sensitivity.least * sensitivity.over) : undefined,
    unusual,
  };
}
