import { css } from '@emotion/css';
import { addDurationToDate, isValidDuration, parseDuration, type GrafanaTheme2 } from '@grafana/data';
import { config, isFetchError } from '@grafana/runtime';
import { Alert, Button, Field, Input, TagList, TextArea, useStyles2 } from '@grafana/ui';
import React, { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';

import { readMatcher } from '../alerting/matchers';
import { createSilence, shownMatcher } from './silence';

/** What a message's link for silencing leads to: which alerts, for how long, why. */
export function NewSilencePage() {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const matchers = query.getAll('matcher').flatMap((text) => readMatcher(text) ?? []);
  const { name, permissions } = config.bootData.user;
  const [duration, setDuration] = useState('2h');
  const [comment, setComment] = useState(query.get('comment') ?? `created ${new Date().toLocaleString()}`);
  const [problem, setProblem] = useState<string>();
  const isValid = isValidDuration(duration);

  if (!permissions?.['alert.silences:create']) {
    return (
      <div className={styles.page}>
        <h1>Silence alerts</h1>
        <Alert severity="warning" title="You are not allowed to silence alerts. Ask an Editor." />
      </div>
    );
  }
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const now = new Date();
    const endsAt = addDurationToDate(now, parseDuration(duration)).toISOString();
    try {
      await createSilence({ matchers, startsAt: now.toISOString(), endsAt, createdBy: name, comment });
      await navigate('/alerting/silences');
    } catch (error) {
      setProblem(isFetchError(error) ? String(error.data?.message) : String(error));
    }
  };
  return (
    <form className={styles.page} onSubmit={(event) => void save(event)}>
      <h1>Silence alerts</h1>
      <Field label="Duration" invalid={!isValid} error="Write it as 30m, 2h or 1d" noMargin>
        <Input id="duration" width={20} value={duration} onChange={(event) => setDuration(event.currentTarget.value)} />
      </Field>
      <section aria-label="Matching labels">
        <h2 className={styles.heading}>Matching labels</h2>
        <TagList className={styles.matchers} tags={matchers.map(shownMatcher)} />
      </section>
      <Field label="Comment" noMargin>
        <TextArea id="comment" rows={3} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      </Field>
      {problem !== undefined && (
        <Alert severity="error" title="The silence was not saved">
          {problem}
        </Alert>
      )}
      <div>
        <Button type="submit" disabled={!isValid || comment === ''}>
          Save silence
        </Button>
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(3),
    maxWidth: theme.breakpoints.values.md,
  }),
  heading: css({ fontSize: theme.typography.h5.fontSize }),
  matchers: css({ justifyContent: 'flex-start' }),
});
