import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { defer, type Observable } from 'rxjs';

const ORIGIN = 'http://grafana.test';

/** Grafana's way to its server over plain fetch; the clients ask through fetch() alone. */
export function fetchBackend(): BackendSrv {
  const backend = {
    fetch: <T>(request: BackendSrvRequest): Observable<FetchResponse<T>> => defer(() => send<T>(request)),
  };
  return Object.assign(Object.create(null), backend);
}

async function send<T>(config: BackendSrvRequest): Promise<FetchResponse<T>> {
  const url = new URL(config.url, ORIGIN);
  url.search = new URLSearchParams(config.params).toString();
  const response = await fetch(url, {
    method: config.method ?? 'GET',
    headers: { 'content-type': 'application/json', ...config.headers },
    body: config.data === undefined ? undefined : JSON.stringify(config.data),
  });
  const { status, statusText, ok, headers, redirected, type } = response;
  const data = parse(await response.text());
  if (!ok) {
    throw { status, statusText, data, config };
  }
  return { data, status, statusText, ok, headers, redirected, type, url: response.url, config };
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
