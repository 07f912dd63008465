import { z } from 'zod';

import type { PolicyFolder } from '../policy/folder';
import { GrafanaError } from './error';
import { ANYTHING, request } from './http';

/** Makes the folder where it is missing; true when it was. */
export async function ensureFolder(folder: PolicyFolder): Promise<boolean> {
  if (await folderExists(folder)) {
    return false;
  }
  await request(ANYTHING, { task: 'create-folder', method: 'POST', url: '/api/folders', body: folder });
  return true;
}

/** Deletes a folder. Grafana refuses while it holds rules. */
export async function deleteFolder({ uid }: PolicyFolder): Promise<void> {
  await request(ANYTHING, { task: 'delete-folder', method: 'DELETE', url: `/api/folders/${encodeURIComponent(uid)}` });
}

const folderSchema = z.object({ uid: z.string() });

async function folderExists({ uid }: PolicyFolder): Promise<boolean> {
  try {
    await request(folderSchema, { task: 'read-folder', url: `/api/folders/${encodeURIComponent(uid)}` });
    return true;
  } catch (error) {
    // To all but admins a folder that is not there is a folder that they may not read.
    if (error instanceof GrafanaError && (error.failure === 'missing' || error.failure === 'forbidden')) {
      return false;
    }
    throw error;
  }
}
