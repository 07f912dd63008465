import { z } from 'zod';

import type { StoredIntegration } from './alerting/receivers';
import { renderTemplate, TemplateError } from './template';

const PATIENCE = 15_000;
const FIRING = '#D63232';
const RESOLVED = '#36a64f';

/** An alert as Grafana's message templates see it. */
export interface MessageAlert {
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Epoch milliseconds. */
  startsAt: number;
  endsAt: number;
  generatorUrl?: string;
  silenceUrl?: string;
  dashboardUrl?: string;
  panelUrl?: string;
}

const settingsSchema = z.object({
  url: z.string().default(''),
  token: z.string().optional(),
  recipient: z.string().optional(),
  endpointUrl: z.string().default('https://slack.com/api/chat.postMessage'),
  username: z.string().default('KPI Watch preview'),
  title: z.string().default('{{ .CommonLabels.alertname }}'),
  text: z.string().default('{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}'),
});

/** Sends alerts over a Slack channel. Resolves to what failed, as Grafana words it, or undefined when it went out. */
export async function sendSlack(
  { settings }: StoredIntegration,
  alerts: readonly MessageAlert[]
): Promise<string | undefined> {
  const { url, token, recipient, endpointUrl, username, title, text } = settingsSchema.parse(settings);
  const isFiring = alerts.some(({ status }) => status === 'firing');
  const data = templateData(alerts);
  const attachment = {
    title: render(title, data),
    text: render(text, data),
    fallback: render(title, data),
    footer: 'KPI Watch preview (not a Grafana)',
    color: isFiring ? FIRING : RESOLVED,
    ts: Math.floor(Date.now() / 1000),
  };
  const message = { ...(recipient && { channel: recipient }), username, attachments: [attachment] };
  const reason = await post(url === '' ? endpointUrl : url, message, url === '' ? token : undefined);
  return reason === undefined ? undefined : `failed to send Slack message: ${reason}`;
}

/** What Grafana sends when somebody tests a contact point. Of channels other than Slack it says that it can't. */
export async function sendSlackTest(integration: StoredIntegration): Promise<string | undefined> {
  if (integration.type !== 'slack') {
    return `the preview sends to Slack alone, not to ${integration.type}`;
  }
  const now = Date.now();
  const labels = { alertname: 'TestAlert', grafana_folder: 'Test Folder', instance: 'Grafana' };
  const annotations = { summary: 'Notification test' };
  return sendSlack(integration, [{ status: 'firing', labels, annotations, startsAt: now, endsAt: now }]);
}

/** A template that the preview can't render says so, in the message. */
function render(template: string, data: unknown): string {
  try {
    return renderTemplate(template, { dot: data });
  } catch (error) {
    if (error instanceof TemplateError) {
      return `(The preview can't render this template: ${error.message})`;
    }
    throw error;
  }
}

async function post(url: string, message: unknown, token: string | undefined): Promise<string | undefined> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    return `failed to send request: Post "${url}": ${causeOf(error)}`;
  }
  const answer = await response.text();
  if (token !== undefined) {
    const { ok, error } = z.object({ ok: z.boolean(), error: z.string().optional() }).parse(JSON.parse(answer));
    return ok ? undefined : `failed to make Slack API request: ${error}`;
  }
  if (response.status >= 500) {
    return `unexpected 5xx status code: ${response.status}`;
  }
  if (answer === 'no_service') {
    return 'the incoming webhook is either disabled, removed, or invalid';
  }
  return answer === 'ok' ? undefined : `failed incoming webhook: ${answer}`;
}

function causeOf(error: unknown): string {
  const { cause } = z.object({ cause: z.instanceof(Error) }).safeParse(error).data ?? {};
  return (cause ?? error) instanceof Error ? String(cause ?? error) : 'it failed';
}

/** What `.` is in a message's templates. */
function templateData(alerts: readonly MessageAlert[]) {
  const all = alerts.map((alert) => ({
    Status: alert.status,
    Labels: alert.labels,
    Annotations: Object.fromEntries(Object.entries(alert.annotations).filter(([name]) => !/^__.*__$/.test(name))),
    StartsAt: new Date(alert.startsAt),
    EndsAt: new Date(alert.endsAt),
    GeneratorURL: alert.generatorUrl ?? '',
    SilenceURL: alert.silenceUrl ?? '',
    DashboardURL: alert.dashboardUrl ?? '',
    PanelURL: alert.panelUrl ?? '',
  }));
  const withStatus = (status: string) => all.filter(({ Status }) => Status === status);
  return {
    Status: all.some(({ Status }) => Status === 'firing') ? 'firing' : 'resolved',
    Alerts: Object.assign(all, { Firing: withStatus('firing'), Resolved: withStatus('resolved') }),
    CommonLabels: common(all.map(({ Labels }) => Labels)),
    CommonAnnotations: common(all.map(({ Annotations }) => Annotations)),
  };
}

function common([first = {}, ...rest]: Array<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => rest.every((one) => one[name] === value)));
}
