import { usualBand } from '../kpi/detect/band';
import type { DropState, DropThresholds } from '../kpi/detect/judge';
import { judgeReading, type KpiJudgement } from '../kpi/detect/judgeReading';
import { calibrationOf, judgeUsual, type UsualJudgement } from '../kpi/detect/judgeUsual';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import type { TimeWindow } from '../kpi/time/windows';
import type { KpiJudging } from '../kpi/watch';
import { sinceOf, type Since } from './since';

/** The policy by which a KPI is judged. */
export interface Judge {
  /** Its title. */
  policy: string;
  judging: KpiJudging;
}

/** Why the state is what it is, where a policy goes by what is usual. */
export interface Unusual extends Pick<UsualJudgement, 'references' | 'usual' | 'measured'> {
  policy: string;
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
  const usually = judge && judgeUsual(reading, judge.judging);
  if (!usually) {
    const judgement = { judged: reading.judged, ...judgeReading(reading, thresholds) };
    return toldBy(judgement, () => sinceOf(reading, curve, thresholds.watch));
  }
  const { least, over } = judge.judging.sensitivity;
  const { references, usual, measured } = usually;
  return {
    ...toldBy(usually, () => sinceOf(reading, curve, least * over)),
    unusual: { policy: judge.policy, references, usual, measured },
  };
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

type Told = Pick<UsualJudgement, 'judged'> & Pick<KpiJudgement, 'state' | 'now' | 'expected' | 'drop'>;

function toldBy({ state, judged, now, expected, drop }: Told, since: () => Since | undefined): Verdict {
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
    since: state === 'drop' || state === 'watch' ? since() : undefined,
  };
}
