import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { z, type ZodType } from 'zod';

import { GrafanaError, refusal, type Task } from './error';

interface GrafanaRequest {
  task: Task;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path from Grafana's root, each part of it encoded. */
  url: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** The answer to a request whose answer says nothing that we need. */
export const ANYTHING = z.unknown();

/**
 * Asks Grafana, and reads the answer with `schema`.
 * Throws a GrafanaError when Grafana refuses, can't be reached, or answers what `schema` can't read.
 */
export async function request<T>(schema: ZodType<T>, { task, body, ...rest }: GrafanaRequest): Promise<T> {
  const parsed = schema.safeParse(await send(task, { ...rest, data: body }));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new GrafanaError(task, 'unreadable', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return parsed.data;
}

async function send(task: Task, options: { url: string; method?: string; data?: unknown }): Promise<unknown> {
  // Grafana answers some deletions with an empty body that claims to be JSON; as text it can be read.
  const responseType = options.method === 'DELETE' ? 'text' : undefined;
  try {
    const response = await lastValueFrom(
      getBackendSrv().fetch<unknown>({ ...options, responseType, showErrorAlert: false, showSuccessAlert: false })
    );
    return response.data;
  } catch (error) {
    if (isFetchError<unknown>(error)) {
      throw refusal(task, error.status, error.statusText ?? '', jsonOf(error.data));
    }
    throw new GrafanaError(task, 'unreachable', error instanceof Error ? error.message : String(error));
  }
}

/** What a text says as JSON, if it is such; anything else as it is. */
function jsonOf(data: unknown): unknown {
  if (typeof data !== 'string') {
    return data;
  }
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
