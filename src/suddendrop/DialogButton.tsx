import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Modal, useStyles2 } from '@grafana/ui';
import React, { cloneElement, useState, type ReactElement, type ReactNode } from 'react';

interface Props {
  title: string;
  button: ReactElement<{ onClick?: () => void; 'aria-haspopup'?: 'dialog' }>;
  children: ReactNode;
}

/**
 * A button that opens a dialog, which costs nothing before. A toggletip of Grafana 12.3 is cut off at the panel's edge,
 * where a narrow or low panel has no room for it.
 */
export function DialogButton({ title, button, children }: Props) {
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      {cloneElement(button, { 'aria-haspopup': 'dialog', onClick: () => setIsOpen(true) })}
      {isOpen && (
        <Modal
          isOpen
          title={title}
          className={styles.dialog}
          contentClassName={styles.content}
          onDismiss={() => setIsOpen(false)}
        >
          {children}
        </Modal>
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    dialog: css({ width: `min(520px, 100vw - ${theme.spacing(4)})` }),
    content: css({ fontVariantNumeric: 'tabular-nums', '& p': { margin: 0 } }),
  };
}
