import { randomUUID } from 'node:crypto';

import { HttpResponse } from 'msw';
import { z } from 'zod';

import { knownError, message } from './answers';
import { isSameMatcher, matcherSchema, matches, matchesAll, readMatcher, type Matcher } from './matchers';
import type { Call, Routes } from './route';
import type { Store } from './store';

export interface Silence {
  id: string;
  matchers: Matcher[];
  /** Epoch milliseconds, as are all times here. */
  startsAt: number;
  endsAt: number;
  updatedAt: number;
  createdBy: string;
  comment: string;
}

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const silenceSchema = z.object({
  id: z.string().default(''),
  matchers: z.array(matcherSchema).min(1),
  startsAt: time,
  endsAt: time,
  createdBy: z.string(),
  comment: z.string(),
});

const LIST = '/api/alertmanager/grafana/api/v2/silences';
const ONE = '/api/alertmanager/grafana/api/v2/silence/:id';

const READ = 'any of alert.instances:read, alert.silences:read';
const CREATE =
  `all of ${READ}, any of alert.instances:create, alert.instances:write, alert.silences:create, ` +
  'alert.silences:write';
const EXPIRE = `all of ${READ}, any of alert.instances:write, alert.silences:write`;

export function silenceRoutes(routes: Routes, store: Store): void {
  routes.guarded('Viewer', READ, 'get', LIST, ({ query }) => {
    const filters = query.getAll('filter').flatMap((text) => readMatcher(text) ?? []);
    const now = Date.now();
    return HttpResponse.json(
      [...store.silences.values()]
        .filter(({ matchers }) => filters.every((filter) => matchers.some((one) => isSameMatcher(one, filter))))
        .sort((a, b) => rankOf(a, now) - rankOf(b, now))
        .map((silence) => described(silence, now))
    );
  });

  routes.guarded('Viewer', READ, 'get', ONE, ({ params: { id = '' } }) => {
    const silence = store.silences.get(id);
    return silence ? HttpResponse.json(described(silence, Date.now())) : notFound(id);
  });

  routes.guarded('Editor', CREATE, 'post', LIST, (call) => post(store, call, Date.now()));

  routes.guarded('Editor', EXPIRE, 'delete', ONE, ({ params: { id = '' } }) => {
    const silence = store.silences.get(id);
    if (!silence) {
      return notFound(id);
    }
    expire(silence, Date.now());
    return message(200, 'silence deleted');
  });
}

/** Whether somebody silenced an alert with these labels. */
export function isSilenced(store: Store, labels: Record<string, string>, now: number): boolean {
  return [...store.silences.values()].some(
    (silence) => stateOf(silence, now) === 'active' && matchesAll(silence.matchers, labels)
  );
}

function post(store: Store, { body }: Call, now: number): Response {
  const given = silenceSchema.safeParse(body);
  if (!given.success) {
    return message(400, refusalOf(body, given.error));
  }
  const { id, ...silence } = given.data;
  const problem = problemOf(silence, now);
  if (problem !== undefined) {
    const messageId = 'alerting.notifications.silences.badRequest';
    return knownError(400, messageId, `[${messageId}] invalid silence: ${problem}: unable to create silence`);
  }
  const before = store.silences.get(id);
  if (id !== '' && !before) {
    return notFound(id);
  }
  if (before && canChange(before, silence, now)) {
    store.silences.set(id, { ...silence, id, updatedAt: now });
    return HttpResponse.json({ silenceID: id }, { status: 202 });
  }
  // What may not be changed in place is ended, and another takes its place.
  if (before) {
    expire(before, now);
  }
  const newId = randomUUID();
  store.silences.set(newId, { ...silence, id: newId, startsAt: Math.max(silence.startsAt, now), updatedAt: now });
  return HttpResponse.json({ silenceID: newId }, { status: 202 });
}

function refusalOf(body: unknown, error: z.ZodError): string {
  if (typeof body !== 'object' || body === null) {
    return 'bad request data';
  }
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  const what = path === 'matchers' ? 'should have at least 1 items' : 'is required';
  return `silence failed validation: validation failure list:\n${path} in body ${what}`;
}

function problemOf({ matchers, startsAt, endsAt }: Omit<Silence, 'id' | 'updatedAt'>, now: number) {
  const unreadable = matchers.findIndex(({ isRegex, value }) => isRegex && !isRegularExpression(value));
  if (unreadable >= 0) {
    const text = matchers[unreadable]?.value;
    return `unable to upsert silence: invalid silence: invalid label matcher ${unreadable}: invalid regular expression ${JSON.stringify(text)}`;
  }
  if (matchers.every((matcher) => matches(matcher, ''))) {
    return 'unable to upsert silence: invalid silence: at least one matcher must not match the empty string';
  }
  if (endsAt < startsAt) {
    return 'start time must be before end time';
  }
  return endsAt < now ? "end time can't be in the past" : undefined;
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function canChange(before: Silence, after: Omit<Silence, 'id' | 'updatedAt'>, now: number): boolean {
  const hasSameMatchers =
    before.matchers.length === after.matchers.length &&
    before.matchers.every((matcher) => after.matchers.some((one) => isSameMatcher(one, matcher)));
  switch (stateOf(before, now)) {
    case 'active':
      return hasSameMatchers && seconds(before.startsAt) === seconds(after.startsAt);
    case 'pending':
      return hasSameMatchers && after.startsAt >= now;
    case 'expired':
      return false;
  }
}

function seconds(time: number): number {
  return Math.floor(time / 1000);
}

function expire(silence: Silence, now: number): void {
  if (stateOf(silence, now) !== 'expired') {
    Object.assign(silence, { startsAt: Math.min(silence.startsAt, now), endsAt: now, updatedAt: now });
  }
}

const STATES = ['active', 'pending', 'expired'] as const;

function stateOf({ startsAt, endsAt }: Silence, now: number): (typeof STATES)[number] {
  if (endsAt <= now) {
    return 'expired';
  }
  return startsAt > now ? 'pending' : 'active';
}

function rankOf(silence: Silence, now: number): number {
  return STATES.indexOf(stateOf(silence, now));
}

function described({ startsAt, endsAt, updatedAt, ...silence }: Silence, now: number) {
  return {
    ...silence,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    status: { state: stateOf({ ...silence, startsAt, endsAt, updatedAt }, now) },
  };
}

function notFound(id: string): Response {
  const messageId = 'alerting.notifications.silences.notFound';
  return knownError(404, messageId, `[${messageId}] silence ${id} not found`);
}
