import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';

import { piecesOf, type Piece } from './slackMarkup';

interface Props {
  label: string;
  title: string;
  text: string;
  /** Of the bar beside it. */
  color: string;
}

/** A message as Slack shows it. Its links lead nowhere: it is an example. */
export function SlackMessage({ label, title, text, color }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <figure className={styles.message} style={{ borderLeftColor: color }} aria-label={label}>
      <Text weight="bold">
        <Markup text={title} />
      </Text>
      <div className={styles.text}>
        <Markup text={text.trim()} />
      </div>
    </figure>
  );
}

function Markup({ text }: { text: string }) {
  // What stands at a place is of the place.
  return piecesOf(text).map((piece, index) => <PieceText key={index} piece={piece} />);
}

function PieceText({ piece: { kind, text } }: { piece: Piece }) {
  switch (kind) {
    case 'bold':
      return <strong>{text}</strong>;
    case 'link':
      return (
        <Text element="span" color="link">
          {text}
        </Text>
      );
    case 'mention':
      return (
        <Text element="span" color="warning" weight="medium">
          {text}
        </Text>
      );
    case 'text':
      return text;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({
    display: 'flex',
    flexDirection: 'column',
    margin: 0,
    padding: theme.spacing(1, 2),
    borderLeft: '4px solid',
    background: theme.colors.background.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  text: css({ whiteSpace: 'pre-wrap' }),
});
