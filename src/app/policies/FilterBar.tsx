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
      <Choice
        id="policies-state"
        label={t('policies.state', 'State')}
        placeholder={t('policies.any-state', 'Any state')}
        value={filters.state}
        options={STATUS_NAMES.map((name) => ({ value: name, label: statusName(name) }))}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        id="policies-owner"
        label={t('policies.owner', 'Owner')}
        placeholder={t('policies.any-owner', 'Any owner')}
        value={filters.owner}
        options={owners.map((owner) => ({ value: owner, label: owner }))}
        onChange={(owner) => onChange({ owner })}
      />
      {(teams.size > 0 || filters.team !== undefined) && (
        <Choice
          id="policies-team"
          label={t('policies.team', 'Team')}
          placeholder={t('policies.any-team', 'Any team')}
          value={filters.team}
          options={[...teams].map(([value, label]) => ({ value, label }))}
          onChange={(team) => onChange({ team })}
        />
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

interface ChoiceProps<Value extends string> {
  id: string;
  label: string;
  placeholder: string;
  value: Value | undefined;
  options: Array<{ value: Value; label: string }>;
  onChange: (value: Value | undefined) => void;
}

/** One of the list's filters; nothing chosen is no filter. */
function Choice<Value extends string>({ id, label, placeholder, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Combobox
        id={id}
        width={22}
        isClearable
        placeholder={placeholder}
        value={value ?? null}
        options={options}
        onChange={(option) => onChange(option?.value)}
      />
    </>
  );
}
