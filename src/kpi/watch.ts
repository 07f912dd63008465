import type { Calibration, Sensitivity } from './detect/detector';
import type { Direction } from './detect/noise';

/** The component with which the app tells a panel how policies watch its KPIs; plugin.json of both name it. */
export const POLICY_WATCH = 'kpiwatch-businesskpi-app/policy-watch/v1';

/** How a policy that goes by what is usual judges a KPI. */
export interface KpiJudging {
  direction: Direction;
  sensitivity: Sensitivity;
  /** What was measured when it was saved; where nothing was, it is assumed. */
  calibration?: Calibration;
}

/** How a policy stands to a KPI that it watches: panels know neither policies nor Grafana's alerting. */
export interface KpiWatch {
  policyId: string;
  title: string;
  /** The value of a dimension that this breach is of, where each is judged for itself. */
  value?: string;
  /** `unknown` where Grafana has not said. */
  state: 'breach' | 'recovering' | 'normal' | 'no-data' | 'error' | 'waiting' | 'paused' | 'unknown';
  /** Of this KPI's breach (epoch seconds). */
  since?: number;
  /** Who has it, and until when (epoch seconds): nobody is told as long. */
  taken?: { by: string; until: number };
  /** Undefined for one that goes by a fixed window. */
  judging?: KpiJudging;
  policyHref: string;
  /** Undefined for whoever may not silence. */
  silenceHref?: string;
  /** Undefined as well where there is nothing to acknowledge. */
  acknowledgeHref?: string;
}

/** How the KPIs of all data sources are watched. */
export type Watches =
  | {
      kind: 'known';
      /** By `watchKey`, worst first; what is not there is watched by nobody. */
      byKpi: ReadonlyMap<string, readonly KpiWatch[]>;
      /** Where a new policy begins (`?kpi=`); undefined for whoever may not make one. */
      newPolicyHref?: string;
    }
  | { kind: 'unknown'; problem: string };

/** Tells how KPIs are watched: at first, and at every change. It shows nothing itself. */
export interface PolicyWatchProps {
  onChange: (watches: Watches | undefined) => void;
}

/** Two data sources may each have a KPI of the same id. */
export function watchKey(datasourceUid: string, kpiId: string): string {
  return `${datasourceUid}/${kpiId}`;
}
