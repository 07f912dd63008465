import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import React from 'react';
import { z } from 'zod';

import type { KpiTarget } from '../../grafana/kpiData';
import { durationSeconds } from '../../kpi/time/duration';
import type { ListedKpi } from './listing';
import { useKpiData } from './useKpis';

const ageSchema = z.number().nonnegative();

/** How old the newest event is. */
export function Freshness({ listed: { source, kpi } }: { listed: ListedKpi }) {
  const targets: KpiTarget[] = [{ refId: 'A', kpis: [kpi.id], view: 'freshness' }];
  const { data, isPending } = useKpiData(source.uid, targets, 'now-1h');
  if (isPending) {
    return null;
  }
  const { data: age } = ageSchema.safeParse(data?.series[0]?.fields.find(({ name }) => name === 'age')?.values[0]);
  if (age === undefined) {
    return <Text color="secondary">{t('kpi.no-event', 'no event in the last hour')}</Text>;
  }
  const text = t('kpi.newest', 'newest event {{- age}} ago', { age: ageWords(age) });
  return <Text>{text}</Text>;
}

const MINUTE = durationSeconds('1m');
const HOUR = durationSeconds('1h');

function ageWords(seconds: number): string {
  if (seconds < MINUTE) {
    return t('words.seconds', '{{n}} s', { n: Math.round(seconds) });
  }
  return seconds < HOUR
    ? t('words.minutes', '{{n}} min', { n: Math.floor(seconds / MINUTE) })
    : t('words.hours', '{{n}} h', { n: Math.floor(seconds / HOUR) });
}
