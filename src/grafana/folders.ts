import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import { GrafanaError } from './error';
import { ANYTHING, request } from './http';

/** A folder that holds policies. */
export interface PolicyFolder {
  uid: string;
  title: string;
}

/** Business and system metrics stay apart. */
export const BUSINESS_FOLDER: PolicyFolder = { uid: 'kpiwatch-business', title: 'KPI Watch: business' };
const SYSTEMS_FOLDER: PolicyFolder = { uid: 'kpiwatch-systems', title: 'KPI Watch: systems' };

/** The folder of a policy, by the first of its KPIs. */
export function folderOf(kpis: readonly Kpi[]): PolicyFolder {
  return kpis[0]?.area === 'systems' ? SYSTEMS_FOLDER : BUSINESS_FOLDER;
}

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
