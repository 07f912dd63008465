import { z } from 'zod';

import { escapeHtml, linkToHtml, mrkdwnToHtml, textToHtml } from './mrkdwn';

const textSchema = z.object({ text: z.string() });
const blockSchema = z.looseObject({
  type: z.string(),
  text: textSchema.optional(),
  fields: z.array(textSchema).optional(),
  elements: z
    .array(z.looseObject({ text: z.union([z.string(), textSchema]).optional(), url: z.string().optional() }))
    .optional(),
});
const attachmentSchema = z.looseObject({
  color: z.string().optional(),
  pretext: z.string().optional(),
  title: z.string().optional(),
  title_link: z.string().optional(),
  text: z.string().optional(),
  fallback: z.string().optional(),
  footer: z.string().optional(),
  fields: z.array(z.looseObject({ title: z.string().optional(), value: z.string().optional() })).optional(),
  blocks: z.array(blockSchema).optional(),
});

/** The part of a Slack message that the page shows; the rest is kept as it came. */
export const payloadSchema = z.looseObject({
  channel: z.string().optional(),
  username: z.string().optional(),
  icon_emoji: z.string().optional(),
  text: z.string().optional(),
  attachments: z.array(attachmentSchema).optional(),
  blocks: z.array(blockSchema).optional(),
});
export type Payload = z.infer<typeof payloadSchema>;

export interface SlackMessage {
  /** ISO 8601. */
  receivedAt: string;
  path: string;
  channel: string;
  payload: Payload;
}

export function hasContent({ text, attachments = [], blocks = [] }: Payload): boolean {
  return Boolean(text) || attachments.length > 0 || blocks.length > 0;
}

/** One message as an HTML list item. */
export function messageToHtml({ receivedAt, channel, payload }: SlackMessage): string {
  const { username = 'Incoming webhook', icon_emoji: icon, text, blocks = [], attachments = [] } = payload;
  return `<li><article>
<header><span class="avatar" aria-hidden="true">${escapeHtml(username.slice(0, 1).toUpperCase())}</span>
<strong>${escapeHtml(username)}</strong> ${icon ? escapeHtml(icon) : ''} <span class="app">APP</span>
<span class="channel">${escapeHtml(channel)}</span>
<time datetime="${escapeHtml(receivedAt)}">${escapeHtml(receivedAt.slice(0, 19).replace('T', ' '))} UTC</time></header>
${text ? `<p>${mrkdwnToHtml(text)}</p>` : ''}${blocks.map(blockToHtml).join('')}${attachments.map(attachmentToHtml).join('')}
</article></li>`;
}

function attachmentToHtml(attachment: z.infer<typeof attachmentSchema>): string {
  const { pretext, title, title_link: link, text, footer, fields = [], blocks = [], fallback } = attachment;
  const heading = title && (link ? linkToHtml(link, textToHtml(title)) : textToHtml(title));
  const parts = [
    heading && `<h2>${heading}</h2>`,
    text && `<p>${mrkdwnToHtml(text)}</p>`,
    ...fields.map(
      ({ title: name = '', value = '' }) => `<p><strong>${textToHtml(name)}</strong><br>${mrkdwnToHtml(value)}</p>`
    ),
    ...blocks.map(blockToHtml),
    footer && `<footer>${mrkdwnToHtml(footer)}</footer>`,
  ].filter(Boolean);
  const body = parts.length > 0 ? parts.join('') : `<p>${textToHtml(fallback ?? '')}</p>`;
  return `${pretext ? `<p>${mrkdwnToHtml(pretext)}</p>` : ''}<div class="attachment" style="border-color: ${colourOf(attachment.color)}">${body}</div>`;
}

function blockToHtml({ type, text, fields = [], elements = [] }: z.infer<typeof blockSchema>): string {
  if (type === 'divider') {
    return '<hr>';
  }
  const own = text && (type === 'header' ? `<h2>${textToHtml(text.text)}</h2>` : `<p>${mrkdwnToHtml(text.text)}</p>`);
  const buttons = elements.map(({ text: label = '', url }) => {
    const words = typeof label === 'string' ? label : label.text;
    return url ? `<span class="button">${linkToHtml(url, textToHtml(words))}</span>` : mrkdwnToHtml(words);
  });
  return [
    own,
    ...fields.map((field) => `<p>${mrkdwnToHtml(field.text)}</p>`),
    buttons.length > 0 && `<p>${buttons.join(' ')}</p>`,
  ]
    .filter(Boolean)
    .join('');
}

const NAMED_COLOURS: Record<string, string> = { good: '#2eb886', warning: '#daa038', danger: '#a30200' };

function colourOf(colour = ''): string {
  const named = Object.hasOwn(NAMED_COLOURS, colour) ? NAMED_COLOURS[colour] : undefined;
  return named ?? (/^#[0-9a-f]{3,8}$/i.test(colour) ? colour : '#dddddd');
}
