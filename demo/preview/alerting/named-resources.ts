import { createHash } from 'node:crypto';

import { HttpResponse } from 'msw';
import { z } from 'zod';

import { failure } from './answers';
import { isAtLeast, type Call, type Routes } from './route';
import type { Store } from './store';
import { problemOfInterval, timeIntervalSchema } from './time-intervals';

export const GROUP = 'notifications.alerting.grafana.app';

const timingSchema = z.object({
  name: z.string().default(''),
  time_intervals: z.array(timeIntervalSchema).default([]),
});
const templateSchema = z.object({
  title: z.string().default(''),
  content: z.string().default(''),
  kind: z.string().optional(),
});

export type MuteTiming = z.infer<typeof timingSchema>;
export type TemplateGroup = z.infer<typeof templateSchema>;

/** A kind of resource of the notifications API that is named by a title in its spec. */
interface Kind<Spec> {
  kind: string;
  plural: string;
  schema: z.ZodType<Spec>;
  /** Start of the ids of its errors. */
  errors: string;
  /** What Grafana calls one in its refusals. */
  noun: string;
  nameExists: string;
  all(store: Store): Map<string, Spec>;
  titleOf(spec: Spec): string;
  problemOf(spec: Spec): string | undefined;
  /** As Grafana keeps it. */
  stored(spec: Spec): Spec;
  missing(name: string): Response;
  /** Uids of the rules that need it. */
  usersOf(store: Store, title: string): string[];
}

const TIMINGS: Kind<MuteTiming> = {
  kind: 'TimeInterval',
  plural: 'timeintervals',
  schema: timingSchema,
  errors: 'alerting.notifications.time-intervals',
  noun: 'Time interval',
  nameExists: 'Time interval with this name already exists. Use a different name or update existing one.',
  all: ({ timeIntervals }) => timeIntervals,
  titleOf: ({ name }) => name,
  problemOf: ({ name, time_intervals }) =>
    name === ''
      ? 'missing name in mute time interval'
      : time_intervals.map(problemOfInterval).find((problem) => problem !== undefined),
  stored: (spec) => spec,
  missing: (name) =>
    failure(404, `timeintervals.${GROUP} "${name}" not found`, {
      reason: 'NotFound',
      details: { name, group: GROUP, kind: 'timeintervals' },
    }),
  usersOf: ({ rules }, title) =>
    [...rules.values()]
      .filter(({ notification_settings: settings }) =>
        [settings?.mute_time_intervals, settings?.active_time_intervals].some((names) => names?.includes(title))
      )
      .map(({ uid }) => uid),
};

