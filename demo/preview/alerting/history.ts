import { HttpResponse } from 'msw';

import type { Routes } from './route';
import type { AlertInstance, RuleEvaluation } from './states';
import type { Store } from './store';

/** A change of an alert's state, as Grafana keeps it among its annotations. */
export interface StateChange {
  ruleUid: string;
  labels: Record<string, string>;
  from: string;
  to: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Takes down which alerts of a rule are in another state than before. */
export function recordChanges(store: Store, ruleUid: string, before: RuleEvaluation | undefined): void {
  const after = store.evaluations.get(ruleUid);
  const stateIn = (evaluation: RuleEvaluation | undefined, { labels }: AlertInstance) =>
    evaluation?.alerts.find((alert) => JSON.stringify(alert.labels) === JSON.stringify(labels))?.state ?? 'Normal';
  for (const alert of after?.alerts ?? []) {
    const from = stateIn(before, alert);
    if (after && from !== alert.state) {
      store.changes.push({ ruleUid, labels: alert.labels, from, to: alert.state, at: after.at });
    }
  }
}

export function historyRoutes(routes: Routes, store: Store): void {
  routes.on('get', '/api/annotations', ({ query }) => {
    const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
    const newest = store.changes.filter(({ at }) => at >= from && at <= to).sort((a, b) => b.at - a.at);
    return HttpResponse.json(
      newest.slice(0, Number(query.get('limit') ?? 100)).map((change, index) => ({
        id: index + 1,
        alertId: store.rules.get(change.ruleUid)?.id ?? 0,
        newState: change.to,
        prevState: change.from,
        time: change.at,
        timeEnd: change.at,
        text: textOf(store, change),
      }))
    );
  });

  routes.on('get', '/api/v1/rules/history', ({ query }) => {
    const [from, to] = [Number(query.get('from')) * 1000, Number(query.get('to')) * 1000];
    const changes = store.changes
      .filter(({ ruleUid, at }) => ruleUid === query.get('ruleUID') && at >= from && at <= to)
      .sort((a, b) => b.at - a.at);
    // Grafana takes the milliseconds of its annotations for seconds here.
    const columns = {
      time: changes.map(({ at }) => at * 1000),
      text: changes.map((change) => textOf(store, change)),
      prev: changes.map((change) => change.from),
      next: changes.map((change) => change.to),
      data: changes.map(() => JSON.stringify({ values: {} })),
    };
    return HttpResponse.json({
      schema: { name: 'states', fields: Object.keys(columns).map((name) => ({ name })) },
      data: { values: Object.values(columns) },
    });
  });
}

function textOf(store: Store, { ruleUid, labels }: StateChange): string {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
  return `${store.rules.get(ruleUid)?.title ?? ''} {${text}} - `;
}
