import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface Props {
  icon: IconName;
  title: string;
  text: string;
  role?: 'alert' | 'status';
  /** Above what is shown, and not in its place. */
  isStrip?: boolean;
  /** What a person can do about it, in a strip. */
  children?: ReactNode;
}

/** What is the matter, and what to do; in a tile's place or the panel's. */
export function Message({ icon, title, text, role = 'status', isStrip, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    // A low tile scrolls it, which the keyboard must be able to as well.
    <div className={cx(styles.message, isStrip ? styles.strip : styles.place)} role={role} tabIndex={0}>
      <Icon name={icon} size={isStrip ? 'lg' : 'xl'} className={styles.icon} aria-hidden />
      <div>
        <strong className={styles.title}>{title}</strong>
        {text}
      </div>
      {children}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    message: css({
      display: 'flex',
      gap: theme.spacing(0.5),
      padding: theme.spacing(1),
      overflow: 'auto',
      borderRadius: theme.shape.radius.default,
      border: `1px dashed ${theme.colors.border.medium}`,
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
      // Korean breaks between words, not within them.
      wordBreak: 'keep-all',
    }),
    place: css({
      flexDirection: 'column',
      alignItems: 'center',
      justifyContent: 'safe center',
      height: '100%',
      fontSize: theme.typography.bodySmall.fontSize,
      textAlign: 'center',
      textWrap: 'balance',
      '& strong': { fontSize: theme.typography.body.fontSize },
      '@container (max-height: 130px)': { '& svg': { display: 'none' } },
    }),
    strip: css({
      gap: theme.spacing(1),
      alignItems: 'flex-start',
      color: theme.colors.text.primary,
      borderColor: theme.colors.border.strong,
      flexWrap: 'wrap',
      '& > div': { flex: '1 1 22ch', minWidth: 0 },
    }),
    icon: css({ flexShrink: 0 }),
    title: css({ display: 'block', color: theme.colors.text.primary }),
  };
}
