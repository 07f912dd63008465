import { HttpResponse } from 'msw';

import type { Routes } from './route';
import { ZERO_TIME } from './rules';
import type { Store } from './store';

/** An attempt to send a message. */
export interface Delivery {
  /** Epoch milliseconds. */
  at: number;
  /** As Grafana words it; undefined when the message went out. */
  error?: string;
}

/** What came of the newest message of each contact point. Grafana's published description has no word of it. */
export function deliveryRoutes(routes: Routes, store: Store): void {
  routes.on('get', '/api/alertmanager/grafana/config/api/v1/receivers', () =>
    HttpResponse.json(
      [...store.receivers.values()].map(({ title, integrations }) => ({
        name: title,
        active: [...store.rules.values()].some(({ notification_settings: told }) => told?.receiver === title),
        integrations: integrations.map(({ uid, type, disableResolveMessage }) => {
          const { at, error } = store.deliveries.get(uid) ?? {};
          return {
            name: type,
            sendResolved: !disableResolveMessage,
            lastNotifyAttempt: at === undefined ? ZERO_TIME : new Date(at).toISOString(),
            lastNotifyAttemptDuration: '0s',
            ...(error !== undefined && { lastNotifyAttemptError: error }),
          };
        }),
      }))
    )
  );
}
