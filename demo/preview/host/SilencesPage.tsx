import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Badge, Button, LoadingPlaceholder, Stack, TagList, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { expireSilence, readSilences, shownMatcher, type PreviewSilence } from './silence';
import { useLoaded } from './useLoaded';

/** All silences; who may can end one that has not ended yet. */
export function SilencesPage() {
  const styles = useStyles2(getStyles);
  const [read, setRead] = useState(() => readSilences);
  const silences = useLoaded(read);
  if (!silences) {
    return <LoadingPlaceholder text="" />;
  }
  const end = async (id: string) => {
    await expireSilence(id);
    setRead(() => () => readSilences());
  };
  return (
    <div className={styles.page}>
      <h1>Silences</h1>
      {silences.length === 0 && <p>No silences</p>}
      {silences.map((silence) => (
        <SilenceView key={silence.id} silence={silence} onEnd={() => void end(silence.id)} />
      ))}
    </div>
  );
}

function SilenceView({ silence, onEnd }: { silence: PreviewSilence; onEnd: () => void }) {
  const styles = useStyles2(getStyles);
  const { matchers, startsAt, endsAt, createdBy, comment, status } = silence;
  const shown = (time: string) => dateTimeFormat(time, { timeZone: 'browser' });
  const mayEnd = status.state !== 'expired' && config.bootData.user.permissions?.['alert.silences:write'] === true;
  return (
    <article className={styles.silence}>
      <Stack justifyContent="space-between" wrap="wrap">
        <Stack alignItems="center" wrap="wrap">
          <Badge color={status.state === 'active' ? 'green' : 'orange'} text={status.state} />
          <TagList tags={matchers.map(shownMatcher)} />
        </Stack>
        {mayEnd && (
          <Button variant="secondary" size="sm" icon="bell" onClick={onEnd}>
            Unsilence
          </Button>
        )}
      </Stack>
      <div>
        {shown(startsAt)} to {shown(endsAt)}, by {createdBy}
      </div>
      <div className={styles.comment}>{comment}</div>
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(3) }),
  silence: css({
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  comment: css({ color: theme.colors.text.secondary, whiteSpace: 'pre-line' }),
});
