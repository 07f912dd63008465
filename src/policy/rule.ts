import type { Kpi } from '../kpi/catalogue/schema';
import { compileRuleExpected, compileRuleNow, type RuleWindow } from '../kpi/sql/rule';
import { durationSeconds } from '../kpi/time/duration';
import { printed, ruleAnnotations } from './message';
import type { Policy } from './schema';

const APP_ID = 'kpiwatch-businesskpi-app';

/** The hidden annotation that carries the policy's spec; Grafana keeps `__…__` out of messages. */
export const SPEC_ANNOTATION = '__kpiwatch_policy__';

/** Seconds between two evaluations of a policy. */
const EVALUATION_INTERVAL = 60;

/** What a policy is compiled with: where its KPIs are read, and where its alert links to. */
export interface RuleContext {
  /** Uid of the MySQL data source that the rule queries. */
  mysqlUid: string;
  folderUid: string;
  /** The dashboard panel that shows the first KPI, if there is one. */
  panel?: { dashboardUid: string; panelId: number };
  paused: boolean;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/** A query or expression of a rule. */
interface RuleQuery {
  refId: string;
  queryType: string;
  relativeTimeRange: { from: number; to: number };
  datasourceUid: string;
  model: Record<string, unknown>;
}

/** A rule as Grafana's provisioning API takes it. */
interface AlertRule {
  uid: string;
  orgID: number;
  title: string;
  folderUID: string;
  ruleGroup: string;
  condition: string;
  data: RuleQuery[];
  noDataState: 'NoData';
  execErrState: 'Error';
  for: string;
  isPaused: boolean;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  notification_settings: {
    receiver: string;
    group_by: string[];
    group_wait: string;
    group_interval: string;
    repeat_interval: string;
  };
}

/** A rule group as Grafana's provisioning API takes it; one policy is one group of one rule. */
export interface AlertRuleGroup {
  title: string;
  folderUid: string;
  interval: number;
  rules: AlertRule[];
}

/**
 * Compiles a policy into its rule group: A = now, B = expected, C = the drop as a fraction of expected, D = the
 * condition with its own line for recovery. `kpis` are the policy's KPIs in its order.
 */
export function compileRuleGroup(policy: Policy, kpis: readonly Kpi[], context: RuleContext): AlertRuleGroup {
  const window: RuleWindow = {
    seconds: durationSeconds(policy.window),
    minimumEvents: policy.minimumEvents,
    writtenAt: context.writtenAt,
  };
  return {
    title: policy.id,
    folderUid: context.folderUid,
    interval: EVALUATION_INTERVAL,
    rules: [
      {
        uid: policy.id,
        orgID: 1,
        title: policy.title,
        folderUID: context.folderUid,
        ruleGroup: policy.id,
        condition: 'D',
        data: [
          sqlQuery('A', context.mysqlUid, compileRuleNow(kpis, window), window.seconds),
          sqlQuery('B', context.mysqlUid, compileRuleExpected(kpis, window), window.seconds),
          dropExpression(),
          condition(policy),
        ],
        noDataState: 'NoData',
        execErrState: 'Error',
        for: '0s',
        isPaused: context.paused,
        labels: {
          __grafana_origin: `plugin/${APP_ID}`,
          severity: policy.severity,
          owner: printed(policy.owner),
        },
        annotations: {
          ...ruleAnnotations(policy, kpis),
          [SPEC_ANNOTATION]: JSON.stringify(policy),
          ...(context.panel && {
            __dashboardUid__: context.panel.dashboardUid,
            __panelId__: String(context.panel.panelId),
          }),
        },
        notification_settings: {
          receiver: policy.contactPoint,
          group_by: ['grafana_folder', 'alertname'],
          group_wait: '5s',
          group_interval: '1m',
          repeat_interval: '4h',
        },
      },
    ],
  };
}

function sqlQuery(refId: string, datasourceUid: string, rawSql: string, seconds: number): RuleQuery {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: seconds, to: 0 },
    datasourceUid,
    model: {
      refId,
      datasource: { type: 'mysql', uid: datasourceUid },
      editorMode: 'code',
      format: 'table',
      rawQuery: true,
      rawSql,
    },
  };
}

/** (expected - now) / expected; where nothing is expected the divisor is 1, and the result is no drop. */
function dropExpression(): RuleQuery {
  return expression('C', { type: 'math', expression: '($B - $A) / ($B + ($B == 0))' });
}

function condition(policy: Policy): RuleQuery {
  return expression('D', {
    type: 'threshold',
    expression: 'C',
    conditions: [
      {
        type: 'query',
        evaluator: { type: 'gt', params: [policy.dropPercent / 100] },
        unloadEvaluator: { type: 'lt', params: [policy.recoverPercent / 100] },
      },
    ],
  });
}

function expression(refId: string, model: Record<string, unknown>): RuleQuery {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: 0, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  };
}
