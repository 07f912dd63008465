import type { IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Box, Icon, Stack, Text } from '@grafana/ui';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { folderOf } from '../../policy/folder';
import { remindersOf } from '../../policy/cadence';
import { cadenceSchema } from '../../policy/schema';
import { triggerSchema } from '../../policy/triggerSchema';
import { cadencePhrase, escalationPhrase } from '../cadenceWords';
import { unitOf } from '../policies/sentence';
import { triggerSentence } from '../words';
import { Backtest } from './Backtest';
import { cadenceInput, type PolicyFields } from './form';
import { BACKTEST_DAYS } from './learning';
import { MessagePreview } from './MessagePreview';
import type { Selection } from './selection';
import { SqlPreview } from './SqlPreview';
import { queryTriggerInput } from './queryForm';
import { quietInput } from './quietForm';
import { QueryTrial } from './QueryTrial';
import { told } from './toldForm';
import { triggerInput } from './triggerForm';
import type { Trial } from './useTrial';

interface Props {
  selection: Selection;
  trial: Trial;
  isNew: boolean;
}

/** Beside the form and always current: the sentence, what saving makes, the message, the SQL. */
export function Summary({ selection, trial, isNew }: Props) {
  const { control, getValues } = useFormContext<PolicyFields>();
  useWatch({ control });
  const fields = getValues();
  const isQuery = fields.watched === 'query';
  const kpis = isQuery ? [] : selection.kpis;
  const watched = isQuery ? [{ name: fields.query.name || '…', unit: fields.query.unit }] : kpis;
  const kpiNames = watched.length > 0 ? watched.map(({ name }) => name) : ['…'];
  const contactPoint = told(fields) || '…';
  const cadence = cadenceSchema.safeParse(cadenceInput(fields.cadence)).data;
  const trigger = triggerSchema.safeParse(isQuery ? queryTriggerInput(fields) : triggerInput(fields.trigger)).data;
  const reminders = cadence ? remindersOf(cadence).length : 0;
  return (
    <Box element="aside" backgroundColor="secondary" borderRadius="default" padding={2}>
      <Stack direction="column" gap={3}>
        <Part title={t('editor.in-short', 'In short')}>
          <span>
            {[
              trigger ? triggerSentence(trigger, { kpiNames, unit: unitOf(watched), contactPoint }) : '…',
              ...(cadence ? [cadencePhrase(cadence)] : []),
              ...fields.escalation.map(escalationPhrase),
            ].join(' · ')}
          </span>
        </Part>
        {selection.source && kpis.length > 0 && (
          <Part title={t('editor.backtest', 'In the last {{days}} days', { days: BACKTEST_DAYS })}>
            <Backtest uid={selection.source.uid} kpis={kpis} trigger={fields.trigger} />
          </Part>
        )}
        {isQuery && (
          <Part title={t('editor.trial', 'As Grafana sees it now')}>
            <QueryTrial trial={trial} query={fields.query} trigger={trigger} />
          </Part>
        )}
        <Part title={isNew ? t('editor.creates', 'Saving creates') : t('editor.writes', 'Saving writes')}>
          <Line
            icon="folder"
            what={t('editor.folder', 'Folder, if it is missing')}
            name={folderOf(kpis, isQuery ? fields.query : undefined).title}
          />
          {fields.contact === 'slack' && (
            <Line icon="slack" what={t('editor.new-contact', 'Slack contact point')} name={contactPoint} />
          )}
          {fields.contact === 'channel' && (
            <Line icon="at" what={t('editor.new-channel', 'Contact point')} name={contactPoint} />
          )}
          <Line
            icon="bell"
            what={t('editor.alert-rule', 'Alert rule, evaluated every minute')}
            name={fields.title || '…'}
          />
          {reminders > 0 && (
            <Line
              icon="repeat"
              what={t('editor.reminder-rules', 'Rules for reminders, evaluated every minute')}
              name={String(reminders)}
            />
          )}
          {fields.escalation.length > 0 && (
            <Line
              icon="arrow-up"
              what={t('editor.escalation-rules', 'Rules for escalation, evaluated every minute')}
              name={String(fields.escalation.length)}
            />
          )}
          {quietInput(fields.quiet).quiet && (
            <Line
              icon="calendar-slash"
              what={t('editor.mute-timing', 'Time interval in Grafana’s mute timings')}
              name={t('editor.quiet-name', 'Quiet times')}
            />
          )}
          {fields.active === 'hours' && (
            <Line
              icon="clock-nine"
              what={t('editor.mute-timing', 'Time interval in Grafana’s mute timings')}
              name={t('editor.active-hours-name', 'Active hours')}
            />
          )}
        </Part>
        {watched[0] && (
          <Part title={t('editor.message', 'The message, for example')}>
            <MessagePreview watched={watched[0]} kpi={kpis[0]} fields={fields} trigger={trigger} />
          </Part>
        )}
        <SqlPreview kpis={kpis} trigger={fields.trigger} />
      </Stack>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function Line({ icon, what, name }: { icon: IconName; what: string; name: string }) {
  return (
    <Stack direction="row" gap={1} alignItems="flex-start">
      <Icon name={icon} />
      <Stack direction="column" gap={0}>
        <Text>{name}</Text>
        <Text variant="bodySmall" color="secondary">
          {what}
        </Text>
      </Stack>
    </Stack>
  );
}
