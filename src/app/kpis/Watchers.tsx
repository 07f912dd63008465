import { t } from '@grafana/i18n';
import { Icon, Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';

import type { PolicyRow } from '../policies/row';
import { StatusCell } from '../policies/StatusCell';
import { newPolicyPath, policyPath } from '../routes';
import type { ListedKpi } from './listing';

interface Props {
  listed: ListedKpi;
  /** Whether to offer a policy where there is none. */
  mayEdit: boolean;
}

/** The policies that watch a KPI, or that nobody does. */
export function Watchers({ listed: { source, kpi, policies }, mayEdit }: Props) {
  if (!policies) {
    return null;
  }
  if (policies.length > 0) {
    return (
      <Stack direction="column" gap={0.5}>
        {policies.map((row) => (
          <Watcher key={row.id} row={row} />
        ))}
      </Stack>
    );
  }
  return (
    <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
      <Text color="secondary">
        <Icon name="eye-slash" aria-hidden /> {t('kpis.unwatched', 'Nobody watches')}
      </Text>
      {mayEdit && (
        <TextLink
          inline={false}
          variant="bodySmall"
          href={newPolicyPath(source.uid, kpi.id)}
          aria-label={t('kpis.watch-one', 'Watch {{- name}}', { name: kpi.name })}
        >
          {t('kpis.watch', 'Watch')}
        </TextLink>
      )}
    </Stack>
  );
}

function Watcher({ row: { id, title, status } }: { row: PolicyRow }) {
  return (
    <Stack direction="column" gap={0}>
      <TextLink inline={false} variant="bodySmall" href={policyPath(id)}>
        {title}
      </TextLink>
      <StatusCell status={status} nameOfKpi={(kpi) => kpi} />
    </Stack>
  );
}
