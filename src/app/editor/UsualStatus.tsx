import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { isMeasured } from '../../kpi/detect/calibrations';
import { isToldByMinute } from '../../kpi/detect/minutes';
import type { Usual } from './useUsual';

interface Props {
  kpis: readonly Kpi[];
  usual: Usual;
}

/** How a policy that judges by what is usual comes to know that. */
export function UsualStatus({ kpis, usual }: Props) {
  const { progress, isPending, measureAgain, error } = usual;
  const measurable = kpis.filter(isToldByMinute);
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text color="secondary">
        {t(
          'editor.unusual-hint',
          'Windows of 1 to 60 minutes are judged at once, each by how far this KPI usually strays: an outage shows within minutes, a small change or little traffic within the hour. How far that is, is measured from five weeks of history, and kept with the policy.'
        )}
      </Text>
      {measurable.length > 0 && (
        <>
          <div role="status">
            <Stack direction="column" gap={0.5}>
              {isPending && progress
                ? progressText(progress, measurable[progress.done]?.name)
                : statusTexts(measurable, usual).map((text) => <span key={text}>{text}</span>)}
            </Stack>
          </div>
          {error && (
            <Text color="warning">
              {t('editor.measure-failed', 'What is usual could not be measured: {{- reason}}', {
                reason: error.message,
              })}
            </Text>
          )}
          <Button
            variant="secondary"
            size="sm"
            icon={isPending ? 'spinner' : 'sync'}
            disabled={isPending}
            onClick={measureAgain}
          >
            {t('editor.measure', 'Measure what is usual')}
          </Button>
        </>
      )}
    </Stack>
  );
}

function progressText({ done, of, value }: NonNullable<Usual['progress']>, kpi = ''): string {
  const values = { kpi, number: done + 1, of, value };
  return value === undefined
    ? t('editor.measuring', 'Reading five weeks of {{- kpi}} ({{number}} of {{of}}) …', values)
    : t(
        'editor.measuring-value',
        'Measuring what is usual for {{- kpi}}, {{- value}} ({{number}} of {{of}}) …',
        values
      );
}

/** One sentence for each of what can be said of a KPI. */
function statusTexts(kpis: readonly Kpi[], { measured, tooShort }: Usual): string[] {
  const measuredAt = (id: string) => (measured[id]?.at ?? 0) * 1000;
  const isKnown = ({ id }: Kpi) => measured[id] !== undefined && isMeasured(measured[id]);
  const days = [...new Set(kpis.filter(isKnown).map(({ id }) => dayOf(measuredAt(id))))].sort();
  const on = days.map((day) =>
    t('editor.measured', 'Measured on {{day}}: {{- kpis}}.', {
      day,
      kpis: namesOf(kpis.filter((kpi) => isKnown(kpi) && dayOf(measuredAt(kpi.id)) === day)),
    })
  );
  const apart = kpis.flatMap(({ id, name }) => {
    const values = measured[id]?.parts?.values.map(({ value }) => value);
    return values && values.length > 0
      ? [
          t('editor.measured-values', '{{- kpi}}: each for itself {{- values}}; all others together.', {
            kpi: name,
            values: values.join(', '),
          }),
        ]
      : [];
  });
  const short = kpis.flatMap((kpi) => {
    const { id, name } = kpi;
    return !isKnown(kpi) && tooShort[id] !== undefined
      ? [
          t(
            'editor.too-short',
            '{{- kpi}} has {{days}} days of history, too few to measure. It is judged as if it were noisier than most KPIs are; measure it again in a week.',
            { kpi: name, days: tooShort[id] }
          ),
        ]
      : [];
  });
  const missing = kpis.filter(({ id }) => !measured[id] && tooShort[id] === undefined);
  return [
    ...on,
    ...apart,
    ...short,
    ...(missing.length > 0
      ? [t('editor.not-measured', 'Measured when you save: {{- kpis}}.', { kpis: namesOf(missing) })]
      : []),
  ];
}

function namesOf(kpis: readonly Kpi[]): string {
  return kpis.map(({ name }) => name).join(', ');
}

function dayOf(milliseconds: number): string {
  return dateTimeFormat(milliseconds, { format: 'YYYY-MM-DD' });
}
