import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, TextArea, useStyles2 } from '@grafana/ui';
import React, { useContext } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { sourceKinds } from './choices';
import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import { FilterFields } from './FilterFields';
import { fieldId, KpiFormContext, useColumns } from './formContext';
import { KpiField } from './KpiField';
import { RadioField } from './RadioField';
import { TextField } from './TextField';
import { TimeFields } from './TimeFields';

export type SourceName = 'source' | 'value.numerator.source' | 'value.denominator.source';

/** Where the rows are: a table, a table of sums, or a SELECT. */
export function SourceFields({ name }: { name: SourceName }) {
  const styles = useStyles2(getStyles);
  const { control, register } = useFormContext<KpiFields>();
  const { suggestions } = useContext(KpiFormContext);
  const [kind, table] = useWatch({ control, name: [`${name}.kind`, `${name}.table`] });
  const columns = useColumns(table);
  return (
    <Stack direction="column" gap={2}>
      <RadioField name={`${name}.kind`} label={fieldLabel('source.kind')} options={sourceKinds()} />
      {kind === 'sql' ? (
        <KpiField
          name={`${name}.sql`}
          label={fieldLabel('source.sql')}
          description={t(
            'kpi.sql-description',
            'One SELECT. Write {time} as a condition where the range of time belongs, or {time:o.created_at} for a column of an inner table.'
          )}
        >
          <TextArea
            {...register(`${name}.sql`)}
            id={fieldId(`${name}.sql`)}
            className={styles.sql}
            rows={6}
            spellCheck={false}
            placeholder="SELECT … FROM orders o WHERE {time:o.created_at}"
          />
        </KpiField>
      ) : (
        <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
          <Stack direction="column" flex={1}>
            <TextField
              name={`${name}.table`}
              label={fieldLabel('source.table')}
              placeholder="orders"
              suggestions={suggestions.tables.map((one) => one.name)}
            />
          </Stack>
          {kind === 'rollup' && (
            <Stack direction="column" flex={1}>
              <TextField
                name={`${name}.events`}
                label={fieldLabel('source.events')}
                description={t('kpi.events-description', 'How many rows each of its rows sums up')}
                suggestions={columns}
              />
            </Stack>
          )}
        </Stack>
      )}
      <TimeFields name={name} columns={columns} />
      <FilterFields name={`${name}.filters`} columns={columns} />
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sql: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
});
