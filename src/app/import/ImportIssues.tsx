import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';

import type { PolicyIssue } from '../../policy/policyYaml';
import { Bullets } from '../Bullets';
import { fieldRule } from '../editor/fieldErrors';

/** What is wrong with the text, line by line; nothing of it is imported until it is mended. */
export function ImportIssues({ issues }: { issues: readonly PolicyIssue[] }) {
  return (
    <Alert severity="error" title={t('import.issues', 'The text can’t be imported. Mend these lines:')}>
      <Bullets>
        {issues.map((issue) => (
          <li key={`${issue.line} ${issue.field} ${issue.what}`}>
            {t('import.line', 'Line {{line}}', { line: issue.line })}
            {issue.field !== '' && (
              <>
                {', '}
                <code>{issue.field}</code>
              </>
            )}
            {': '}
            {issueText(issue)}
          </li>
        ))}
      </Bullets>
    </Alert>
  );
}

function issueText({ what, field, detail }: PolicyIssue): string {
  switch (what) {
    case 'missing':
      return t('import.missing', 'This is missing. {{- rule}}', { rule: ruleOf(field) });
    case 'value':
      return ruleOf(field);
    case 'unknown':
      return t('import.unknown', 'There is no field "{{- detail}}" here. Take it out, or mend its name.', { detail });
    case 'twice':
      return t('import.twice', 'Two policies have the id "{{- detail}}". Each needs one of its own.', { detail });
    case 'newer':
      return t('import.newer', 'A later version of KPI Watch wrote this (version {{detail}}). Update the plugin.', {
        detail,
      });
    default:
      return t('import.no-yaml', 'This is not YAML: {{- detail}}', { detail });
  }
}

/** What the field asks for; of a policy in a list of them, the part behind its place. */
function ruleOf(field: string): string {
  return fieldRule(field.replace(/^policies\.\d+\./, ''));
}
