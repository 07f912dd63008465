import { t } from '@grafana/i18n';
import { Icon, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { ImportProblem, PlannedImport } from '../../policy/importPlan';
import { ComparisonTable } from '../ComparisonTable';
import { fieldName, fieldText } from '../policyFields';

/** What importing does, policy by policy, before it is done. */
export function ImportTable({ plan }: { plan: readonly PlannedImport[] }) {
  return (
    <ComparisonTable
      head={[t('policies.policy', 'Policy'), t('import.action', 'Importing'), t('import.changes', 'Changes')]}
      rows={plan.map((planned) => ({
        key: planned.policy.id,
        name: `${planned.policy.title} (${planned.policy.id})`,
        texts: [actionText(planned), detailOf(planned)],
      }))}
    />
  );
}

function actionText({ action, problem }: PlannedImport): string {
  if (problem) {
    return t('import.left-out', 'Left out');
  }
  switch (action) {
    case 'create':
      return t('import.create', 'Creates it');
    case 'change':
      return t('import.change', 'Changes it');
    case 'nothing':
      return t('import.nothing', 'Nothing: it is like this already');
  }
}

function detailOf({ problem, before, policy, fields }: PlannedImport): React.ReactNode {
  if (problem) {
    return (
      <Stack direction="row" gap={1}>
        <Icon name="exclamation-triangle" />
        <Text color="error">{problemText(problem)}</Text>
      </Stack>
    );
  }
  return (
    before &&
    fields.map((field) => `${fieldName(field)}: ${fieldText(field, before)} → ${fieldText(field, policy)}`).join('\n')
  );
}

function problemText(problem: ImportProblem): string {
  switch (problem.kind) {
    case 'provisioned':
      return t('import.provisioned', 'A file or a script provisions this policy. Change it there.');
    case 'data-source':
      return t(
        'import.no-source',
        'There is no Business KPI data source with the uid {{- uid}} here, or it is not set up.',
        {
          uid: problem.uid,
        }
      );
    case 'query-source':
      return t('import.no-query-source', 'There is no data source with the uid {{- uid}} here that can alert.', {
        uid: problem.uid,
      });
    case 'kpis':
      return t('import.no-kpis', 'The catalogue does not have: {{- ids}}', { ids: problem.ids.join(', ') });
    case 'trigger':
      return t('import.unfit', '{{- why}}. Change its trigger or its KPIs in the text, or the catalogue.', {
        why: problem.why.replace(/\.$/, ''),
      });
    case 'team':
      return t(
        'import.no-team',
        'There is no team "{{- name}}" here. An Admin makes it under Teams; or take the lines of its "team" out, and the policy tells its contact point alone.',
        { name: problem.name }
      );
    case 'contact-point':
      return t('import.no-contact-point', 'There is no contact point "{{- name}}". Make it in Grafana first.', {
        name: problem.name,
      });
  }
}
