import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import type { Acknowledgement } from '../../grafana/silences';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useEndAcknowledgement } from './useAcknowledgement';

/** Who has the breach, until when; whoever may acknowledge may also let it end. */
export function Taken({ acknowledgement: { id, by, since, until, note } }: { acknowledgement: Acknowledgement }) {
  const end = useEndAcknowledgement();
  return (
    <Alert severity="success" title={t('ack.taken', '{{- name}} has it', { name: by })}>
      <Stack direction="column" gap={1}>
        <span>
          {t('ack.taken-until', 'Since {{- since}}, silent until {{- until}}.', {
            since: dateTimeFormat(since),
            until: dateTimeFormat(until),
          })}
        </span>
        <span>{note}</span>
        {end.isError && <ErrorAlert error={end.error} />}
        {currentAccess().acknowledge && (
          <Button variant="secondary" icon="bell" disabled={end.isPending} onClick={() => end.mutate(id)}>
            {t('ack.end', 'End it, messages go on')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
