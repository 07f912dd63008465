import type { FieldConfigSource, RawTimeRange } from '@grafana/data';
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import type { DataQuery, VizLegendOptions } from '@grafana/schema';

export interface DashboardPanel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: DataQuery[];
  options?: { legend: VizLegendOptions };
  fieldConfig?: FieldConfigSource;
}

export interface DashboardVariable {
  name: string;
  label?: string;
  type: string;
  query: unknown;
}

export interface Dashboard {
  title: string;
  time: RawTimeRange;
  refresh?: string;
  templating?: { list: DashboardVariable[] };
  panels: DashboardPanel[];
}

/** A dashboard; null where there is none. */
export async function readDashboard(uid: string): Promise<Dashboard | null> {
  try {
    const url = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
    return (await getBackendSrv().get<{ dashboard: Dashboard }>(url)).dashboard;
  } catch (error) {
    if (isFetchError(error) && error.status === 404) {
      return null;
    }
    throw error;
  }
}

/** The panel with `${name}` filled in, wherever it stands. */
export function filledIn(panel: DashboardPanel, values: Record<string, string>): DashboardPanel {
  const text = Object.entries(values).reduce(
    (json, [name, value]) => json.replaceAll(`\${${name}}`, JSON.stringify(value).slice(1, -1)),
    JSON.stringify(panel)
  );
  return JSON.parse(text);
}
