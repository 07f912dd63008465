import { HttpResponse } from 'msw';
import { z } from 'zod';

import { message } from './alerting/answers';
import type { Routes } from './alerting/route';
import type { Store } from './alerting/store';
import type { Site } from './site';

const settingsSchema = z.object({
  enabled: z.boolean().default(false),
  pinned: z.boolean().default(false),
  jsonData: z.record(z.string(), z.unknown()).nullish(),
});

/** The app's settings. As in Grafana its dashboards come and go with its being enabled; at first it is. */
export class AppSettings {
  private settings: z.infer<typeof settingsSchema> = { enabled: true, pinned: true };

  get jsonData(): Record<string, unknown> {
    return this.settings.jsonData ?? {};
  }

  set jsonData(jsonData: Record<string, unknown>) {
    this.settings = { ...this.settings, jsonData };
  }

  constructor(
    private readonly store: Store,
    private readonly site: Pick<Site, 'plugins' | 'dashboards'>
  ) {
    this.bringDashboards();
  }

  isEnabled(): boolean {
    return this.settings.enabled;
  }

  addRoutes(routes: Routes): void {
    routes.on('get', '/api/plugins/:id/settings', ({ params }) => {
      const plugin = this.site.plugins.find(({ id }) => id === params.id);
      return plugin
        ? HttpResponse.json({ ...plugin.meta, ...this.settings })
        : message(404, 'Plugin not found, no installed plugin with that id');
    });
    routes.guarded('Admin', 'plugins:write', 'post', '/api/plugins/:id/settings', ({ params, body }) => {
      const given = settingsSchema.safeParse(body);
      if (!given.success) {
        return message(400, 'bad request data');
      }
      // The nested plugins have no settings of their own.
      if (params.id !== this.site.plugins[0]?.id) {
        return message(404, 'Plugin not installed');
      }
      this.settings = given.data;
      this.bringDashboards();
      return message(200, 'Plugin settings updated');
    });
  }

  private bringDashboards(): void {
    for (const dashboard of this.site.dashboards) {
      if (this.settings.enabled) {
        this.store.dashboards.set(dashboard.uid, dashboard);
      } else {
        this.store.dashboards.delete(dashboard.uid);
      }
    }
  }
}
