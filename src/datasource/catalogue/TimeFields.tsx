import { getTimeZones } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { ChoiceField } from './ChoiceField';
import { timeTypes } from './choices';
import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import type { SourceName } from './SourceFields';
import { TextField } from './TextField';

/** When a row happened: the column, how it tells the time, and in which zone if it is a clock on a wall. */
export function TimeFields({ name, columns }: { name: SourceName; columns: readonly string[] }) {
  const { control, getValues, setValue } = useFormContext<KpiFields>();
  const type = useWatch({ control, name: `${name}.time.type` });

  const offerZone = (next: string) => {
    if (hasZone(next) && getValues(`${name}.time.zone`) === '') {
      setValue(`${name}.time.zone`, getValues('zone'));
    }
  };

  return (
    <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
      <Stack direction="column" flex={1}>
        <TextField
          name={`${name}.time.column`}
          label={fieldLabel('source.time.column')}
          placeholder="created_at"
          suggestions={columns}
        />
      </Stack>
      <Stack direction="column" flex={1}>
        <ChoiceField
          name={`${name}.time.type`}
          label={fieldLabel('source.time.type')}
          options={timeTypes()}
          onPick={offerZone}
        />
      </Stack>
      {hasZone(type) && (
        <Stack direction="column" flex={1}>
          <ChoiceField
            name={`${name}.time.zone`}
            label={fieldLabel('source.time.zone')}
            createCustomValue
            options={getTimeZones().map((value) => ({ value }))}
          />
        </Stack>
      )}
    </Stack>
  );
}

function hasZone(type: string): boolean {
  return type === 'datetime' || type === 'date';
}
