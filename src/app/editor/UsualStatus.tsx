import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
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
                ? t('editor.measuring', 'Reading five weeks of {{- kpi}} ({{number}} of {{of}}) …', {
                    kpi: measurable[progress.done]?.name,
                    number: progress.done + 1,
                    of: progress.of,
                  })
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

/** One sentence for each of what can be said of a KPI. */
function statusTexts(kpis: readonly Kpi[], { measured, tooShort }: Usual): string[] {
  const measuredAt = (id: string) => (measured[id]?.at ?? 0) * 1000;
  const days = [...new Set(kpis.flatMap(({ id }) => (measured[id] ? [dayOf(measuredAt(id))] : [])))].sort();
  const on = days.map((day) =>
    t('editor.measured', 'Measured on {{day}}: {{- kpis}}.', {
      day,
      kpis: namesOf(kpis.filter(({ id }) => measured[id] && dayOf(measuredAt(id)) === day)),
    })
  );
  const short = kpis.flatMap(({ id, name }) =>
    !measured[id] && tooShort[id] !== undefined
      ? [
          t(
            'editor.too-short',
            '{{- kpi}} has {{days}} days of history, too few to measure. It is judged as if it were noisier than most KPIs are; measure it again in a week.',
            { kpi: name, days: tooShort[id] }
          ),
        ]
      : []
  );
  const missing = kpis.filter(({ id }) => !measured[id] && tooShort[id] === undefined);
  return [
    ...on,
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
