import { expect, request } from '@playwright/test';
import { z } from 'zod';

import { slackUrl } from './environment';

const messageSchema = z.object({
  receivedAt: z.string(),
  path: z.string(),
  payload: z.object({
    text: z.string().optional(),
    attachments: z
      .array(
        z.object({ title: z.string().default(''), text: z.string().default(''), title_link: z.string().optional() })
      )
      .default([]),
  }),
});

export type SlackMessage = z.infer<typeof messageSchema>;

async function messages(path: string): Promise<SlackMessage[]> {
  const context = await request.newContext({ baseURL: slackUrl() });
  const all = z.array(messageSchema).parse(await (await context.get('/messages')).json());
  await context.dispose();
  return all.filter((message) => message.path === path);
}

/** Title and text of a message, as one text. */
export function textOf({ payload }: SlackMessage): string {
  return [payload.text ?? '', ...payload.attachments.flatMap(({ title, text }) => [title, text])].join('\n');
}

/** Waits for a message at that webhook whose text matches. */
export async function messageAt(path: string, pattern: RegExp, seconds: number): Promise<SlackMessage> {
  let found: SlackMessage | undefined;
  await expect
    .poll(
      async () => {
        found = (await messages(path)).find((message) => pattern.test(textOf(message)));
        return found !== undefined;
      },
      { timeout: seconds * 1000, intervals: [1000], message: `a message like ${pattern} at ${path}` }
    )
    .toBe(true);
  if (!found) {
    throw new Error('the poll above ends only with a message');
  }
  return found;
}
