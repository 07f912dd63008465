import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** A page of something that is not there. */
export function Missing({ title }: { title: string }) {
  const styles = useStyles2(getStyles);
  return <h1 className={styles.title}>{title}</h1>;
}

const getStyles = (theme: GrafanaTheme2) => ({ title: css({ padding: theme.spacing(3) }) });
