import { z } from 'zod';

import type { Integration, NewContactPoint } from './contactPoint';
import { SLACK_BUTTONS, SLACK_COLOR, SLACK_TEXT, SLACK_TITLE } from './message';

const name = z.string().trim().min(1, 'needs a name').max(100);

const https = z.url({ protocol: /^https?$/, error: 'must be a link that starts with https://' });

const bot = {
  name,
  token: z.string().trim().startsWith('xox', 'must be a Slack token; a bot’s begins with xoxb-'),
  channel: z.string().trim().min(1, 'needs a channel, such as #orders'),
  /** Only where Slack is reached by another address than slack.com. */
  endpointUrl: https.optional(),
};

/**
 * What a person types to make a Slack contact point: an incoming webhook, or a bot's token and a channel. Buttons are
 * for bots alone: Grafana sends them over its webhooks, whose addresses it shows to whoever may read contact points.
 */
export const slackFormSchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('webhook'), name, url: https }),
  z.strictObject({ way: z.literal('token'), ...bot }),
  z.strictObject({ way: z.literal('buttons'), ...bot }),
]);

export type SlackForm = z.infer<typeof slackFormSchema>;

/** The contact point that the form says. */
export function slackContactPoint(form: SlackForm): NewContactPoint {
  return {
    title: form.name,
    integration: slackIntegration(form),
    secrets: [form.way === 'webhook' ? form.url : form.token],
    // Slack refuses with a status that a webhook takes for success; Grafana's own channel reads what it says.
    ...(form.way === 'buttons' && { probe: slackIntegration({ ...form, way: 'token' }) }),
  };
}

const POST_MESSAGE = 'https://slack.com/api/chat.postMessage';

/** Compiles the form into the contact point's one integration, with our message in it. */
export function slackIntegration(form: SlackForm): Integration {
  const kept = { version: 'v1', disableResolveMessage: false };
  const words = { title: SLACK_TITLE, text: SLACK_TEXT, color: SLACK_COLOR };
  switch (form.way) {
    case 'webhook':
      return { type: 'slack', ...kept, settings: { url: form.url, ...words } };
    case 'token': {
      const { token, channel, endpointUrl } = form;
      const address = { token, recipient: channel, ...(endpointUrl !== undefined && { endpointUrl }) };
      return { type: 'slack', ...kept, settings: { ...address, ...words } };
    }
    case 'buttons':
      return {
        type: 'webhook',
        ...kept,
        settings: {
          url: form.endpointUrl ?? POST_MESSAGE,
          authorization_scheme: 'Bearer',
          authorization_credentials: form.token,
          payload: { template: SLACK_BUTTONS, vars: { channel: form.channel } },
        },
      };
  }
}
