import { css } from '@emotion/css';
import type { AppPluginMeta, GrafanaTheme2 } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { Badge, Button, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import React, { useCallback, useState } from 'react';
import { useParams } from 'react-router-dom';

import { useLoaded } from './useLoaded';

/** A plugin's page, with the buttons that Grafana has on it. The page is loaded anew after them, as Grafana's is. */
export function AppSettingsPage() {
  const { id = '' } = useParams();
  const styles = useStyles2(getStyles);
  const [isBusy, setBusy] = useState(false);
  const plugin = useLoaded(useCallback(() => getBackendSrv().get<AppPluginMeta>(settingsUrl(id)), [id]));
  if (!plugin) {
    return <LoadingPlaceholder text="" />;
  }
  const enable = async (enabled: boolean) => {
    setBusy(true);
    await getBackendSrv().post(settingsUrl(id), { enabled, pinned: enabled, jsonData: plugin.jsonData });
    window.location.reload();
  };
  return (
    <div className={styles.page}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <h1>{plugin.name}</h1>
        {config.bootData.user.permissions?.['plugins:write'] &&
          (plugin.enabled ? (
            <Button variant="destructive" disabled={isBusy} onClick={() => void enable(false)}>
              Disable
            </Button>
          ) : (
            <Button disabled={isBusy} onClick={() => void enable(true)}>
              Enable
            </Button>
          ))}
      </Stack>
      <div>
        <Badge
          color={plugin.enabled ? 'green' : 'orange'}
          icon={plugin.enabled ? 'check' : 'pause'}
          text={plugin.enabled ? 'Enabled' : 'Not enabled'}
        />
      </div>
      <p>{plugin.info.description}</p>
      <p>Version {plugin.info.version}</p>
    </div>
  );
}

function settingsUrl(id: string): string {
  return `/api/plugins/${encodeURIComponent(id)}/settings`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(3) }),
});
