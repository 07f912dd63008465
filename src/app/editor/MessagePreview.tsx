import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { driversExample } from '../../policy/drivers';
import { koreanTriggerExample } from '../../policy/koreanTriggerExample';
import { sampleAlert } from '../../policy/sampleAlert';
import { triggerExample } from '../../policy/triggerExample';
import type { Trigger } from '../../policy/triggerSchema';
import { worthExample } from '../../policy/worth';
import { SlackMessage } from '../messages/SlackMessage';
import { useShownMessage } from '../messages/useMessages';
import { MESSAGES_PATH } from '../routes';
import { useTeams } from '../teams/useTeams';
import type { PolicyFields } from './form';
import { toldInput } from './toldForm';

interface Props {
  /** What is in breach, and in which unit it is told. */
  watched: Pick<Kpi, 'name' | 'unit'>;
  /** Its KPI, unless it is a query. */
  kpi?: Kpi;
  fields: PolicyFields;
  /** Undefined while the form can't say it. */
  trigger?: Trigger;
}

/** How a breach will look in Slack, with made-up numbers, in the words that Grafana stores. */
export function MessagePreview({ watched, kpi, fields, trigger }: Props) {
  const { title, severity, runbook, language, whenUnread } = fields;
  const { name, unit } = watched;
  const { team, owner } = toldInput(fields, useTeams() ?? []);
  const teamName = team?.name;
  const isQuery = fields.watched === 'query';
  const [startsAt] = useState(() => new Date().toISOString());
  const alerts = useMemo(() => {
    const example = trigger && (language === 'ko' ? koreanTriggerExample : triggerExample)(trigger, { name, unit });
    const { summary, description } = example ?? { summary: '…', description: '…' };
    const korean = language === 'ko' ? language : undefined;
    const worth = trigger && kpi && worthExample(trigger, kpi, korean);
    const drivers =
      trigger &&
      kpi &&
      driversExample({ trigger, language: korean, ...(whenUnread === 'keep' && { whenUnread }) }, kpi);
    return [
      {
        ...sampleAlert({
          title,
          severity,
          owner,
          team: teamName,
          runbook,
          language,
          kpi: name,
          isQuery,
          summary,
          description,
          worth,
          drivers,
        }),
        startsAt,
      },
    ];
  }, [title, severity, owner, teamName, runbook, language, name, unit, isQuery, kpi, trigger, whenUnread, startsAt]);
  const shown = useShownMessage(undefined, alerts).data;
  return (
    <>
      {shown && 'title' in shown ? (
        <SlackMessage label={t('editor.message-label', 'Example of the Slack message')} {...shown} />
      ) : (
        <Text color="secondary">{t('editor.message-unknown', 'How the message will look can’t be shown now.')}</Text>
      )}
      <TextLink href={MESSAGES_PATH} variant="bodySmall">
        {t('editor.message-edit', 'Change the words')}
      </TextLink>
    </>
  );
}
