import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Stack, Text } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import React, { useMemo, useState } from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { isToldByMinute } from '../../kpi/detect/minutes';
import { addsUpFromMinutes, type Episode } from '../../kpi/detect/backtest';
import { dimensionOf, triggerSchema, type Trigger } from '../../policy/triggerSchema';
import { Bullets } from '../Bullets';
import { valueWords } from '../kpis/words';
import { durationWords } from '../words';
import { BacktestCurve } from './BacktestCurve';
import { backtestOf } from './backtestOf';
import { BACKTEST_DAYS, historyQuery, learnQuery } from './learning';
import { triggerInput, type TriggerFields } from './triggerForm';
import { kindProblem } from './triggerProblem';

interface Props {
  uid: string;
  kpis: readonly Kpi[];
  trigger: TriggerFields;
}

/** When the policy would have been in breach in the last days, of one of its KPIs at a time. */
export function Backtest({ uid, kpis, trigger }: Props) {
  const [chosen, setChosen] = useState<string>();
  const possible = kpis.filter(isToldByMinute);
  const kpi = possible.find(({ id }) => id === chosen) ?? possible[0];
  // The same object as long as it says the same: what depends on it takes a moment.
  const input = JSON.stringify(triggerInput(trigger));
  const parsed = useMemo(() => triggerSchema.safeParse(JSON.parse(input)).data, [input]);
  if (!kpi) {
    return <Text color="secondary">{t('backtest.by-day', 'Not shown for KPIs that are told day by day.')}</Text>;
  }
  return (
    <Stack direction="column" gap={1}>
      {possible.length > 1 && (
        <Combobox
          aria-label={t('backtest.kpi', 'KPI whose breaches are shown')}
          options={possible.map(({ id, name }) => ({ value: id, label: name }))}
          value={kpi.id}
          onChange={({ value }) => setChosen(value)}
        />
      )}
      {parsed ? (
        <Answer uid={uid} kpi={kpi} trigger={parsed} />
      ) : (
        <Text color="secondary">{t('backtest.incomplete', 'Fill in when it breaches.')}</Text>
      )}
    </Stack>
  );
}

interface TriedProps {
  uid: string;
  kpi: Kpi;
  trigger: Trigger;
}

/** What the history says, or why it is not asked. */
function Answer(props: TriedProps) {
  const reason = notBacktested(props.kpi, props.trigger);
  return reason === undefined ? <Tried {...props} /> : <Text color="secondary">{reason}</Text>;
}

/** Why what would have happened is not reckoned, if so. */
function notBacktested(kpi: Kpi, trigger: Trigger): string | undefined {
  if (dimensionOf(trigger) !== undefined) {
    return t(
      'backtest.by-dimension',
      'Not shown for the values of a dimension: the minutes of each would have to be read.'
    );
  }
  if (trigger.kind === 'no-data' || trigger.kind === 'stale' || trigger.kind === 'rows') {
    return t('backtest.not-reckoned', 'Not reckoned for data that is missing or old, and for rows that changed.');
  }
  if (trigger.kind === 'so-far') {
    return kindProblem(trigger.kind, [kpi]);
  }
  return trigger.kind === 'unusual' || addsUpFromMinutes(kpi)
    ? undefined
    : t(
        'backtest.not-additive',
        'Not shown for a fixed window of {{- kpi}}: its windows can’t be put together from minutes.',
        { kpi: kpi.name }
      );
}

