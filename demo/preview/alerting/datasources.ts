import { HttpResponse } from 'msw';
import { z } from 'zod';

import { message } from './answers';
import type { Routes } from './route';
import type { Store } from './store';

const datasourceSchema = z.object({
  uid: z.string().optional(),
  name: z.string().default(''),
  type: z.string().min(1),
  url: z.string().default(''),
  user: z.string().default(''),
  isDefault: z.boolean().default(false),
  jsonData: z.record(z.string(), z.unknown()).nullish(),
  secureJsonData: z.record(z.string(), z.string()).nullish(),
});

/** A data source with its secrets, which never leave the fake. */
export interface StoredDataSource {
  id: number;
  uid: string;
  name: string;
  type: string;
  url: string;
  user: string;
  isDefault: boolean;
  jsonData: Record<string, unknown>;
  secureJsonData: Record<string, string>;
  /** From a file, and to be changed there alone. */
  readOnly: boolean;
}

const LIST = '/api/datasources';
const ONE = '/api/datasources/uid/:uid';

export function dataSourceRoutes(routes: Routes, store: Store): void {
  routes.guarded('Viewer', 'datasources:read', 'get', LIST, () =>
    HttpResponse.json([...store.datasources.values()].map(described))
  );

  routes.guarded('Viewer', 'datasources:read', 'get', ONE, ({ params: { uid = '' } }) => {
    const datasource = store.datasources.get(uid);
    return datasource ? HttpResponse.json(described(datasource)) : message(404, 'Data source not found');
  });

  routes.guarded('Admin', 'datasources:create', 'post', LIST, ({ body }) => {
    const given = datasourceSchema.safeParse(body);
    if (!given.success) {
      return message(400, 'bad request data');
    }
    const id = store.nextId();
    const { uid = `datasource-${id}`, name, type, jsonData, secureJsonData, ...rest } = given.data;
    const datasource = {
      ...rest,
      ...{ id, uid, type, readOnly: false },
      name: name || type,
      jsonData: jsonData ?? {},
      secureJsonData: secureJsonData ?? {},
    };
    if (hasName(store, datasource.name)) {
      return message(409, 'data source with the same name already exists');
    }
    if (store.datasources.has(uid)) {
      return message(409, 'data source with the same uid already exists');
    }
    store.datasources.set(uid, datasource);
    return written(datasource, 'Datasource added');
  });

  routes.guarded('Admin', 'datasources:write', 'put', ONE, ({ params: { uid = '' }, body }) => {
    const before = store.datasources.get(uid);
    const given = datasourceSchema.safeParse(body);
    if (!before) {
      return message(404, 'Data source not found');
    }
    if (!given.success) {
      return message(400, 'bad request data');
    }
    if (before.readOnly) {
      return message(403, 'Cannot update read-only data source');
    }
    const { uid: _, jsonData, secureJsonData, ...rest } = given.data;
    if (rest.name !== before.name && hasName(store, rest.name)) {
      return message(409, 'Failed to update datasource: data source with the same name already exists');
    }
    const datasource = {
      ...before,
      ...rest,
      jsonData: jsonData ?? {},
      // A secret that is not sent stays.
      secureJsonData: { ...before.secureJsonData, ...secureJsonData },
    };
    store.datasources.set(uid, datasource);
    return written(datasource, 'Datasource updated');
  });

  routes.guarded('Admin', 'datasources:delete', 'delete', ONE, ({ params: { uid = '' } }) => {
    const datasource = store.datasources.get(uid);
    if (!datasource) {
      return message(404, 'Data source not found');
    }
    if (datasource.readOnly) {
      return message(403, 'Cannot delete read-only data source');
    }
    store.datasources.delete(uid);
    return HttpResponse.json({ id: datasource.id, message: 'Data source deleted' });
  });
}

function hasName(store: Store, name: string): boolean {
  return [...store.datasources.values()].some((other) => other.name === name);
}

function written(datasource: StoredDataSource, text: string): Response {
  const { id, name } = datasource;
  return HttpResponse.json({ datasource: described(datasource), id, message: text, name });
}

/** As it leaves Grafana: of its secrets it says that they are there. */
function described({ secureJsonData, ...datasource }: StoredDataSource) {
  return {
    ...datasource,
    orgId: 1,
    typeLogoUrl: '',
    access: 'proxy',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    withCredentials: false,
    secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((name) => [name, true])),
    version: 1,
    apiVersion: '',
  };
}
