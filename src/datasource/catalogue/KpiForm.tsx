import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, FieldSet, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useEffect, useMemo, useRef } from 'react';
import { FormProvider, useForm } from 'react-hook-form';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import { AboutFields } from './AboutFields';
import { DimensionFields } from './DimensionFields';
import type { KpiFields } from './fields';
import { KpiFormContext, type Suggestions } from './formContext';
import { kpiOf } from './kpiOf';
import { OwnerFields } from './OwnerFields';
import { ReadingFields } from './ReadingFields';
import { SourceFields } from './SourceFields';
import { ValueFields } from './ValueFields';

/** Which KPI is open, and the field to begin with: a new object each time somebody asks to. */
export interface OpenKpi {
  index: number;
  field?: string;
  /** Nobody is told that a field of it is empty before they have been there. */
  isNew?: boolean;
}

interface Props {
  fields: KpiFields;
  /** What is to be mended in it, by its own fields. */
  issues: readonly CatalogueIssue[];
  open: OpenKpi;
  readOnly: boolean;
  suggestions: Suggestions;
  onChange(kpi: Record<string, unknown>): void;
  onClose(): void;
}

/** One KPI, in fields. What is typed counts at once, right or wrong; it is saved with the data source. */
export function KpiForm({ fields, issues, open, readOnly, suggestions, onChange, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const form = useForm<KpiFields>({ defaultValues: fields });
  const { subscribe } = form;
  useEffect(
    () => subscribe({ formState: { values: true }, callback: ({ values }) => onChange(kpiOf(values)) }),
    [subscribe, onChange]
  );
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => focusField(root.current, open.field), [open]);
  const isNew = open.isNew === true;
  const context = useMemo(() => ({ issues, isNew, suggestions }), [issues, isNew, suggestions]);

  return (
    <FormProvider {...form}>
      <KpiFormContext.Provider value={context}>
        <div ref={root} role="group" aria-label={fields.name} tabIndex={-1} className={styles.form}>
          <Stack direction="row" gap={2} alignItems="center" wrap="wrap">
            <Button variant="secondary" icon="arrow-left" onClick={onClose}>
              <Trans i18nKey="kpi.back">All KPIs</Trans>
            </Button>
            <Text element="h4">{fields.name}</Text>
          </Stack>
          <fieldset disabled={readOnly} className={styles.fields}>
            <FieldSet label={t('kpi.section-about', 'What it is')}>
              <AboutFields />
            </FieldSet>
            <FieldSet label={t('kpi.section-source', 'Where its rows are')}>
              <SourceFields name="source" />
            </FieldSet>
            <FieldSet label={t('kpi.section-value', 'What is told of them')}>
              <Stack direction="column" gap={2}>
                <ValueFields />
                <DimensionFields />
              </Stack>
            </FieldSet>
            <FieldSet label={t('kpi.section-reading', 'How it is read')}>
              <ReadingFields />
            </FieldSet>
            <FieldSet label={t('kpi.section-owner', 'Who looks after it')}>
              <OwnerFields />
            </FieldSet>
          </fieldset>
        </div>
      </KpiFormContext.Provider>
    </FormProvider>
  );
}

/** Goes to a field, or to the nearest one that it is a part of, or to the form. */
function focusField(root: HTMLElement | null, field = '') {
  const parts = field.split('.');
  const around = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
  const found = around
    .flatMap((name) => [name, `${name}.column`, `${name}.kind`])
    .map((name) => root?.querySelector<HTMLElement>(`[data-field="${name}"] :is(input, textarea, button)`))
    .find((element) => element !== null);
  (found ?? root)?.focus();
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ maxWidth: theme.breakpoints.values.xl, outline: 'none' }),
  fields: css({ marginTop: theme.spacing(2), minWidth: 0 }),
});
