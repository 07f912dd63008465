import { z } from 'zod';

import type { Integration, NewContactPoint } from './contactPoint';
import { SLACK_TEXT, SLACK_TITLE } from './message';

const name = z.string().trim().min(1, 'needs a name').max(100);

const https = z.url({ protocol: /^https?$/, error: 'must be a link that starts with https://' });

/** What a person types to make a Slack contact point: an incoming webhook, or a bot's token and a channel. */
export const slackFormSchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('webhook'), name, url: https }),
  z.strictObject({
    way: z.literal('token'),
    name,
    token: z.string().trim().startsWith('xox', 'must be a Slack token; a bot’s begins with xoxb-'),
    channel: z.string().trim().min(1, 'needs a channel, such as #orders'),
    /** Only where Slack is reached by another address than slack.com. */
    endpointUrl: https.optional(),
  }),
]);

export type SlackForm = z.infer<typeof slackFormSchema>;

/** The contact point that the form says. */
export function slackContactPoint(form: SlackForm): NewContactPoint {
  return {
    title: form.name,
    integration: slackIntegration(form),
    secrets: [form.way === 'webhook' ? form.url : form.token],
  };
}

/** Compiles the form into the contact point's one integration, with our message in it. */
export function slackIntegration(form: SlackForm): Integration {
  const address =
    form.way === 'webhook'
      ? { url: form.url }
      : {
          token: form.token,
          recipient: form.channel,
          ...(form.endpointUrl !== undefined && { endpointUrl: form.endpointUrl }),
        };
  return {
    type: 'slack',
    version: 'v1',
    settings: { ...address, title: SLACK_TITLE, text: SLACK_TEXT },
    disableResolveMessage: false,
  };
}
