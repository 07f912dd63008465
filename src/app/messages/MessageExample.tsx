import { t } from '@grafana/i18n';
import { Alert, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { isUnrenderable, type SampleAlert } from '../../grafana/templates';
import { sampleAlert } from '../../policy/sampleAlert';
import { SEVERITIES, type Severity } from '../../policy/schema';
import type { Language } from '../../policy/texts';
import { ErrorAlert } from '../errors/ErrorAlert';
import { severityName } from '../words';
import { SlackMessage } from './SlackMessage';
import { useShownMessage } from './useMessages';

export type Moment = 'breach' | 'over' | 'unread';

const MINUTES = 60_000;

/** A made-up breach, its end, or numbers that can't be read. */
export function sampleOf(moment: Moment, severity: Severity, language: Language, now: number): SampleAlert {
  const [kpi, summary, description] =
    language === 'ko'
      ? [
          '주문',
          '주문 예상보다 40% 낮음',
          '현재 60, 예상 100 (10분). 30% 넘게 감소하면 알리고, 15% 미만이 되면 끝납니다.',
        ]
      : [
          'Orders',
          'Orders 40% below expected',
          'Now 60, expected 100, in 10m. Reported from 30 % down, until less than 15 %.',
        ];
  const title = language === 'ko' ? '주문 급감' : 'Orders fall';
  const team = language === 'ko' ? '주문 팀' : 'Order team';
  const owner = language === 'ko' ? '김하나' : 'Kim';
  const runbook = 'https://wiki.example.com/runbooks/orders';
  const worth =
    language === 'ko'
      ? '예상보다 약 40건 적음, 약 ₩1,520,000 상당.'
      : 'About 40 fewer than expected, worth about ₩1,520,000.';
  const drivers = language === 'ko' ? '주요 원인: region KR -96 %' : 'Mostly: region KR -96 %';
  const sample = sampleAlert({
    title,
    severity,
    owner,
    team,
    runbook,
    language,
    kpi,
    summary,
    description,
    worth,
    drivers,
  });
  const begun = { ...sample, startsAt: new Date(now - 20 * MINUTES).toISOString() };
  switch (moment) {
    case 'breach':
      return begun;
    case 'over':
      return { ...begun, endsAt: new Date(now - MINUTES).toISOString() };
    case 'unread':
      return {
        ...begun,
        labels: { ...sample.labels, alertname: 'DatasourceError', rulename: title },
        annotations: { ...sample.annotations, Error: 'connection refused' },
      };
  }
}

/** What the texts come to in Slack and on a phone, as Grafana itself renders them. */
export function MessageExample({ content, language }: { content: string; language: Language }) {
  const [now] = useState(Date.now);
  const [moment, setMoment] = useState<Moment>('breach');
  const [severity, setSeverity] = useState<Severity>('critical');
  const alerts = useMemo(() => [sampleOf(moment, severity, language, now)], [moment, severity, language, now]);
  const shown = useShownMessage(content, alerts);
  return (
    <Stack direction="column" gap={2}>
      <RadioButtonGroup<Moment>
        aria-label={t('messages.moment', 'Example of')}
        value={moment}
        onChange={setMoment}
        options={[
          { value: 'breach', label: t('messages.breach', 'A breach') },
          { value: 'over', label: t('messages.over', 'Its end') },
          { value: 'unread', label: t('messages.unread', 'Numbers unread') },
        ]}
      />
      <RadioButtonGroup<Severity>
        aria-label={t('messages.severity', 'Severity of the example')}
        value={severity}
        onChange={setSeverity}
        options={SEVERITIES.map((value) => ({ value, label: severityName(value) }))}
      />
      {isUnrenderable(shown.error) ? (
        <Text color="secondary">
          {t(
            'messages.no-example',
            'This Grafana can’t show a message before it is sent. It checks the texts when they are saved.'
          )}
        </Text>
      ) : (
        shown.isError && <ErrorAlert error={shown.error} />
      )}
      <div role="status">
        {shown.data && 'problem' in shown.data && <Problem problem={shown.data.problem} />}
        {shown.data && 'title' in shown.data && (
          <Stack direction="column" gap={2}>
            <SlackMessage label={t('messages.in-slack', 'In Slack')} {...shown.data} />
            <Stack direction="column" gap={0}>
              <Text variant="bodySmall" color="secondary">
                {t('messages.on-phones', 'On a phone ({{count}} letters)', { count: shown.data.short.length })}
              </Text>
              <span>{shown.data.short}</span>
            </Stack>
          </Stack>
        )}
      </div>
    </Stack>
  );
}

/** What Grafana has against the texts. */
export function Problem({ problem }: { problem: string }) {
  return (
    <Alert severity="error" title={t('messages.broken', 'A text can’t be read as a template')}>
      <Stack direction="column" gap={1}>
        <Text variant="code">{problem}</Text>
        <span>
          {t(
            'messages.broken-help',
            'Check that each {{- opening}} has its {{- closing}}, and that names are spelt as in the list. Nothing is saved meanwhile.',
            { opening: '{{ if … }}', closing: '{{ end }}' }
          )}
        </span>
      </Stack>
    </Alert>
  );
}
