import { z } from 'zod';

import { ifAnswered } from './error';
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
  fieldConfig: z
    .object({ defaults: z.object({ unit: z.string().optional() }) })
    .optional()
    .catch(undefined),
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
    const panel = (await panelsOf(uid)).find(
      ({ type, targets }) => type === PANEL_TYPE && targets?.some(({ kpis }) => kpis.includes(kpiId))
    );
    if (panel?.id !== undefined) {
      return { dashboardUid: uid, panelId: panel.id };
    }
  }
  return undefined;
}

/** The unit in which a panel shows its numbers; undefined where it has none of its own, or is not to be read. */
export async function readUnit({ dashboardUid, panelId }: PanelRef): Promise<string | undefined> {
  // Whoever makes a policy can choose it all the same.
  const panels = await ifAnswered(panelsOf(dashboardUid));
  return panels?.find(({ id }) => id === panelId)?.fieldConfig?.defaults.unit;
}

async function panelsOf(uid: string) {
  const { dashboard } = await request(dashboardSchema, {
    task: 'find-dashboards',
    url: `/api/dashboards/uid/${encodeURIComponent(uid)}`,
  });
  return (dashboard.panels ?? []).flatMap(({ panels: inside, ...panel }) => [panel, ...(inside ?? [])]);
}
