import { z } from 'zod';

/** What was asked of Grafana, for a sentence about what failed. */
export type Task =
  | 'list-policies'
  | 'read-states'
  | 'read-alarms'
  | 'read-deliveries'
  | 'read-rule'
  | 'save-rule'
  | 'pause-rule'
  | 'close-breach'
  | 'delete-rule'
  | 'read-folder'
  | 'create-folder'
  | 'delete-folder'
  | 'find-notifications-api'
  | 'list-contact-points'
  | 'list-channel-types'
  | 'create-contact-point'
  | 'delete-contact-point'
  | 'delete-own-contact-point'
  | 'test-contact-point'
  | 'read-messages'
  | 'save-messages'
  | 'render-messages'
  | 'read-active-hours'
  | 'save-active-hours'
  | 'delete-active-hours'
  | 'evaluate'
  | 'find-dashboards'
  | 'read-silences'
  | 'acknowledge'
  | 'end-acknowledgement'
  | 'read-settings'
  | 'save-settings';

/** Why it failed, as far as it decides what a person can do next. */
export type Failure =
  | 'forbidden'
  | 'signed-out'
  | 'missing'
  | 'conflict'
  | 'invalid'
  | 'failed'
  | 'unreachable'
  | 'unreadable';

/** A request that Grafana refused or could not be asked. `answer` is what Grafana said, in its own words. */
export class GrafanaError extends Error {
  constructor(
    readonly task: Task,
    readonly failure: Failure,
    readonly answer: string,
    /** The body of Grafana's answer, for the callers that know how to read it. */
    readonly body?: unknown
  ) {
    super(`${task}: ${failure}: ${answer}`);
    this.name = 'GrafanaError';
  }
}

/** The same failure as that of the step that it was part of. */
export function retold(task: Task, error: unknown): unknown {
  return error instanceof GrafanaError ? new GrafanaError(task, error.failure, error.answer, error.body) : error;
}

/** What Grafana answers; undefined where it refuses, or does not answer: for what people can do without. */
export async function ifAnswered<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GrafanaError) {
      return undefined;
    }
    throw error;
  }
}

/** An answer with an HTTP status from 400 up, as an error. */
export function refusal(task: Task, status: number, statusText: string, body: unknown): GrafanaError {
  return new GrafanaError(task, failureOf(status), wordsOf(body) ?? `${status} ${statusText}`.trim(), body);
}

const FAILURES = new Map<number, Failure>([
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'missing'],
  [409, 'conflict'],
  [412, 'conflict'],
]);

function failureOf(status: number): Failure {
  return FAILURES.get(status) ?? (status < 500 ? 'invalid' : 'failed');
}

const sentence = z.string().trim().min(1);
const wordsSchema = z.union([
  sentence,
  z.object({ message: sentence }).transform(({ message }) => message),
  z.object({ error: sentence }).transform(({ error }) => error),
]);

function wordsOf(body: unknown): string | undefined {
  return wordsSchema.safeParse(body).data;
}
