import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';

/** Says in Grafana's own way that something worked. */
export function toast(message: string): void {
  getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [message] });
}
