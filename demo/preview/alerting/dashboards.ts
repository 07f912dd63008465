import { HttpResponse } from 'msw';

import { message } from './answers';
import type { Routes } from './route';
import type { Store } from './store';

/** A dashboard as its file holds it. */
export interface Dashboard {
  uid: string;
  title: string;
  tags: string[];
  [field: string]: unknown;
}

export function dashboardRoutes(routes: Routes, store: Store): void {
  routes.on('get', '/api/search', ({ query }) => {
    const tags = query.getAll('tag');
    const found = [...store.dashboards.values()].filter((dashboard) =>
      tags.every((tag) => dashboard.tags.includes(tag))
    );
    return HttpResponse.json(
      found.map(({ uid, title, tags: itsTags }, index) => ({
        id: index + 1,
        uid,
        orgId: 1,
        title,
        uri: `db/${uid}`,
        url: `/d/${uid}/${uid}`,
        slug: '',
        type: 'dash-db',
        tags: itsTags,
        isStarred: false,
        sortMeta: 0,
        isDeleted: false,
      }))
    );
  });

  routes.on('get', '/api/dashboards/uid/:uid', ({ params }) => {
    const dashboard = store.dashboards.get(params.uid ?? '');
    return dashboard
      ? HttpResponse.json({ meta: { type: 'db', canSave: false, canEdit: false, slug: dashboard.uid }, dashboard })
      : message(404, 'Dashboard not found');
  });
}
