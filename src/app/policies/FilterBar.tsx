import { t } from '@grafana/i18n';
import { Checkbox, Combobox, FilterInput, Stack } from '@grafana/ui';
import React from 'react';

import { teamsOf } from '../../policy/team';
import type { Filters } from './filters';
import { STATUS_NAMES, type PolicyRow } from './row';
import { statusName } from './StatusCell';

interface Props {
  rows: readonly PolicyRow[];
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}

export function FilterBar({ rows, filters, onChange }: Props) {
  const owners = [...new Set(rows.flatMap(({ policy }) => policy?.owner ?? []))].sort();
  const teams = new Map(
    rows.flatMap(({ policy }) => (policy ? teamsOf(policy) : [])).map(({ id, name }) => [id, name])
  );
  const edited = rows.filter((row) => row.edited).length;
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <FilterInput
        width={40}
        escapeRegex={false}
        value={filters.text}
        onChange={(text) => onChange({ text })}
        placeholder={t('policies.search', 'Search policies and KPIs')}
        aria-label={t('policies.search', 'Search policies and KPIs')}
      />
      <label htmlFor="policies-state" className="sr-only">
        {t('policies.state', 'State')}
      </label>
      <Combobox
        id="policies-state"
        width={22}
        isClearable
        placeholder={t('policies.any-state', 'Any state')}
        value={filters.state ?? null}
        options={STATUS_NAMES.map((name) => ({ value: name, label: statusName(name) }))}
        onChange={(option) => onChange({ state: option?.value })}
      />
      <label htmlFor="policies-owner" className="sr-only">
        {t('policies.owner', 'Owner')}
      </label>
      <Combobox
        id="policies-owner"
        width={22}
        isClearable
        placeholder={t('policies.any-owner', 'Any owner')}
        value={filters.owner ?? null}
        options={owners.map((owner) => ({ value: owner, label: owner }))}
        onChange={(option) => onChange({ owner: option?.value })}
      />
      {(teams.size > 0 || filters.team !== undefined) && (
        <>
          <label htmlFor="policies-team" className="sr-only">
            {t('policies.team', 'Team')}
          </label>
          <Combobox
            id="policies-team"
            width={22}
            isClearable
            placeholder={t('policies.any-team', 'Any team')}
            value={filters.team ?? null}
            options={[...teams].map(([value, label]) => ({ value, label }))}
            onChange={(option) => onChange({ team: option?.value })}
          />
        </>
      )}
      {(edited > 0 || filters.edited) && (
        <Checkbox
          label={t('policies.edited-only', 'Changed elsewhere ({{edited}})', { edited })}
          value={filters.edited ?? false}
          onChange={({ currentTarget }) => onChange({ edited: currentTarget.checked || undefined })}
        />
      )}
    </Stack>
  );
}
