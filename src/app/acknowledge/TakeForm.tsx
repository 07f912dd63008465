import { t } from '@grafana/i18n';
import { Alert, Button, Field, RadioButtonGroup, Stack, TextArea } from '@grafana/ui';
import React, { useState } from 'react';

import { currentAccess } from '../../grafana/access';
import { currentUser } from '../../grafana/silences';
import { durationSeconds } from '../../kpi/time/duration';
import type { BreachRef } from '../../policy/acknowledge';
import { ErrorAlert } from '../errors/ErrorAlert';
import { durationWords } from '../words';
import { useAcknowledge } from './useAcknowledgement';

const LENGTHS = ['30m', '1h', '4h', '12h'];

interface Props {
  breach: BreachRef;
  /** The dimension of which the link names no value, though each is judged for itself. */
  everyValueOf?: string;
}

/** Takes the breach for a while. Who may not is told so. */
export function TakeForm({ breach, everyValueOf }: Props) {
  const [length, setLength] = useState('1h');
  const [note, setNote] = useState('');
  const take = useAcknowledge(breach);
  if (!currentAccess().acknowledge) {
    return (
      <Alert severity="info" title={t('ack.nobody', 'Nobody has acknowledged it')}>
        {t('ack.forbidden', 'To acknowledge it you need the role Editor.')}
      </Alert>
    );
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    take.mutate({ seconds: durationSeconds(length), note: note.trim() || t('ack.default-note', 'Acknowledged') });
  };
  return (
    <form onSubmit={submit}>
      <Stack direction="column" gap={2}>
        <Field noMargin label={t('ack.how-long', 'I take it for')}>
          <RadioButtonGroup
            id="ack-length"
            aria-label={t('ack.how-long', 'I take it for')}
            fullWidth
            value={length}
            options={LENGTHS.map((value) => ({ value, label: durationWords(value) }))}
            onChange={setLength}
          />
        </Field>
        <Field noMargin label={t('ack.note', 'Note (optional)')}>
          <TextArea id="ack-note" rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </Field>
        {take.isError && <ErrorAlert error={take.error} />}
        <Button type="submit" size="lg" fullWidth icon="check" disabled={take.isPending}>
          {t('ack.take', 'Acknowledge as {{- name}}', { name: currentUser() })}
        </Button>
        <span>
          {everyValueOf === undefined
            ? t(
                'ack.meaning',
                'This breach alone is silent for as long, its end included; others are told as before. It can be ended earlier.'
              )
            : t(
                'ack.meaning-every',
                'The link names no value of {{- by}}: the breaches of all its values are silent for as long, their ends included. It can be ended earlier.',
                { by: everyValueOf }
              )}
        </span>
      </Stack>
    </form>
  );
}
