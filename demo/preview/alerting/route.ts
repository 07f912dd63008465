import { http, type HttpHandler } from 'msw';

import { accessDenied } from './answers';

export type Role = 'Viewer' | 'Editor' | 'Admin';

const RANKS: readonly Role[] = ['Viewer', 'Editor', 'Admin'];

export function isAtLeast(role: Role, needed: Role): boolean {
  return RANKS.indexOf(role) >= RANKS.indexOf(needed);
}

/** Who asks for what. `body` is undefined where none was sent, and UNREADABLE where it is no JSON. */
export interface Call {
  role: Role;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

/** The body of a request that is no JSON. */
export const UNREADABLE = Symbol('unreadable');

type Method = 'get' | 'post' | 'put' | 'delete';
type Answer = (call: Call) => Response | Promise<Response>;

/** Makes the handlers of a Grafana: of any origin, so that tests and the preview may serve them anywhere. */
export class Routes {
  readonly handlers: HttpHandler[] = [];

  constructor(private readonly roleOf: (request: Request) => Role) {}

  /** `path` as msw takes it, from Grafana's root. */
  on(method: Method, path: string, answer: Answer): void {
    this.handlers.push(
      http[method](`*${path}`, async ({ request, params }) =>
        answer({
          role: this.roleOf(request),
          params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
          query: new URL(request.url).searchParams,
          headers: request.headers,
          body: readJson(await request.text()),
        })
      )
    );
  }

  /** A route that Grafana keeps from those below `role`; `permissions` is what it says is needed. */
  guarded(role: Role, permissions: string, method: Method, path: string, answer: Answer): void {
    this.on(method, path, (call) => (isAtLeast(call.role, role) ? answer(call) : accessDenied(permissions)));
  }
}

function readJson(text: string): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
}
