import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { Evaluated } from '../../grafana/evaluate';
import type { Trigger } from '../../policy/triggerSchema';
import { Bullets } from '../Bullets';
import { describeError } from '../errors/describe';
import { durationWords } from '../words';
import type { QueryFields } from './queryForm';
import type { Trial } from './useTrial';

interface Props {
  trial: Trial;
  query: QueryFields;
  /** Undefined while the form can't say it. */
  trigger?: Trigger;
}

/** So many series are told one by one. */
const MOST = 8;

/** What the rule would say now: an evaluation by Grafana itself, with the data source's own words where it fails. */
export function QueryTrial({ trial, query, trigger }: Props) {
  const { isPossible, isPending, isCurrent, result, error, run } = trial;
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {error && <Text color="error">{textOf(error)}</Text>}
      {result && (
        <>
          {!isCurrent && <Text color="secondary">{t('trial.old', 'From before the last change of the form:')}</Text>}
          {Object.entries(firstErrors(result.errors)).map(([ref, text]) => (
            <Text key={ref} color="error">
              {text}
            </Text>
          ))}
          <Readings result={result} query={query} trigger={trigger} />
        </>
      )}
      <Button variant="secondary" size="sm" icon="play" disabled={!isPossible || isPending} onClick={run}>
        {isPending ? t('trial.running', 'Asking Grafana …') : t('trial.run', 'Try it now')}
      </Button>
      {!isPossible && (
        <Text color="secondary">{t('trial.incomplete', 'Choose a data source, and write a query first.')}</Text>
      )}
    </Stack>
  );
}

function Readings({ result, query, trigger }: { result: NonNullable<Trial['result']> } & Omit<Props, 'trial'>) {
  const { numbers, errors } = result;
  if (Object.keys(errors).length > 0) {
    return null;
  }
  const now = valuesOf(numbers.A);
  const against = trigger?.kind === 'shifted' ? trigger.against : [];
  const gaps = against.filter((_, index) => valuesOf(numbers[`E${index + 1}`]).length === 0);
  const judged = trigger?.kind === 'shifted' ? valuesOf(numbers.C) : now;
  const format = getValueFormat(query.unit);
  const text = (value: number) => formattedValueToString(format(value));
  return (
    <>
      {now.length === 0 && (
        <Text color="warning">{t('trial.no-data-now', 'No data now: people would be told so.')}</Text>
      )}
      {gaps.length > 0 && (
        <Text color="warning">
          {t(
            'trial.gaps',
            'No data {{- gaps}} ago: until there is, nothing is judged, and nobody is told. Compare with less, or wait.',
            { gaps: gaps.map(durationWords).join(', ') }
          )}
        </Text>
      )}
      {judged.length > 0 && (
        <Bullets>
          {judged.slice(0, MOST).map(({ labels, value }) => (
            <li key={seriesName(labels)}>
              {trigger?.kind === 'shifted'
                ? readingText({
                    series: seriesName(labels) || query.name,
                    now: text(valueOf(numbers.A, labels)),
                    expected: text(valueOf(numbers.B, labels)),
                    change: value,
                    direction: trigger.direction,
                  })
                : `${seriesName(labels) || query.name}: ${text(value)}`}
            </li>
          ))}
        </Bullets>
      )}
      {judged.length > MOST && (
        <Text color="secondary">{t('trial.more', 'and {{number}} more series', { number: judged.length - MOST })}</Text>
      )}
    </>
  );
}

interface Reading {
  series: string;
  now: string;
  expected: string;
  change: number;
  direction: 'drop' | 'rise';
}

function readingText({ series, now, expected, change, direction }: Reading): string {
  const values = { series, now, expected, percent: Math.round(Math.abs(change) * 1000) / 10 };
  return change >= 0 === (direction === 'drop')
    ? t('trial.below', '{{- series}}: {{- now}}, expected {{- expected}} ({{percent}} % below)', values)
    : t('trial.above', '{{- series}}: {{- now}}, expected {{- expected}} ({{percent}} % above)', values);
}

function valuesOf(numbers: readonly Evaluated[] = []): Array<{ labels: Record<string, string>; value: number }> {
  return numbers.flatMap(({ labels, value }) => (value === null ? [] : [{ labels, value }]));
}

/** A number without labels is of all series. */
function valueOf(numbers: readonly Evaluated[] = [], labels: Record<string, string>): number {
  const name = seriesName(labels);
  const own = numbers.find((one) => seriesName(one.labels) === name) ?? numbers[0];
  return own?.value ?? NaN;
}

function seriesName(labels: Record<string, string>): string {
  return Object.entries(labels)
    .filter(([name]) => !name.startsWith('__'))
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** What depends on a query that failed fails as well, and says nothing new. */
function firstErrors(errors: Record<string, string>): Record<string, string> {
  const own = Object.entries(errors).filter(([, text]) => !text.includes('sse.dependencyError'));
  const [first] = own.length > 0 ? own : Object.entries(errors);
  return first ? Object.fromEntries([first]) : {};
}

function textOf(error: Error): string {
  const { title, answer, advice } = describeError(error);
  return [title, answer, ...advice].filter(Boolean).join('. ');
}
