import { getBackendSrv } from '@grafana/runtime';

import type { Matcher } from '../alerting/matchers';

const SILENCES_URL = '/api/alertmanager/grafana/api/v2/silences';

export interface PreviewSilence {
  id: string;
  matchers: Matcher[];
  /** ISO 8601. */
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
  status: { state: 'active' | 'pending' | 'expired' };
}

export function readSilences(): Promise<PreviewSilence[]> {
  return getBackendSrv().get(SILENCES_URL);
}

export async function createSilence(silence: Omit<PreviewSilence, 'id' | 'status'>): Promise<void> {
  await getBackendSrv().post(SILENCES_URL, silence);
}

export async function expireSilence(id: string): Promise<void> {
  await getBackendSrv().delete(`/api/alertmanager/grafana/api/v2/silence/${encodeURIComponent(id)}`);
}

/** As Grafana writes one. */
export function shownMatcher({ name, value, isEqual, isRegex }: Matcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${operator}${value}`;
}
