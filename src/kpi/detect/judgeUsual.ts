import type { KpiJudging } from '../watch';
import type { TimeWindow } from '../time/windows';
import { assumed } from './calibrations';
import type { Calibration } from './detector';
import type { DropState } from './judge';
import type { Reading } from './reading';
import { judgeRecent, type Recent, type RecentVerdict } from './recent';

/** What the detector says of a reading, as the policy that watches it does at the same minute. */
export interface UsualJudgement extends Pick<RecentVerdict, 'references' | 'usual'> {
  state: Exclude<DropState, 'stale' | 'error'>;
  /** The window that the numbers are of. */
  judged: TimeWindow;
  /** Undefined where nothing happened that it could be told from. */
  now?: number;
  expected?: number;
  /** (expected - now) / expected. */
  drop?: number;
  /** Whether somebody has measured what is usual. */
  measured: boolean;
}

/** Undefined for a reading that the detector can't judge. */
export function judgeUsual(reading: Reading, judging: KpiJudging): UsualJudgement | undefined {
  const { judged, kpi, recent } = reading;
  if (!recent) {
    return undefined;
  }
  const calibration = calibrationOf(judging, recent);
  const found = judgeRecent(recent, judged.to, kpi.zone, calibration, judging.sensitivity);
  const { references, usual, evidence, windows } = found;
  const state: UsualJudgement['state'] = found.state === 'breach' ? 'drop' : found.state;
  const said = { state, references, usual, measured: judging.calibration !== undefined };
  // What is wrong is shown by the window that shows it, as the policy's message does; all else by the panel's own.
  const own = windows.find(({ seconds }) => seconds === judged.to - judged.from);
  const shown = state === 'drop' || state === 'watch' ? evidence : (own ?? evidence);
  if (!shown) {
    return { ...said, judged, now: reading.now.value ?? undefined };
  }
  const whole = recent.whole ? 1 : shown.weight;
  return {
    ...said,
    judged: { from: judged.to - shown.seconds, to: judged.to },
    now: shown.now / whole,
    expected: shown.expected / whole,
    drop: shown.drop,
  };
}

/** As it was measured, or as it is assumed. */
export function calibrationOf({ calibration, direction }: KpiJudging, { counts }: Recent): Calibration {
  return calibration ?? assumed(counts, direction);
}
