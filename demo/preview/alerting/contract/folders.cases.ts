import { FOLDER, RUN, type Api } from './api';
import { rule } from './samples';

export function folderCases({ ask, put }: Api): void {
  describe('folders', () => {
    test('are read by everybody', async () => {
      expect(await ask('Viewer', 'GET', `/api/folders/${FOLDER}`)).toMatchObject({
        status: 200,
        body: { uid: FOLDER, title: `Folder ${RUN}` },
      });
    });

    test('that are not there are missing to an admin, and forbidden to others', async () => {
      expect(await ask('Admin', 'GET', '/api/folders/none')).toMatchObject({
        status: 404,
        body: { message: 'folder not found' },
      });
      for (const role of ['Editor', 'Viewer'] as const) {
        expect(await ask(role, 'GET', '/api/folders/none')).toMatchObject({
          status: 403,
          body: { title: 'Access denied', message: expect.stringContaining('folders:read') },
        });
      }
    });

    test('are made by editors, with a uid that is free and a title', async () => {
      const uid = `${RUN}-made`;
      expect(await ask('Viewer', 'POST', '/api/folders', { uid, title: 'x' })).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'POST', '/api/folders', { uid, title: uid })).toMatchObject({
        status: 200,
        body: { uid, title: uid, version: 1 },
      });
      expect(await ask('Editor', 'POST', '/api/folders', { uid, title: 'other' })).toMatchObject({
        status: 412,
        body: { message: 'the folder has been changed by someone else' },
      });
      expect(await ask('Editor', 'POST', '/api/folders', { uid: 'x' })).toMatchObject({
        status: 400,
        body: { message: 'folder title cannot be empty' },
      });
      expect(await ask('Viewer', 'DELETE', `/api/folders/${uid}`)).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'DELETE', `/api/folders/${uid}`)).toMatchObject({ status: 200 });
      expect(await ask('Admin', 'DELETE', `/api/folders/${uid}`)).toMatchObject({ status: 404 });
    });

    test('are not deleted while they hold rules', async () => {
      await put('held', [rule(`${RUN}-held`, FOLDER)]);
      expect(await ask('Admin', 'DELETE', `/api/folders/${FOLDER}`)).toMatchObject({
        status: 400,
        body: { messageId: 'folder.not-empty', message: 'Folder cannot be deleted: folder is not empty' },
      });
    });
  });
}
