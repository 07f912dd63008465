import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, map, NEVER, type Observable } from 'rxjs';

/** Asks the preview's server as Grafana's own service asks Grafana. An answer from 400 up rejects, as it does there. */
export class PreviewBackend implements BackendSrv {
  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return from(send<T>(options));
  }

  request<T>(options: BackendSrvRequest): Promise<T> {
    return lastValueFrom(this.fetch<T>(options).pipe(map(({ data }) => data)));
  }

  datasourceRequest<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  get<T>(url: string, params?: Record<string, unknown>, _requestId?: string, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'GET', url, params });
  }

  delete<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  /** The plugin streams nothing. */
  chunked(): Observable<FetchResponse<Uint8Array | undefined>> {
    return NEVER;
  }
}

async function send<T>(config: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { url, method = 'GET', headers, params, data, abortSignal } = config;
  const target = new URL(url, window.location.origin);
  for (const [name, value] of Object.entries(params ?? {})) {
    target.searchParams.append(name, String(value));
  }
  const response = await fetch(target, {
    method,
    headers: { ...headers, ...(data !== undefined && { 'Content-Type': 'application/json' }) },
    body: data === undefined ? undefined : JSON.stringify(data),
    signal: abortSignal,
  });
  const { ok, status, statusText, redirected, type } = response;
  const answer = { data: read(await response.text()), status, statusText, config };
  if (!ok) {
    throw answer;
  }
  return { ...answer, ok, headers: response.headers, redirected, type, url: response.url };
}

function read(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
