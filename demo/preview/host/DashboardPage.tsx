import { css } from '@emotion/css';
import type { FieldConfigSource, GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import type { DataQuery, VizLegendOptions } from '@grafana/schema';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useCallback } from 'react';
import { useParams } from 'react-router-dom';

import { PanelView } from './PanelView';
import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

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

interface Dashboard {
  title: string;
  time: { from: string };
  panels: DashboardPanel[];
}

/** A dashboard that the plugin brings, without variables and without editing. */
export function DashboardPage({ plugins }: { plugins: PreviewPlugins }) {
  const { uid = '' } = useParams();
  const styles = useStyles2(getStyles);
  const answer = useLoaded(useCallback(() => readDashboard(uid), [uid]));
  if (!answer) {
    return <LoadingPlaceholder text="" />;
  }
  const { title, time, panels } = answer.dashboard;
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      <div className={styles.grid}>
        {panels.map((panel) => (
          <div key={panel.id} style={placeOf(panel)}>
            {panel.type === 'row' ? (
              <h2 className={styles.row}>{panel.title}</h2>
            ) : (
              <PanelView panel={panel} since={time.from} plugins={plugins} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function readDashboard(uid: string): Promise<{ dashboard: Dashboard }> {
  return getBackendSrv().get(`/api/dashboards/uid/${encodeURIComponent(uid)}`);
}

function placeOf({ gridPos: { x, y, w, h } }: DashboardPanel) {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}`, minWidth: 0 };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ padding: theme.spacing(2) }),
  // Grafana's grid: 24 columns, steps of 30 px with 8 px between.
  grid: css({ display: 'grid', gridTemplateColumns: 'repeat(24, minmax(0, 1fr))', gridAutoRows: 30, gap: 8 }),
  row: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
});
