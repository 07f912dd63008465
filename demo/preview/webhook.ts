import { z } from 'zod';

import type { StoredIntegration } from './alerting/receivers';
import { messageData, type MessageAlert } from './message-data';
import { post } from './post';
import { renderTemplate, TemplateError } from './template';

const settingsSchema = z.object({
  url: z.string(),
  authorization_scheme: z.string().default('Bearer'),
  authorization_credentials: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  payload: z.object({
    template: z.string().min(1),
    vars: z.record(z.string(), z.string()).default({}),
  }),
});

/** Sends alerts over a webhook that has a body of its own; what failed, as Grafana words it, or undefined. */
export async function sendWebhook(
  integration: StoredIntegration,
  alerts: readonly MessageAlert[],
  library: string
): Promise<string | undefined> {
  const settings = settingsSchema.safeParse(integration.settings);
  if (!settings.success) {
    return 'the preview sends webhooks with a payload of their own alone';
  }
  const { url, payload, headers, authorization_scheme: scheme, authorization_credentials: secret } = settings.data;
  try {
    const body = renderTemplate(payload.template, { dot: messageData(alerts, payload.vars), library });
    const answer = await post(url, body, { ...headers, ...(secret && { authorization: `${scheme} ${secret}` }) });
    if ('problem' in answer) {
      return answer.problem;
    }
    return answer.status < 300 ? undefined : `webhook response status ${answer.status}`;
  } catch (error) {
    if (error instanceof TemplateError) {
      return error.message;
    }
    throw error;
  }
}
