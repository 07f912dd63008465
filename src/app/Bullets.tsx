import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** A list with room for its bullets: Grafana's own styles have them hang outside. */
export function Bullets({ children }: { children: React.ReactNode }) {
  return <ul className={useStyles2(getStyles)}>{children}</ul>;
}

const getStyles = (theme: GrafanaTheme2) => css({ paddingLeft: theme.spacing(2.5) });
