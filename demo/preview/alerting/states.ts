import { HttpResponse } from 'msw';

import type { Routes } from './route';
import { ZERO_TIME, type StoredRule } from './rules';
import { groupKey, type Store } from './store';

/** One series of a rule, by its labels. */
export interface AlertInstance {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Where it stays as it was, with why: nothing was read. */
  state: 'Normal' | 'Pending' | 'Alerting' | `${'Normal' | 'Alerting'} (${'NoData' | 'Error'}, KeepLast)`;
  /** Epoch milliseconds. */
  activeAt: number;
  value: string;
}

/** What the last evaluation of a rule came to. */
export interface RuleEvaluation {
  /** Epoch milliseconds. */
  at: number;
  health: 'ok' | 'error' | 'nodata';
  lastError?: string;
  alerts: AlertInstance[];
}

export function stateRoutes(routes: Routes, store: Store): void {
  routes.on('get', '/api/prometheus/grafana/api/v1/rules', ({ query }) => {
    const folderUid = query.get('folder_uid');
    // Grafana takes a folder that is not there for no filter at all.
    const isFiltered = folderUid !== null && store.folders.has(folderUid);
    const rules = [...store.rules.values()].filter((rule) => !isFiltered || rule.folderUID === folderUid);
    const groups = new Map(rules.map((rule) => [groupKey(rule.folderUID, rule.ruleGroup), rule]));
    const page = [...groups].slice(0, Number(query.get('group_limit') ?? groups.size));
    return HttpResponse.json({
      status: 'success',
      data: {
        groups: page.map(([key, { folderUID, ruleGroup }]) => ({
          name: ruleGroup,
          file: store.folders.get(folderUID)?.title ?? folderUID,
          folderUid: folderUID,
          rules: rules
            .filter((rule) => groupKey(rule.folderUID, rule.ruleGroup) === key)
            .map((rule) => described(rule, store.evaluations.get(rule.uid))),
          interval: store.intervals.get(key) ?? 60,
        })),
      },
    });
  });
}

function described(rule: StoredRule, evaluation: RuleEvaluation | undefined) {
  const alerts = evaluation?.alerts ?? [];
  return {
    state: stateOf(alerts),
    name: rule.title,
    query: JSON.stringify(rule.data),
    annotations: rule.annotations ?? {},
    alerts: alerts.map((alert) => ({ ...alert, activeAt: new Date(alert.activeAt).toISOString() })),
    uid: rule.uid,
    folderUid: rule.folderUID,
    labels: rule.labels ?? {},
    health: evaluation?.health ?? 'ok',
    ...(evaluation?.lastError !== undefined && { lastError: evaluation.lastError }),
    type: 'alerting',
    lastEvaluation: evaluation ? new Date(evaluation.at).toISOString() : ZERO_TIME,
    evaluationTime: 0,
    isPaused: rule.isPaused,
    notificationSettings: rule.notification_settings ?? undefined,
    ...(rule.provenance !== '' && { provenance: rule.provenance }),
  };
}

function stateOf(alerts: readonly AlertInstance[]): string {
  if (alerts.some(({ state }) => state === 'Alerting')) {
    return 'firing';
  }
  return alerts.some(({ state }) => state === 'Pending') ? 'pending' : 'inactive';
}
