import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import { withTeams, type Team } from '../../policy/team';
import { toast } from '../toast';
import { Failures } from './Failures';
import { rewrite } from './rewrite';
import type { PolicyRow } from './row';
import { useBulk } from './useBulk';

interface Props {
  rows: readonly PolicyRow[];
  teams: readonly Team[];
  dataSources: readonly KpiDataSource[];
  mayEdit: boolean;
}

/** Policies that still tell what their teams were before, and the way to have them follow. */
export function TeamNotice({ rows, teams, dataSources, mayEdit }: Props) {
  const { progress, failed, run } = useBulk();
  const behind = rows.filter((row) => row.behind && !row.provisioned);
  const onWrite = async () => {
    const { done } = await run(behind, (row) => rewrite(dataSources, row, (policy) => withTeams(policy, teams)));
    toast(t('bulk.done', 'Changed policies: {{done}}', { done }));
  };
  if (behind.length === 0) {
    return null;
  }
  return (
    <Alert
      severity="warning"
      title={t('policies.behind-title', 'Policies that don’t tell what their team says now: {{number}}', {
        number: behind.length,
      })}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>
          {t(
            'policies.behind-means',
            'They tell the contact point, owner or name that the team had before: {{- titles}}. Those in breach are told anew when they are written.',
            { titles: titlesOf(behind) }
          )}
        </span>
        {failed.length > 0 && <Failures failed={failed} />}
        {mayEdit && (
          <Button size="sm" icon={progress ? 'spinner' : undefined} disabled={progress !== undefined} onClick={onWrite}>
            {t('policies.write-again', 'Write them again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

const MOST_TITLES = 5;

function titlesOf(rows: readonly PolicyRow[]): string {
  const titles = rows.slice(0, MOST_TITLES).map(({ title }) => title);
  return [...titles, ...(rows.length > MOST_TITLES ? ['…'] : [])].join(', ');
}
