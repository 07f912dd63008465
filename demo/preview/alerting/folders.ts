import { HttpResponse } from 'msw';
import { z } from 'zod';

import { accessDenied, knownError, message } from './answers';
import { isAtLeast, type Routes } from './route';
import type { Store } from './store';

export interface Folder {
  id: number;
  uid: string;
  title: string;
  created: string;
}

const newFolder = z.object({ uid: z.string().optional(), title: z.string().default('') });

export function folderRoutes(routes: Routes, store: Store): void {
  routes.on('get', '/api/folders', () =>
    HttpResponse.json([...store.folders.values()].map(({ id, uid, title }) => ({ id, uid, title })))
  );

  routes.on('get', '/api/folders/:uid', ({ role, params }) => {
    const folder = store.folders.get(params.uid ?? '');
    if (folder) {
      return HttpResponse.json(described(folder, isAtLeast(role, 'Editor')));
    }
    // To all but admins a folder that is not there is one that they may not read.
    return isAtLeast(role, 'Admin')
      ? HttpResponse.json({ message: 'folder not found', status: 'not-found' }, { status: 404 })
      : accessDenied('folders:read');
  });

  routes.guarded('Editor', 'folders:create', 'post', '/api/folders', ({ role, body }) => {
    const asked = newFolder.safeParse(body);
    if (!asked.success) {
      return message(400, 'bad request data');
    }
    const { title, uid = `folder-${store.nextId()}` } = asked.data;
    if (title === '') {
      return message(400, 'folder title cannot be empty');
    }
    if (!/^[A-Za-z0-9_-]+$/.test(uid)) {
      return message(400, 'uid contains illegal characters');
    }
    if (store.folders.has(uid)) {
      return message(412, 'the folder has been changed by someone else');
    }
    const folder = { id: store.nextId(), uid, title, created: new Date().toISOString() };
    store.folders.set(uid, folder);
    return HttpResponse.json(described(folder, isAtLeast(role, 'Admin')));
  });

  routes.guarded('Editor', 'folders:delete', 'delete', '/api/folders/:uid', ({ params }) => {
    const uid = params.uid ?? '';
    if (!store.folders.has(uid)) {
      return message(404, 'folder not found');
    }
    if ([...store.rules.values()].some(({ folderUID }) => folderUID === uid)) {
      return knownError(400, 'folder.not-empty', 'Folder cannot be deleted: folder is not empty');
    }
    store.folders.delete(uid);
    return message(200, 'Folder deleted');
  });
}

function described({ id, uid, title, created }: Folder, may: boolean) {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    id,
    uid,
    orgId: 1,
    title,
    url: `/dashboards/f/${uid}/${slug}`,
    hasAcl: false,
    canSave: may,
    canEdit: may,
    canAdmin: may,
    canDelete: may,
    createdBy: 'preview',
    created,
    updatedBy: 'preview',
    updated: created,
    version: 1,
  };
}
