import { dateTimeFormat, type IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Stack, Text } from '@grafana/ui';
import React from 'react';

import { breachSince, type PolicyStatus, type StatusName } from './row';

interface Look {
  icon: IconName;
  color: 'error' | 'warning' | 'success' | 'secondary';
}

const LOOKS: Record<StatusName, Look> = {
  breach: { icon: 'heart-break', color: 'error' },
  recovering: { icon: 'heart-rate', color: 'warning' },
  error: { icon: 'exclamation-circle', color: 'warning' },
  'no-data': { icon: 'question-circle', color: 'warning' },
  unreadable: { icon: 'bug', color: 'warning' },
  unknown: { icon: 'question-circle', color: 'secondary' },
  waiting: { icon: 'hourglass', color: 'secondary' },
  normal: { icon: 'heart', color: 'success' },
  paused: { icon: 'pause', color: 'secondary' },
};

export function statusName(name: StatusName): string {
  switch (name) {
    case 'breach':
      return t('status.breach', 'Breach');
    case 'recovering':
      return t('status.recovering', 'Recovered, still open');
    case 'error':
      return t('status.error', 'Error');
    case 'no-data':
      return t('status.no-data', 'No data');
    case 'unreadable':
      return t('status.unreadable', 'Unreadable');
    case 'unknown':
      return t('status.unknown', 'Unknown');
    case 'waiting':
      return t('status.waiting', 'Not evaluated yet');
    case 'normal':
      return t('status.normal', 'Normal');
    case 'paused':
      return t('status.paused', 'Paused');
  }
}

interface Props {
  status: PolicyStatus;
  nameOfKpi: (id: string) => string;
}

/** A policy's state: a word, an icon and a colour, and below what there is to say about it. */
export function StatusCell({ status, nameOfKpi }: Props) {
  const { icon, color } = LOOKS[status.state];
  return (
    <Stack direction="column" gap={0}>
      <Stack direction="row" gap={0.5} alignItems="center">
        <Text color={color}>
          {/* An icon does not change once it is drawn. */}
          <Icon key={icon} name={icon} />
        </Text>
        <Text color={color} weight="medium">
          {status.state === 'breach'
            ? t('status.breach-since', 'Breach since {{- time}}', { time: shortTime(breachSince(status.breaches)) })
            : statusName(status.state)}
        </Text>
      </Stack>
      {details(status, nameOfKpi).map((text) => (
        <Text key={text} variant="bodySmall" color="secondary">
          {text}
        </Text>
      ))}
    </Stack>
  );
}

/** A policy that judges by a dimension may have fifty breaches at once. */
const MOST_DETAILS = 5;

/** Which KPIs are in breach and how far, or why the state is what it is. */
function details(status: PolicyStatus, nameOfKpi: Props['nameOfKpi']): string[] {
  if (status.state === 'breach') {
    const texts = status.breaches.map(({ kpi, summary }) => (summary === '' ? nameOfKpi(kpi) : summary));
    const unique = [...new Set(texts)];
    const shown = unique.slice(0, MOST_DETAILS);
    const left = unique.length - shown.length;
    return left > 0 ? [...shown, t('status.more', 'and {{left}} more', { left })] : shown;
  }
  if (status.state === 'no-data' && status.earlier) {
    return [
      t(
        'status.no-data-earlier',
        'There is data now, and none in an earlier window that it is compared with. It is judged again once there is.'
      ),
    ];
  }
  return 'reason' in status && status.reason !== '' ? [...adviceOn(status.reason), status.reason] : [];
}

/** What Grafana says of a rule that it can't evaluate is for those who run it; before that, what it means. */
function adviceOn(reason: string): string[] {
  if (/deadline exceeded|maximum statement execution time|max_statement_time|interrupted/i.test(reason)) {
    return [t('status.slow', 'The database was too slow. The KPI’s Check says which index is missing.')];
  }
  if (/db query error|connection refused|dial tcp/i.test(reason)) {
    return [
      t('status.database', 'The database could not be read. "Save & test" of its data source says what is wrong.'),
    ];
  }
  return [];
}

/** The time of day for today, else with its day; in the person's own zone. */
function shortTime(epoch: number): string {
  const day = (at: number) => dateTimeFormat(at, { format: 'YYYY-MM-DD' });
  return dateTimeFormat(epoch, { format: day(epoch) === day(Date.now()) ? 'HH:mm' : 'YYYY-MM-DD HH:mm' });
}
