import { css } from '@emotion/css';
import {
  PluginContextProvider,
  type DataSourceInstanceSettings,
  type DataSourceSettings,
  type GrafanaTheme2,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { Alert, Button, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { useCallback, useState } from 'react';
import { useParams } from 'react-router-dom';

import type { PreviewDataSources } from './datasources';
import { Missing } from './Missing';
import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

interface Props {
  plugins: PreviewPlugins;
  datasources: PreviewDataSources;
}

/**
 * The settings of a data source, with the plugin's own editor. Grafana lets nobody change one that comes from a file;
 * here such a change is tried, and counts until the page is loaded anew.
 */
export function ConfigPage({ plugins, datasources }: Props) {
  const { uid = '' } = useParams();
  const instance = datasources.getInstanceSettings(uid);
  if (!instance) {
    return <Missing title="Data source not found" />;
  }
  return <Editor key={uid} instance={instance} {...{ plugins, datasources }} />;
}

function Editor({ instance, plugins, datasources }: Props & { instance: DataSourceInstanceSettings }) {
  const styles = useStyles2(getStyles);
  const [options, setOptions] = useState(() => settingsOf(instance));
  const [result, setResult] = useState<TestDataSourceResponse>();
  const plugin = useLoaded(useCallback(() => plugins.dataSource(instance.type), [plugins, instance.type]));
  const ConfigEditor = plugin?.components.ConfigEditor;
  if (!plugin || !ConfigEditor) {
    return <LoadingPlaceholder text="" />;
  }
  const saveAndTest = async () => {
    if (!instance.readOnly) {
      await getBackendSrv().put(`/api/datasources/uid/${encodeURIComponent(instance.uid)}`, options);
    }
    Object.assign(instance, { jsonData: options.jsonData });
    datasources.forget(instance.uid);
    const datasource = await getDataSourceSrv().get(instance.uid);
    // Grafana counts versions up, and loads what it has stored.
    setOptions({ ...options, version: (options.version ?? 1) + 1 });
    setResult(await datasource.testDatasource());
  };
  return (
    <div className={styles.page}>
      <h1>{instance.name}</h1>
      {instance.readOnly && (
        <Alert severity="info" title="This data source comes from a file">
          What is changed here counts until the page is loaded anew.
        </Alert>
      )}
      <PluginContextProvider meta={plugin.meta}>
        <ConfigEditor options={options} onOptionsChange={setOptions} />
      </PluginContextProvider>
      <div>
        <Button onClick={() => void saveAndTest()}>Save &amp; test</Button>
      </div>
      {result && (
        <Alert severity={result.status === 'error' ? 'error' : 'success'} title={result.message}>
          {result.details?.verboseMessage ?? result.details?.message}
        </Alert>
      )}
    </div>
  );
}

function settingsOf({ uid, name, type, jsonData }: DataSourceInstanceSettings): DataSourceSettings {
  return {
    id: 1,
    uid,
    orgId: 1,
    name,
    type,
    typeName: type,
    typeLogoUrl: '',
    access: 'proxy',
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    jsonData,
    secureJsonFields: {},
    // It may be tried here, wherever it comes from.
    readOnly: false,
    withCredentials: false,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), padding: theme.spacing(3) }),
});
