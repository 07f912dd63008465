import { t } from '@grafana/i18n';
import { Box, Button, Dropdown, Menu, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import { pausePolicy } from '../../grafana/rules';
import type { Policy } from '../../policy/schema';
import { withContactPoint, withOwner, withTeam, withTeams, type Team } from '../../policy/team';
import { useTeams } from '../teams/useTeams';
import { toast } from '../toast';
import { BulkFieldModal, type BulkField } from './BulkFieldModal';
import { Failures } from './Failures';
import { rewrite } from './rewrite';
import type { PolicyRow } from './row';
import { useBulk } from './useBulk';

interface Props {
  rows: readonly PolicyRow[];
  dataSources: readonly KpiDataSource[];
  onExport: () => void;
  onDelete: (rows: readonly PolicyRow[]) => void;
  onClear: () => void;
  mayEdit: boolean;
}

/** What can be done with all of the selected policies at once. */
export function BulkBar({ rows, dataSources, onExport, onDelete, onClear, mayEdit }: Props) {
  const { progress, failed, run, forget } = useBulk();
  const [asking, setAsking] = useState<BulkField>();
  const teams = useTeams() ?? [];
  const own = rows.filter(({ provisioned }) => !provisioned);
  const readable = own.filter(({ policy }) => policy);
  const isBusy = progress !== undefined;

  const change = async (which: readonly PolicyRow[], what: (row: PolicyRow) => Promise<unknown>) => {
    setAsking(undefined);
    const { done } = await run(which, what);
    toast(t('bulk.done', 'Changed policies: {{done}}', { done }));
  };
  const rewriteAll = (how: (policy: Policy) => Policy) => change(readable, (row) => rewrite(dataSources, row, how));

  return (
    <Box backgroundColor="secondary" borderRadius="default" padding={1}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <Text weight="medium">{t('bulk.selected', 'Selected: {{selected}}', { selected: rows.length })}</Text>
          {mayEdit && (
            <>
              <Button
                {...SMALL}
                icon="pause"
                disabled={isBusy}
                onClick={() => change(readable, ({ id }) => pausePolicy(id, true))}
              >
                {t('bulk.pause', 'Pause')}
              </Button>
              <Button
                {...SMALL}
                icon="play"
                disabled={isBusy}
                onClick={() => change(readable, ({ id }) => pausePolicy(id, false))}
              >
                {t('bulk.resume', 'Resume')}
              </Button>
              <Dropdown
                overlay={
                  <Menu>
                    <Menu.Item label={t('bulk.owner', 'Change owner')} onClick={() => setAsking('owner')} />
                    {teams.length > 0 && (
                      <Menu.Item label={t('bulk.team', 'Change team')} onClick={() => setAsking('team')} />
                    )}
                    <Menu.Item
                      label={t('bulk.contact-point', 'Change contact point')}
                      onClick={() => setAsking('contactPoint')}
                    />
                    <Menu.Item
                      label={t('bulk.again', 'Write again')}
                      description={t('bulk.again-why', 'By the catalogue of today, as the policy says')}
                      onClick={() => rewriteAll((policy) => withTeams(policy, teams))}
                    />
                  </Menu>
                }
              >
                <Button {...SMALL} icon="pen" disabled={isBusy}>
                  {t('bulk.change', 'Change …')}
                </Button>
              </Dropdown>
              <Button {...SMALL} icon="trash-alt" disabled={isBusy || own.length === 0} onClick={() => onDelete(own)}>
                {t('bulk.delete', 'Delete')}
              </Button>
            </>
          )}
          <Button {...SMALL} icon="download-alt" disabled={isBusy} onClick={onExport}>
            {t('bulk.export', 'Export')}
          </Button>
          <Button {...SMALL} fill="text" disabled={isBusy} onClick={onClear}>
            {t('bulk.clear', 'Clear selection')}
          </Button>
          <span role="status">
            {progress && t('bulk.progress', '{{done}} of {{of}}', { done: progress.done, of: progress.of })}
          </span>
        </Stack>
        {mayEdit && own.length < rows.length && (
          <Text color="secondary">
            {t('bulk.provisioned', 'Left as they are, for a file or a script provisions them: {{number}}', {
              number: rows.length - own.length,
            })}
          </Text>
        )}
        {failed.length > 0 && <Failures failed={failed} onRemove={forget} />}
      </Stack>
      {asking && (
        <BulkFieldModal
          field={asking}
          count={readable.length}
          breaching={readable.filter(({ status: { state } }) => state === 'breach' || state === 'recovering').length}
          teams={teams}
          onConfirm={(value) => rewriteAll(changeOf(asking, value, teams))}
          onDismiss={() => setAsking(undefined)}
        />
      )}
    </Box>
  );
}

/** What choosing this for a field makes of a policy. */
function changeOf(field: BulkField, value: string, teams: readonly Team[]): (policy: Policy) => Policy {
  switch (field) {
    case 'owner':
      return (policy) => withOwner(policy, value);
    case 'contactPoint':
      return (policy) => withContactPoint(policy, value);
    case 'team': {
      const team = teams.find(({ id }) => id === value);
      return (policy) => (team ? withTeam(policy, team) : policy);
    }
  }
}

const SMALL = { size: 'sm', variant: 'secondary' } as const;
