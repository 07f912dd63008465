import { css } from '@emotion/css';
import { CoreApp, PluginContextProvider, type GrafanaTheme2 } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { Button, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useCallback, useState } from 'react';

import { PanelView } from './PanelView';
import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';
import { rangeOf } from './usePanelData';

/** The kind of data source whose queries can be edited. */
export const QUERY_TYPE = 'kpiwatch-businesskpi-datasource';
const RANGE = { from: 'now-3h', to: 'now' };
const PANEL = 'kpiwatch-suddendrop-panel';

/** The query editor, and what its query gives in our panel. */
export function QueryPage({ plugins }: { plugins: PreviewPlugins }) {
  const styles = useStyles2(getStyles);
  const loaded = useLoaded(
    useCallback(
      async () => ({
        plugin: await plugins.dataSource(QUERY_TYPE),
        datasource: await getDataSourceSrv().get(getDataSourceSrv().getList({ type: QUERY_TYPE })[0]?.uid),
      }),
      [plugins]
    )
  );
  const [query, setQuery] = useState<DataQuery>();
  const [run, setRun] = useState<DataQuery>();
  const QueryEditor = loaded?.plugin.components.QueryEditor;
  if (!loaded || !QueryEditor) {
    return <LoadingPlaceholder text="" />;
  }
  const { plugin, datasource } = loaded;
  const start = {
    refId: 'A',
    datasource: { type: QUERY_TYPE, uid: datasource.uid },
    ...datasource.getDefaultQuery?.(CoreApp.Explore),
    kpis: ['orders'],
    view: 'drop',
  };
  const current = query ?? start;
  return (
    <div className={styles.page}>
      <h1>Query editor</h1>
      <PluginContextProvider meta={plugin.meta}>
        <QueryEditor
          datasource={datasource}
          query={current}
          range={rangeOf(RANGE)}
          onChange={setQuery}
          onRunQuery={() => setRun(query)}
        />
      </PluginContextProvider>
      <div>
        <Button onClick={() => setRun(current)}>Run query</Button>
      </div>
      <div className={styles.panel}>
        <PanelView
          plugins={plugins}
          range={RANGE}
          refresh="30s"
          panel={{
            id: 1,
            type: PANEL,
            title: 'Sudden drop',
            gridPos: { x: 0, y: 0, w: 24, h: 8 },
            targets: [run ?? start],
          }}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), padding: theme.spacing(3) }),
  panel: css({ height: 300 }),
});