/** From 12.4 on a template says for whom it is written. */
const templates = (haveKind: boolean): Kind<TemplateGroup> => ({
  kind: 'TemplateGroup',
  plural: 'templategroups',
  schema: templateSchema,
  errors: 'alerting.notifications.templates',
  noun: 'Template',
  nameExists: 'Template file with this name already exists. Use a different name or update existing one.',
  all: ({ templates }) => templates,
  titleOf: ({ title }) => title,
  problemOf: ({ title, content }) => {
    if (title === '') {
      return 'template must have a name';
    }
    return content === '' ? 'template must have content' : undefined;
  },
  stored: ({ title, content, kind = 'grafana' }) => ({
    title,
    ...(haveKind && { kind }),
    content: /\{\{-?\s*define\s/.test(content)
      ? content
      : `{{ define "${title}" }}\n${content.replace(/^/gm, '  ')}\n{{ end }}`,
  }),
  missing: () =>
    failure(404, 'NotFound', { reason: 'NotFound', details: { uid: 'alerting.notifications.templates.notFound' } }),
  usersOf: () => [],
});

/** Mute timings and message templates. Of templates the fake reads no more than whether there is one. */
export function namedResourceRoutes(
  routes: Routes,
  store: Store,
  version: string,
  { templatesHaveKind }: { templatesHaveKind: boolean }
): void {
  resourceRoutes(routes, store, version, TIMINGS);
  resourceRoutes(routes, store, version, templates(templatesHaveKind));
}

function resourceRoutes<Spec>(routes: Routes, store: Store, version: string, kind: Kind<Spec>): void {
  const list = `/apis/${GROUP}/${version}/namespaces/:namespace/${kind.plural}`;
  const all = kind.all(store);
  const head = { kind: kind.kind, apiVersion: `${GROUP}/${version}` };
  const described = (spec: Spec) => ({ ...head, ...bodyOf(kind, spec) });
  const writes = (verb: string, answer: (call: Call) => Response) => (call: Call) =>
    isAtLeast(call.role, 'Editor') ? answer(call) : forbidden(kind.plural, verb, call.params.name);
  /** With the stored one where the name is known. */
  const onStored = (answer: (spec: Spec, call: Call) => Response) => (call: Call) => {
    const spec = all.get(titleOf(call.params.name));
    return spec === undefined ? kind.missing(call.params.name ?? '') : answer(spec, call);
  };
  const read = (body: unknown): Spec | Response => readSpec(kind, body);

  routes.on('get', list, () =>
    HttpResponse.json({
      kind: `${kind.kind}List`,
      apiVersion: head.apiVersion,
      metadata: {},
      items: [...all.values()].map((spec) => bodyOf(kind, spec)),
    })
  );

  routes.on(
    'get',
    `${list}/:name`,
    onStored((spec) => HttpResponse.json(described(spec)))
  );

  routes.on(
    'post',
    list,
    writes('create', ({ body }) => {
      const spec = read(body);
      if (spec instanceof Response) {
        return spec;
      }
      if (all.has(kind.titleOf(spec))) {
        return refused(400, kind.nameExists, 'BadRequest', `${kind.errors}.nameExists`);
      }
      all.set(kind.titleOf(spec), spec);
      return HttpResponse.json(described(spec), { status: 201 });
    })
  );

  routes.on(
    'put',
    `${list}/:name`,
    writes(
      'update',
      onStored((before, { body }) => {
        const given = metadataSchema.safeParse(body).data?.metadata.resourceVersion ?? '';
        const spec = read(body);
        // Without a version it is written whatever there is.
        if (given !== '' && given !== digest(JSON.stringify(before))) {
          return refused(409, 'Conflict', 'Conflict', 'alerting.notifications.conflict');
        }
        if (spec instanceof Response) {
          return spec;
        }
        all.delete(kind.titleOf(before));
        all.set(kind.titleOf(spec), spec);
        return HttpResponse.json(described(spec));
      })
    )
  );

  routes.on(
    'delete',
    `${list}/:name`,
    writes(
      'delete',
      onStored((spec) => {
        const users = kind.usersOf(store, kind.titleOf(spec));
        if (users.length > 0) {
          const causes = [{ message: JSON.stringify(users), field: 'UsedByRules' }];
          return refused(409, 'Conflict', 'Conflict', `${kind.errors}.used`, causes);
        }
        all.delete(kind.titleOf(spec));
        return HttpResponse.json(described(spec));
      })
    )
  );
}

const metadataSchema = z.object({ metadata: z.object({ resourceVersion: z.string().optional() }) });

function readSpec<Spec>(kind: Kind<Spec>, body: unknown): Spec | Response {
  const given = z.object({ spec: kind.schema }).safeParse(body);
  if (!given.success) {
    return failure(400, `the object provided is unrecognized (must be of type ${kind.kind})`, { reason: 'BadRequest' });
  }
  const problem = kind.problemOf(given.data.spec);
  return problem === undefined
    ? kind.stored(given.data.spec)
    : refused(
        400,
        `${kind.noun} is in invalid format. Correct the payload and try again.`,
        'BadRequest',
        `${kind.errors}.invalidFormat`,
        [{ message: JSON.stringify(problem), field: 'Error' }]
      );
}

function refused(code: number, text: string, reason: string, uid: string, causes?: object[]): Response {
  return failure(code, text, { reason, details: { uid, causes } });
}

function forbidden(plural: string, verb: string, name: string | undefined): Response {
  const what = name === undefined ? `${plural}.${GROUP}` : `${plural}.${GROUP} "${name}"`;
  return failure(
    403,
    `${what} is forbidden: User "viewer" cannot ${verb} resource "${plural}" in API group "${GROUP}" in the namespace "default"`,
    { reason: 'Forbidden', details: { name, group: GROUP, kind: plural } }
  );
}

function bodyOf<Spec>(kind: Kind<Spec>, spec: Spec) {
  return {
    metadata: {
      name: Buffer.from(kind.titleOf(spec)).toString('base64url'),
      namespace: 'default',
      uid: digest(kind.kind + kind.titleOf(spec)),
      resourceVersion: digest(JSON.stringify(spec)),
      annotations: { 'grafana.com/provenance': 'none' },
    },
    spec,
  };
}

function titleOf(name = ''): string {
  return Buffer.from(name, 'base64url').toString();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