function Tried({ uid, kpi, trigger }: TriedProps) {
  const history = useQuery(historyQuery(uid, kpi));
  const learnt = useQuery({
    ...learnQuery(uid, kpi, history.data, 'direction' in trigger ? trigger.direction : 'drop'),
    enabled: history.data !== undefined && trigger.kind === 'unusual',
  });
  const steps = learnt.data?.steps;
  const tried = useMemo(
    () => (history.data ? backtestOf(kpi, trigger, history.data, steps) : undefined),
    [kpi, trigger, history.data, steps]
  );
  const error = history.error ?? learnt.error;
  if (error) {
    return (
      <Text color="warning">
        {t('backtest.failed', 'The history of {{- kpi}} could not be read: {{- reason}}', {
          kpi: kpi.name,
          reason: error.message,
        })}
      </Text>
    );
  }
  if (!tried) {
    return (
      <Text color="secondary">{t('backtest.reading', 'Reading the history of {{- kpi}} …', { kpi: kpi.name })}</Text>
    );
  }
  if (trigger.kind !== 'threshold' && !tried.curve.some(({ expected }) => expected !== null)) {
    return (
      <Text color="secondary">
        {t('backtest.short', '{{- kpi}} has too little history to compare with.', { kpi: kpi.name })}
      </Text>
    );
  }
  const summary = summaryOf(kpi, tried.episodes);
  return (
    <Stack direction="column" gap={1}>
      <BacktestCurve backtest={tried} label={summary} />
      <span>{summary}</span>
      <Episodes kpi={kpi} episodes={tried.episodes} isOfDay={trigger.kind === 'so-far'} />
    </Stack>
  );
}

/** So many are told one by one; who has more has another problem. */
const MOST_EPISODES = 6;

interface EpisodesProps {
  kpi: Kpi;
  episodes: readonly Episode[];
  /** Whether its windows begin at midnight. */
  isOfDay: boolean;
}

function Episodes({ kpi, episodes, isOfDay }: EpisodesProps) {
  const shown = [...episodes].reverse().slice(0, MOST_EPISODES);
  return (
    <>
      {shown.length > 0 && (
        <Bullets>
          {shown.map((episode) => (
            <li key={episode.from}>{episodeText(kpi, episode, isOfDay)}</li>
          ))}
        </Bullets>
      )}
      {episodes.length > shown.length && (
        <Text color="secondary">
          {t('backtest.more', 'Earlier ones: {{number}}.', { number: episodes.length - shown.length })}
        </Text>
      )}
    </>
  );
}

function summaryOf({ name }: Kpi, episodes: readonly Episode[]): string {
  const values = { kpi: name, days: BACKTEST_DAYS, number: episodes.length };
  return episodes.length === 0
    ? t('backtest.none', '{{- kpi}}: no breach in the last {{days}} days', values)
    : t('backtest.some', '{{- kpi}}: breaches in the last {{days}} days: {{number}}', values);
}

function episodeText(kpi: Kpi, { from, to, open, worst }: Episode, isOfDay: boolean): string {
  const values = {
    from: timeText(from),
    to: dateTimeFormat(to * 1000, {
      format: timeText(from).slice(0, 10) === timeText(to).slice(0, 10) ? 'HH:mm' : 'YYYY-MM-DD HH:mm',
    }),
    now: valueWords(worst.now, kpi),
    expected: valueWords(worst.expected ?? 0, kpi),
    window: durationWords(`${Math.round(worst.seconds / 60)}m`),
  };
  if (worst.expected === undefined) {
    return open
      ? t('backtest.open-line', '{{from}}, still so: {{- now}} in {{- window}}', values)
      : t('backtest.episode-line', '{{from}} to {{to}}: {{- now}} in {{- window}}', values);
  }
  if (isOfDay) {
    return open
      ? t('backtest.open-day', '{{from}}, still so: {{- now}} since midnight, usual {{- expected}}', values)
      : t('backtest.episode-day', '{{from}} to {{to}}: {{- now}} since midnight, usual {{- expected}}', values);
  }
  return open
    ? t('backtest.open', '{{from}}, still so: {{- now}} in {{- window}}, expected {{- expected}}', values)
    : t('backtest.episode', '{{from}} to {{to}}: {{- now}} in {{- window}}, expected {{- expected}}', values);
}

function timeText(epoch: number): string {
  return dateTimeFormat(epoch * 1000, { format: 'YYYY-MM-DD HH:mm' });
}
