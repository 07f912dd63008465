import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  icon: IconName;
  title: string;
  text: string;
  role?: 'alert' | 'status';
}

/** What is the matter, and what to do; in a tile's place or the panel's. */
export function Message({ icon, title, text, role = 'status' }: Props) {
  const styles = useStyles2(getStyles);
  return (
    // A low tile scrolls it, which the keyboard must be able to as well.
    <div className={styles.message} role={role} tabIndex={0}>
      <Icon name={icon} size="xl" className={styles.icon} aria-hidden />
      <strong className={styles.title}>{title}</strong>
      <span>{text}</span>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    message: css({
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      justifyContent: 'safe center',
      gap: theme.spacing(0.5),
      height: '100%',
      padding: theme.spacing(1),
      overflow: 'auto',
      borderRadius: theme.shape.radius.default,
      border: `1px dashed ${theme.colors.border.medium}`,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      textAlign: 'center',
      textWrap: 'balance',
      overflowWrap: 'anywhere',
      // Korean breaks between words, not within them.
      wordBreak: 'keep-all',
    }),
    icon: css({ flexShrink: 0, '@container (max-height: 130px)': { display: 'none' } }),
    title: css({ color: theme.colors.text.primary, fontSize: theme.typography.body.fontSize }),
  };
}
