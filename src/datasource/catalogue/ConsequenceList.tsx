import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';

import type { Consequences } from '../../kpi/catalogue/diff';
import type { Kpi } from '../../kpi/catalogue/schema';
import { kpiText } from './ChangeList';

/** What panels and policies feel of a change, if they feel anything. */
export function ConsequenceList({ consequences }: { consequences: Consequences }) {
  const sentences = sentencesOf(consequences);
  if (sentences.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning" title={t('changes.felt', 'Panels and policies feel this')}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}

function sentencesOf({ removed, renamed, narrowed, redefined }: Consequences): string[] {
  return [
    ...removed.map((kpi) =>
      t(
        'changes.felt-removed',
        'No panel can show {{- kpi}} any more. Policies go on watching it as it was, until they are saved again: stop them, or choose another KPI there.',
        { kpi: kpiText(kpi) }
      )
    ),
    ...renamed.map(({ before, after }) =>
      t(
        'changes.felt-renamed',
        'Panels and policies know {{- kpi}} by its id, which becomes {{- id}}: choose it anew there, or keep the id and change the name alone.',
        { kpi: kpiText(before), id: after.id }
      )
    ),
    ...narrowed.map(({ kpi, dimensions }) =>
      t('changes.felt-narrowed', 'Panels that split or filter {{- kpi}} by {{- dimensions}} show an error then.', {
        kpi: kpiText(kpi),
        dimensions: dimensions.join(', '),
      })
    ),
    ...(redefined.length > 0 ? [redefinedText(redefined)] : []),
  ];
}

function redefinedText(kpis: readonly Kpi[]): string {
  return t(
    'changes.felt-redefined',
    'Panels read these KPIs in the new way at once, policies when they are saved again: {{- kpis}}.',
    { kpis: kpis.map(kpiText).join(', ') }
  );
}
