import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** The place where the list will be. */
export function Skeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" aria-label={t('policies.loading', 'Loading policies')} className={styles.list}>
      {[0, 1, 2, 3].map((line) => (
        <div key={line} className={styles.line} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  line: css({
    height: theme.spacing(6),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
});
