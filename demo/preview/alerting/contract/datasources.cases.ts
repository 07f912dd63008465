import { RUN, type Api } from './api';

const SOURCES = '/api/datasources';

export function dataSourceCases({ ask }: Api): void {
  describe('data sources', () => {
    const uid = `${RUN}-source`;
    const url = `${SOURCES}/uid/${uid}`;
    const sent = {
      uid,
      name: `Source ${RUN}`,
      type: 'mysql',
      access: 'proxy',
      url: 'localhost:1',
      user: 'reader',
      jsonData: { database: 'shop' },
      secureJsonData: { password: 'secret' },
    };

    test('are made by admins, read by everybody, and keep their secrets', async () => {
      expect(await ask('Editor', 'POST', SOURCES, sent)).toMatchObject({
        status: 403,
        body: { message: expect.stringContaining('datasources:create') },
      });
      const { secureJsonData, access, ...open } = sent;
      const stored = { ...open, secureJsonFields: { password: true }, readOnly: false };
      const made = await ask('Admin', 'POST', SOURCES, sent);
      expect(made).toMatchObject({ status: 200, body: { message: 'Datasource added', datasource: stored } });
      const read = await ask('Viewer', 'GET', url);
      expect(read).toMatchObject({ status: 200, body: stored });
      expect(JSON.stringify([made, read])).not.toContain('secret');
      const { body } = await ask('Viewer', 'GET', SOURCES);
      expect(body).toEqual(expect.arrayContaining([expect.objectContaining({ uid, name: sent.name })]));
    });

    test('have a name and a uid of their own', async () => {
      expect(await ask('Admin', 'POST', SOURCES, { ...sent, uid: `${uid}-2` })).toMatchObject({
        status: 409,
        body: { message: 'data source with the same name already exists' },
      });
      expect(await ask('Admin', 'POST', SOURCES, { ...sent, name: `${sent.name} 2` })).toMatchObject({
        status: 409,
        body: { message: 'data source with the same uid already exists' },
      });
      expect(await ask('Admin', 'POST', SOURCES, { name: 'of no kind' })).toMatchObject({ status: 400 });
    });

    test('are changed by admins, and keep a secret that is not sent', async () => {
      const { secureJsonData, ...rest } = { ...sent, jsonData: { database: 'other' } };
      expect(await ask('Editor', 'PUT', url, rest)).toMatchObject({ status: 403 });
      expect(await ask('Admin', 'PUT', url, rest)).toMatchObject({
        status: 200,
        body: { message: 'Datasource updated', datasource: { jsonData: { database: 'other' } } },
      });
      expect(await ask('Viewer', 'GET', url)).toMatchObject({
        body: { jsonData: { database: 'other' }, secureJsonFields: { password: true } },
      });
    });

    test('are deleted by admins', async () => {
      expect(await ask('Editor', 'DELETE', url)).toMatchObject({ status: 403 });
      expect(await ask('Admin', 'DELETE', url)).toMatchObject({
        status: 200,
        body: { message: 'Data source deleted' },
      });
      for (const method of ['GET', 'PUT', 'DELETE']) {
        expect(await ask('Admin', method, url, method === 'PUT' ? sent : undefined)).toEqual({
          status: 404,
          body: { message: 'Data source not found' },
        });
      }
    });
  });
}
