import { z } from 'zod';

import { request } from './http';

/** A panel of a dashboard. */
export interface PanelRef {
  dashboardUid: string;
  panelId: number;
}

const TAG = 'kpi-watch';
const PANEL_TYPE = 'kpiwatch-suddendrop-panel';

const foundSchema = z.array(z.object({ uid: z.string() }));

const panelSchema = z.object({
  id: z.number().optional(),
  type: z.string().optional(),
  targets: z
    .array(z.object({ kpis: z.array(z.string()).catch([]) }))
    .nullish()
    .catch([]),
});

const dashboardSchema = z.object({
  dashboard: z.object({
    // A row that is folded keeps its panels inside.
    panels: z.array(panelSchema.extend({ panels: z.array(panelSchema).nullish() })).nullish(),
  }),
});

/** The first sudden-drop panel on a dashboard of ours that shows the KPI. */
export async function findPanel(kpiId: string): Promise<PanelRef | undefined> {
  const found = await request(foundSchema, {
    task: 'find-dashboards',
    url: '/api/search',
    params: { tag: TAG, type: 'dash-db' },
  });
  for (const { uid } of found) {
    const { dashboard } = await request(dashboardSchema, {
      task: 'find-dashboards',
      url: `/api/dashboards/uid/${encodeURIComponent(uid)}`,
    });
    const panels = (dashboard.panels ?? []).flatMap(({ panels: inside, ...panel }) => [panel, ...(inside ?? [])]);
    const panel = panels.find(
      ({ type, targets }) => type === PANEL_TYPE && targets?.some(({ kpis }) => kpis.includes(kpiId))
    );
    if (panel?.id !== undefined) {
      return { dashboardUid: uid, panelId: panel.id };
    }
  }
  return undefined;
}
