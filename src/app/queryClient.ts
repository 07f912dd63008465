import { QueryClient, type Query } from '@tanstack/react-query';

import { GrafanaError } from '../grafana/error';

/** What Grafana refused once it refuses again; only a network that failed is worth another try. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof GrafanaError && error.failure === 'unreachable';
}

export function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: isWorthRetrying } } });
}

/** Asks again every so many milliseconds, until Grafana refuses: who may not read does not ask all day. */
export const whileAllowed =
  (milliseconds: number) =>
  ({ state: { error } }: Pick<Query, 'state'>): number | false =>
    error instanceof GrafanaError && (error.failure === 'forbidden' || error.failure === 'signed-out')
      ? false
      : milliseconds;
