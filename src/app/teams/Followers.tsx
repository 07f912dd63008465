import { t } from '@grafana/i18n';
import { Alert, Text } from '@grafana/ui';
import React from 'react';

import { changedFields } from '../../policy/changes';
import { withTeams, type Team } from '../../policy/team';
import { Bullets } from '../Bullets';
import type { PolicyRow } from '../policies/row';

interface Props {
  /** The policies that saving writes anew. */
  rows: readonly PolicyRow[];
  team: Team;
}

/** What saving a team means for the policies that tell it. */
export function Followers({ rows, team }: Props) {
  const own = rows.filter(({ provisioned }) => !provisioned);
  const provisioned = rows.filter((row) => row.provisioned);
  if (rows.length === 0) {
    return <Text color="secondary">{t('teams.no-followers', 'No policy has to be written anew for this.')}</Text>;
  }
  const breaching = own.filter((row) => isOpen(row) && isToldAnew(row, team)).length;
  return (
    <Alert
      severity={breaching > 0 || provisioned.length > 0 ? 'warning' : 'info'}
      title={t('teams.followers', 'Saving writes these policies anew: {{number}}', { number: own.length })}
    >
      <Bullets>
        {own.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </Bullets>
      {breaching > 0 && (
        <p>
          {t('bulk.breaching', '{{breaching}} of them are in breach, and will be told anew', { breaching })}.{' '}
          {t(
            'bulk.breaching-why',
            'Grafana forgets how a rule stands when this changes: the breach counts as over, and begins again at the next evaluation.'
          )}
        </p>
      )}
      {provisioned.length > 0 && (
        <p>
          {t('teams.followers-provisioned', 'Left as they are, for a file or a script provisions them: {{- titles}}', {
            titles: provisioned.map(({ title }) => title).join(', '),
          })}
        </p>
      )}
    </Alert>
  );
}

function isOpen({ status: { state } }: PolicyRow): boolean {
  return state === 'breach' || state === 'recovering';
}

/** A new name alone changes an annotation, which Grafana's rules outlive. */
function isToldAnew({ policy }: PolicyRow, team: Team): boolean {
  return policy !== undefined && changedFields(policy, withTeams(policy, [team])).some((field) => field !== 'team');
}
