import { t } from '@grafana/i18n';
import { Checkbox, FieldSet, Stack } from '@grafana/ui';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { ChoiceField } from './ChoiceField';
import { termKinds, valueKinds } from './choices';
import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import { FilterFields } from './FilterFields';
import { fieldId, useColumns } from './formContext';
import { SourceFields } from './SourceFields';
import { TextField } from './TextField';

type Side = 'value.numerator' | 'value.denominator';

/** What is told of the rows: how many, a sum, a mean, … or one of two. */
export function ValueFields() {
  const { control } = useFormContext<KpiFields>();
  const [kind, table] = useWatch({ control, name: ['value.kind', 'source.table'] });
  return (
    <Stack direction="column" gap={2}>
      <KindAndColumn name="value" table={table} />
      {kind === 'ratio' && (
        <>
          <TermFields name="value.numerator" />
          <TermFields name="value.denominator" />
        </>
      )}
    </Stack>
  );
}

/** One side of a ratio: rows of the KPI's source or of another one. */
function TermFields({ name }: { name: Side }) {
  const { control, register, getValues, setValue } = useFormContext<KpiFields>();
  const [hasSource, table, ownTable] = useWatch({
    control,
    name: [`${name}.hasSource`, 'source.table', `${name}.source.table`],
  });
  const { onChange, ...rest } = register(`${name}.hasSource`);
  return (
    <FieldSet label={fieldLabel(name)}>
      <Stack direction="column" gap={2}>
        <KindAndColumn name={name} table={hasSource ? ownTable : table} />
        <FilterFields name={`${name}.filters`} columns={useColumns(hasSource ? ownTable : table)} />
        <Checkbox
          {...rest}
          id={fieldId(`${name}.hasSource`)}
          label={t('kpi.other-source', 'Of rows that are elsewhere')}
          onChange={(event) => {
            if (event.currentTarget.checked && getValues(`${name}.source.kind`) === '') {
              setValue(`${name}.source`, { ...getValues('source'), filters: [] });
            }
            void onChange(event);
          }}
        />
        {hasSource && <SourceFields name={`${name}.source`} />}
      </Stack>
    </FieldSet>
  );
}

function KindAndColumn({ name, table }: { name: 'value' | Side; table: string }) {
  const { control } = useFormContext<KpiFields>();
  const kind = useWatch({ control, name: `${name}.kind` });
  const columns = useColumns(table);
  return (
    <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
      <Stack direction="column" flex={1}>
        <ChoiceField
          name={`${name}.kind`}
          label={fieldLabel(`${name}.kind`)}
          options={name === 'value' ? valueKinds() : termKinds()}
        />
      </Stack>
      <Stack direction="column" flex={1}>
        {kind !== 'count' && kind !== 'ratio' && (
          <TextField name={`${name}.column`} label={fieldLabel(`${name}.column`)} suggestions={columns} />
        )}
      </Stack>
    </Stack>
  );
}
