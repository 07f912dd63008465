import { z } from 'zod';

import type { StoredIntegration } from './alerting/receivers';
import { messageData, type MessageAlert } from './message-data';
import { post } from './post';
import { renderTemplate, TemplateError } from './template';

const DEFAULT_COLOR = '{{ if eq .Status "firing" }}#D63232{{ else }}#36a64f{{ end }}';

const settingsSchema = z.object({
  url: z.string().default(''),
  token: z.string().optional(),
  recipient: z.string().optional(),
  endpointUrl: z.string().default('https://slack.com/api/chat.postMessage'),
  username: z.string().default('KPI Watch preview'),
  title: z.string().default('{{ .CommonLabels.alertname }}'),
  text: z.string().default('{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}'),
  color: z.string().default(DEFAULT_COLOR),
});

/**
 * Sends alerts over a Slack channel, with these templates beside its own. Resolves to what failed, as Grafana words it,
 * or undefined when it went out.
 */
export async function sendSlack(
  { settings }: StoredIntegration,
  alerts: readonly MessageAlert[],
  library: string
): Promise<string | undefined> {
  const { url, token, recipient, endpointUrl, username, title, text, color } = settingsSchema.parse(settings);
  const render = (template: string) => rendered(template, messageData(alerts), library);
  const attachment = {
    title: render(title),
    text: render(text),
    fallback: render(title),
    footer: 'KPI Watch preview (not a Grafana)',
    color: render(color),
    ts: Math.floor(Date.now() / 1000),
  };
  const message = { ...(recipient && { channel: recipient }), username, attachments: [attachment] };
  const answer = await post(url === '' ? endpointUrl : url, JSON.stringify(message), {
    ...(url === '' && { authorization: `Bearer ${token}` }),
  });
  const reason = 'problem' in answer ? answer.problem : reasonOf(answer, url === '');
  return reason === undefined ? undefined : `failed to send Slack message: ${reason}`;
}

function reasonOf({ status, body }: { status: number; body: string }, isBot: boolean): string | undefined {
  if (isBot) {
    const { ok, error } = z.object({ ok: z.boolean(), error: z.string().optional() }).parse(JSON.parse(body));
    return ok ? undefined : `failed to make Slack API request: ${error}`;
  }
  if (status >= 500) {
    return `unexpected 5xx status code: ${status}`;
  }
  if (body === 'no_service') {
    return 'the incoming webhook is either disabled, removed, or invalid';
  }
  return body === 'ok' ? undefined : `failed incoming webhook: ${body}`;
}

/** A template that the preview can't render says so, in the message. */
function rendered(template: string, dot: unknown, library: string): string {
  try {
    return renderTemplate(template, { dot, library });
  } catch (error) {
    if (error instanceof TemplateError) {
      return `(The preview can't render this template: ${error.message})`;
    }
    throw error;
  }
}
