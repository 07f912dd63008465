import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';

import { readBoot } from './boot';

/** What Grafana puts around a page of a plugin: title, actions, content. */
export function PluginPage({ children, pageNav, renderTitle, actions, subTitle }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const title = pageNav?.text ?? titleOf(pathname);
  return (
    <div className={styles.page}>
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        {renderTitle ? renderTitle(title) : <h1>{title}</h1>}
        <Stack>{actions}</Stack>
      </Stack>
      {subTitle ?? pageNav?.subTitle}
      {children}
    </div>
  );
}

/** As Grafana's navigation has it: by the page's entry in plugin.json. */
function titleOf(pathname: string): string {
  const pages = readBoot().plugins.flatMap(({ meta }) => meta.includes ?? []);
  return pages.find(({ path }) => path === pathname)?.name ?? 'KPI Watch';
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(3),
    minWidth: 0,
    flexGrow: 1,
  }),
});
