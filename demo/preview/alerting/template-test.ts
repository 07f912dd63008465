import { HttpResponse } from 'msw';
import { z } from 'zod';

import { messageData } from '../message-data';
import { definedIn, renderTemplate, TemplateError } from '../template';
import { message } from './answers';
import type { Routes } from './route';
import type { Store } from './store';

const testSchema = z.object({
  name: z.string(),
  template: z.string(),
  alerts: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()).default({}),
      startsAt: z.string(),
      endsAt: z.string().optional(),
      generatorURL: z.string().default(''),
    })
  ),
});

/** Renders each template that a text defines; Grafana leaves out those that others call, which asks for nothing here. */
export function templateTestRoutes(routes: Routes, store: Store): void {
  const path = '/api/alertmanager/grafana/config/api/v1/templates/test';
  routes.on('post', path, ({ body }) => {
    const given = testSchema.safeParse(body);
    if (!given.success) {
      return message(400, 'bad request data');
    }
    const { name, template, alerts } = given.data;
    const others = [...store.templates.values()].filter(({ title }) => title !== name).map(({ content }) => content);
    const dot = messageData(
      alerts.map(({ startsAt, endsAt, generatorURL, ...alert }) => ({
        ...alert,
        status: endsAt !== undefined && Date.parse(endsAt) <= Date.now() ? 'resolved' : 'firing',
        startsAt: Date.parse(startsAt),
        endsAt: endsAt === undefined ? 0 : Date.parse(endsAt),
        generatorUrl: generatorURL,
      }))
    );
    try {
      const library = [...others, template].join('\n');
      const outcomes = definedIn(template).map((defined) => rendered(defined, dot, library));
      return HttpResponse.json({
        results: outcomes.filter((one) => 'text' in one),
        errors: outcomes.filter((one) => 'message' in one),
      });
    } catch (error) {
      return HttpResponse.json({ errors: [{ kind: 'invalid_template', message: wordsOf(error) }] });
    }
  });
}

function rendered(name: string, dot: unknown, library: string) {
  try {
    return { name, text: renderTemplate(`{{ template "${name}" . }}`, { dot, library }), scope: '.' };
  } catch (error) {
    return { name, kind: 'execution_error', message: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof TemplateError) {
    return `template: :1: ${error.message}`;
  }
  throw error;
}
