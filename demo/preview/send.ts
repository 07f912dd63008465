import type { StoredIntegration } from './alerting/receivers';
import type { Store } from './alerting/store';
import type { MessageAlert } from './message-data';
import { sendSlack } from './slack';
import { sendWebhook } from './webhook';

/** Sends alerts over a channel; what failed, as Grafana words it, or undefined. Of other kinds it says that it can't. */
export async function send(
  integration: StoredIntegration,
  alerts: readonly MessageAlert[],
  templates: Store['templates'] = new Map()
): Promise<string | undefined> {
  const library = [...templates.values()].map(({ content }) => content).join('\n');
  switch (integration.type) {
    case 'slack':
      return sendSlack(integration, alerts, library);
    case 'webhook':
      return sendWebhook(integration, alerts, library);
    default:
      return `the preview sends to Slack and webhooks alone, not to ${integration.type}`;
  }
}

/** What Grafana sends when somebody tests a contact point. */
export async function sendTest(integration: StoredIntegration): Promise<string | undefined> {
  const now = Date.now();
  const labels = { alertname: 'TestAlert', grafana_folder: 'Test Folder', instance: 'Grafana' };
  const annotations = { summary: 'Notification test' };
  return send(integration, [{ status: 'firing', labels, annotations, startsAt: now, endsAt: now }]);
}
