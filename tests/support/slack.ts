import { expect } from '@playwright/test';
import { z } from 'zod';

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

/** The stand-in for Slack: what arrived, at which webhook. */
export class SlackStandIn {
  constructor(readonly url: string) {}

  /** Waits for a message at that webhook whose text matches. */
  async messageAt(path: string, pattern: RegExp, { timeout }: { timeout: number }): Promise<SlackMessage> {
    const find = async () => (await this.messagesAt(path)).find((message) => pattern.test(textOf(message)));
    await expect
      .poll(async () => (await find()) !== undefined, {
        timeout,
        intervals: [1000],
        message: `a message like ${pattern} at ${path}`,
      })
      .toBe(true);
    return messageSchema.parse(await find());
  }

  private async messagesAt(path: string): Promise<SlackMessage[]> {
    const answer = await fetch(`${this.url}/messages`);
    return z
      .array(messageSchema)
      .parse(await answer.json())
      .filter((message) => message.path === path);
  }
}

/** Title and text of a message, as one text. */
export function textOf({ payload }: SlackMessage): string {
  return [payload.text ?? '', ...payload.attachments.flatMap(({ title, text }) => [title, text])].join('\n');
}
