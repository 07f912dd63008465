import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { DataSourcePicker, getDataSourceSrv } from '@grafana/runtime';
import { InlineField, LinkButton, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import React, { useCallback, useState } from 'react';
import { useParams } from 'react-router-dom';

import { filledIn, readDashboard, type Dashboard, type DashboardPanel, type DashboardVariable } from './dashboard';
import { Missing } from './Missing';
import { PanelView } from './PanelView';
import type { PreviewPlugins } from './plugins';
import { TimeControls } from './TimeControls';
import { useDashboardUrl } from './useDashboardUrl';
import { useLoaded } from './useLoaded';
import { rangeOf } from './usePanelData';

/** A dashboard that the plugin brings: its time, its data sources, all panels or the one that the address names. */
export function DashboardPage({ plugins }: { plugins: PreviewPlugins }) {
  const { uid = '' } = useParams();
  const dashboard = useLoaded(useCallback(() => readDashboard(uid), [uid]));
  if (dashboard === undefined) {
    return <LoadingPlaceholder text="" />;
  }
  return dashboard ? (
    <Shown key={uid} uid={uid} dashboard={dashboard} plugins={plugins} />
  ) : (
    <Missing title="Dashboard not found" />
  );
}

function Shown({ uid, dashboard, plugins }: { uid: string; dashboard: Dashboard; plugins: PreviewPlugins }) {
  const styles = useStyles2(getStyles);
  const url = useDashboardUrl(dashboard);
  const [asked, setAsked] = useState(0);
  // Of Grafana's variables the plugin's dashboards have one kind.
  const variables = (dashboard.templating?.list ?? []).filter(({ type }) => type === 'datasource');
  const values = Object.fromEntries(
    variables.map((variable) => [variable.name, url.chosen(variable.name) ?? firstOf(variable) ?? ''])
  );
  const panels = dashboard.panels.map((panel) => filledIn(panel, values));
  const view = (panel: DashboardPanel) => (
    <PanelView {...{ panel, plugins, asked }} {...url} dashboard={{ uid, title: dashboard.title, tags: [] }} />
  );
  const one = panels.find(({ id }) => id === url.viewPanel);
  return (
    <div className={styles.page}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <h1>{dashboard.title}</h1>
        <Stack wrap="wrap">
          {url.viewPanel !== undefined && (
            <LinkButton variant="secondary" icon="arrow-left" href={`/d/${uid}`}>
              Back to dashboard
            </LinkButton>
          )}
          <TimeControls
            range={rangeOf(url.range)}
            refresh={url.refresh}
            onRange={({ from, to }) => url.set({ from, to })}
            onRefresh={() => setAsked((before) => before + 1)}
            onInterval={(refresh) => url.set({ refresh })}
          />
        </Stack>
      </Stack>
      <Stack wrap="wrap">
        {variables.map(({ name, label, query }) => (
          <InlineField key={name} label={label ?? name} htmlFor={`var-${name}`}>
            <DataSourcePicker
              inputId={`var-${name}`}
              type={String(query)}
              current={values[name]}
              noDefault
              onChange={(chosen) => url.set({ [`var-${name}`]: chosen.uid })}
            />
          </InlineField>
        ))}
      </Stack>
      {url.viewPanel !== undefined ? (
        <div className={styles.alone}>{one ? view(one) : <p>Panel not found</p>}</div>
      ) : (
        <div className={styles.grid}>
          {panels.map((panel) => (
            <div key={panel.id} style={placeOf(panel)}>
              {panel.type === 'row' ? <h2 className={styles.row}>{panel.title}</h2> : view(panel)}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function firstOf({ query }: DashboardVariable): string | undefined {
  return getDataSourceSrv().getList({ pluginId: String(query) })[0]?.uid;
}

function placeOf({ gridPos: { x, y, w, h } }: DashboardPanel) {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}`, minWidth: 0 };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    gap: theme.spacing(1),
    padding: theme.spacing(2),
  }),
  // Grafana's grid: 24 columns, steps of 30 px with 8 px between.
  grid: css({ display: 'grid', gridTemplateColumns: 'repeat(24, minmax(0, 1fr))', gridAutoRows: 30, gap: 8 }),
  alone: css({ flexGrow: 1, height: '70vh' }),
  row: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
});
