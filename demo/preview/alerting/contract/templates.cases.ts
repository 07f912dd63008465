import { NOTIFICATIONS, RUN, type Api } from './api';

const TEMPLATES = `${NOTIFICATIONS}/v0alpha1/namespaces/default/templategroups`;

function template(title: string, content: string, metadata: Record<string, unknown> = {}) {
  return {
    kind: 'TemplateGroup',
    apiVersion: 'notifications.alerting.grafana.app/v0alpha1',
    metadata: { namespace: 'default', ...metadata },
    spec: { title, content },
  };
}

export function templateCases({ ask }: Api): void {
  describe('message templates', () => {
    const name = Buffer.from(RUN).toString('base64url');
    const url = `${TEMPLATES}/${name}`;
    const content = `{{ define "${RUN}" }}hello{{ end }}`;

    test('are made by editors under a title of their own, and read by everybody', async () => {
      expect(await ask('Viewer', 'POST', TEMPLATES, template(RUN, content))).toMatchObject({ status: 403 });
      const stored = { metadata: { name }, spec: { title: RUN, content } };
      expect(await ask('Editor', 'POST', TEMPLATES, template(RUN, content))).toMatchObject({
        status: 201,
        body: stored,
      });
      expect(await ask('Viewer', 'GET', url)).toMatchObject({ status: 200, body: stored });
      expect((await ask('Viewer', 'GET', TEMPLATES)).body.items).toEqual(
        expect.arrayContaining([expect.objectContaining({ spec: stored.spec })])
      );
      expect(await ask('Editor', 'POST', TEMPLATES, template(RUN, content))).toMatchObject({
        status: 400,
        body: { details: { uid: 'alerting.notifications.templates.nameExists' } },
      });
    });

    test('are changed by editors who saw the newest version', async () => {
      const { resourceVersion } = (await ask('Editor', 'GET', url)).body.metadata;
      const next = content.replace('hello', 'good day');
      expect(await ask('Editor', 'PUT', url, template(RUN, next, { name, resourceVersion: 'old' }))).toMatchObject({
        status: 409,
        body: { details: { uid: 'alerting.notifications.conflict' } },
      });
      expect(await ask('Viewer', 'PUT', url, template(RUN, next, { name, resourceVersion }))).toMatchObject({
        status: 403,
      });
      expect(await ask('Editor', 'PUT', url, template(RUN, next, { name, resourceVersion }))).toMatchObject({
        status: 200,
        body: { spec: { content: next } },
      });
    });

    test('are deleted by editors', async () => {
      expect(await ask('Viewer', 'DELETE', url)).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'DELETE', url)).toMatchObject({ status: 200 });
      for (const method of ['GET', 'DELETE']) {
        expect(await ask('Editor', method, url)).toMatchObject({
          status: 404,
          body: { details: { uid: 'alerting.notifications.templates.notFound' } },
        });
      }
    });

    test('without a definition are given one', async () => {
      const made = await ask('Editor', 'POST', TEMPLATES, template(RUN, 'two\nlines'));
      expect(made.body.spec.content).toBe(`{{ define "${RUN}" }}\n  two\n  lines\n{{ end }}`);
      await ask('Editor', 'DELETE', url);
    });

    describe('rendered for alerts, without being stored', () => {
      const TEST = '/api/alertmanager/grafana/config/api/v1/templates/test';
      const alerts = [{ labels: { alertname: 'a', team: 'x' }, annotations: {}, startsAt: new Date().toISOString() }];
      const sent = (body: string) => ({ name: RUN, template: body, alerts });

      test('give their texts, to everybody', async () => {
        const body =
          '{{ define "a" }}{{ .CommonLabels.team | toUpper }}{{ end }}{{ define "b" }}[{{ tmpl.Exec "a" . }}]{{ end }}';
        const answer = await ask('Viewer', 'POST', TEST, sent(body));
        expect(answer).toMatchObject({
          status: 200,
          body: { results: expect.arrayContaining([expect.objectContaining({ name: 'b', text: '[X]' })]) },
        });
      });

      test('say what is wrong with them', async () => {
        expect((await ask('Editor', 'POST', TEST, sent('{{ define "a" }}{{ if }}'))).body.errors).toMatchObject([
          { kind: 'invalid_template', message: expect.any(String) },
        ]);
        const missing = '{{ define "a" }}{{ template "not there" . }}{{ end }}';
        expect((await ask('Editor', 'POST', TEST, sent(missing))).body.errors).toMatchObject([
          { message: expect.stringContaining('not there') },
        ]);
      });
    });

    test.each([
      ['without a title', template('', content), 'template must have a name'],
      ['without content', template(RUN, ''), 'template must have content'],
    ])('%s are refused', async (_, sent, words) => {
      const { status, body } = await ask('Editor', 'POST', TEMPLATES, sent);
      expect({ status, uid: body.details.uid }).toEqual({
        status: 400,
        uid: 'alerting.notifications.templates.invalidFormat',
      });
      expect(JSON.stringify(body.details.causes)).toContain(words);
    });
  });
}
