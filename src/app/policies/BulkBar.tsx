import { t } from '@grafana/i18n';
import { Alert, Box, Button, Dropdown, Menu, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import { deletePolicy } from '../../grafana/deletePolicy';
import { pausePolicy } from '../../grafana/rules';
import { savePolicy } from '../../grafana/savePolicy';
import type { Policy } from '../../policy/schema';
import { selectionOf, sourcesOf } from '../editor/selection';
import { describeError } from '../errors/describe';
import { toast } from '../toast';
import { BulkDeleteModal } from './BulkDeleteModal';
import { BulkFieldModal } from './BulkFieldModal';
import type { PolicyRow } from './row';
import { useBulk } from './useBulk';
import { nowInSeconds } from './usePolicies';

interface Props {
  rows: readonly PolicyRow[];
  dataSources: readonly KpiDataSource[];
  onExport: () => void;
  onClear: () => void;
  mayEdit: boolean;
}

/** What can be done with all of the selected policies at once. */
export function BulkBar({ rows, dataSources, onExport, onClear, mayEdit }: Props) {
  const { progress, failed, run, forget } = useBulk();
  const [asking, setAsking] = useState<'owner' | 'contactPoint' | 'delete'>();
  const own = rows.filter(({ provisioned }) => !provisioned);
  const readable = own.filter(({ policy }) => policy);
  const isBusy = progress !== undefined;

  const change = async (which: readonly PolicyRow[], what: (row: PolicyRow) => Promise<unknown>) => {
    setAsking(undefined);
    const { done } = await run(which, what);
    toast(t('bulk.done', 'Changed policies: {{done}}', { done }));
  };
  const rewrite = (changes: Partial<Policy>) =>
    change(readable, async ({ policy, rules }) => policy && (await save(dataSources, policy, rules, changes)));

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
                    <Menu.Item
                      label={t('bulk.contact-point', 'Change contact point')}
                      onClick={() => setAsking('contactPoint')}
                    />
                    <Menu.Item
                      label={t('bulk.again', 'Write again')}
                      description={t('bulk.again-why', 'By the catalogue of today, as the policy says')}
                      onClick={() => rewrite({})}
                    />
                  </Menu>
                }
              >
                <Button {...SMALL} icon="pen" disabled={isBusy}>
                  {t('bulk.change', 'Change …')}
                </Button>
              </Dropdown>
              <Button {...SMALL} icon="trash-alt" disabled={isBusy} onClick={() => setAsking('delete')}>
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
      {asking === 'delete' && (
        <BulkDeleteModal
          rows={own}
          onConfirm={() => change(own, ({ id }) => deletePolicy(id))}
          onDismiss={() => setAsking(undefined)}
        />
      )}
      {(asking === 'owner' || asking === 'contactPoint') && (
        <BulkFieldModal
          field={asking}
          count={readable.length}
          breaching={readable.filter(({ status: { state } }) => state === 'breach' || state === 'recovering').length}
          onConfirm={(value) => rewrite({ [asking]: value })}
          onDismiss={() => setAsking(undefined)}
        />
      )}
    </Box>
  );
}

const SMALL = { size: 'sm', variant: 'secondary' } as const;

function Failures({ failed, onRemove }: { failed: ReturnType<typeof useBulk>['failed']; onRemove: () => void }) {
  return (
    <Alert
      severity="error"
      title={t('bulk.failed', 'Policies that were not changed: {{number}}', { number: failed.length })}
      onRemove={onRemove}
    >
      <ul>
        {failed.map(({ item, error }) => {
          const { title, answer, advice } = describeError(error);
          return <li key={item.id}>{[`${item.title}: ${title}`, answer, ...advice].filter(Boolean).join(' · ')}</li>;
        })}
      </ul>
    </Alert>
  );
}

/** Saves the policy with some fields changed, unless somebody else changed it since the list was read. */
async function save(
  dataSources: readonly KpiDataSource[],
  policy: Policy,
  rules: PolicyRow['rules'],
  changes: Partial<Policy>
): Promise<unknown> {
  const sources = sourcesOf(dataSources, policy);
  if (!sources) {
    const { missing } = selectionOf(dataSources, policy.datasourceUid, policy.kpis);
    throw new Error(
      missing.length > 0
        ? t('bulk.kpis-missing', 'No longer in the catalogue: {{- ids}}', { ids: missing.join(', ') })
        : t('bulk.no-source', 'Its data source is gone, or has no MySQL data source.')
    );
  }
  return savePolicy({
    policy: { ...policy, ...changes },
    ...sources,
    opened: { policy, rules },
    now: nowInSeconds(),
  });
}
