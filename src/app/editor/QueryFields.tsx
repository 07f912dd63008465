import { CoreApp, type DataSourceApi, type DataSourceInstanceSettings } from '@grafana/data';
import { t } from '@grafana/i18n';
import { DataSourcePicker, getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import {
  Alert,
  Box,
  Combobox,
  ErrorBoundaryAlert,
  Input,
  LoadingPlaceholder,
  RadioButtonGroup,
  Stack,
  Text,
  UnitPicker,
} from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { REDUCERS } from '../../policy/schema';
import { reducerName } from '../queryWords';
import { defaultQueryTitle } from './defaultTitle';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { modelOf } from './queryForm';
import { useFollowTitle } from './useFollowTitle';

/** "Watch what this query of that data source tells." */
export function QueryFields() {
  const { control, register, setValue, getValues } = useFormContext<PolicyFields>();
  const [uid, name, direction] = useWatch({ control, name: ['query.uid', 'query.name', 'shifted.direction'] });
  useFollowTitle(defaultQueryTitle(name, direction));

  const changeSource = ({ uid: chosen, type }: DataSourceInstanceSettings) => {
    if (type !== getValues('query.type')) {
      setValue('query.model', {}, { shouldDirty: true });
    }
    setValue('query.type', type);
    setValue('query.uid', chosen, { shouldDirty: true, shouldValidate: true });
  };

  return (
    <>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={1}>
          <FormField name="query.uid" label={t('editor.query-source', 'A query of the data source')}>
            <DataSourcePicker
              inputId="query.uid"
              alerting
              noDefault
              current={uid === '' ? null : uid}
              placeholder={t('editor.query-source-placeholder', 'Choose a data source that can alert')}
              onChange={changeSource}
            />
          </FormField>
        </Stack>
        <Stack direction="column" flex={1}>
          <FormField name="query.name" label={t('editor.query-name', 'which tells')}>
            <Input
              {...register('query.name')}
              id="query.name"
              placeholder={t('editor.query-name-placeholder', 'Such as: Checkouts a minute')}
            />
          </FormField>
        </Stack>
      </Stack>
      {uid !== '' && <QueryEditorField key={uid} uid={uid} />}
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="query.reduce" label={t('editor.query-reduce', 'its points in a window as their')}>
          <Controller
            control={control}
            name="query.reduce"
            render={({ field: { ref: _ref, onChange, ...field } }) => (
              <Combobox
                {...field}
                id="query.reduce"
                width={24}
                options={REDUCERS.map((value) => ({ value, label: reducerName(value) }))}
                onChange={({ value }) => onChange(value)}
              />
            )}
          />
        </FormField>
        <FormField name="query.unit" label={t('editor.query-unit', 'in the unit')}>
          <Controller
            control={control}
            name="query.unit"
            render={({ field: { value, onChange } }) => (
              <UnitPicker id="query.unit" width={24} value={value} onChange={(unit) => onChange(unit ?? '')} />
            )}
          />
        </FormField>
        <FormField name="query.area" label={t('editor.query-area', 'It tells of')}>
          <Controller
            control={control}
            name="query.area"
            render={({ field: { ref: _ref, ...field } }) => (
              <RadioButtonGroup
                {...field}
                id="query.area"
                aria-label={t('editor.query-area', 'It tells of')}
                options={[
                  { value: 'business', label: t('editor.area-business', 'The business') },
                  { value: 'systems', label: t('editor.area-systems', 'Systems') },
                ]}
              />
            )}
          />
        </FormField>
      </Stack>
      <Text color="secondary">
        {t(
          'editor.query-hint',
          'Each series of the query is judged for itself. The query alone is watched: transformations of a panel, and variables of a dashboard, are not part of it.'
        )}
      </Text>
    </>
  );
}

/** The data source's own editor. */
function QueryEditorField({ uid }: { uid: string }) {
  const source = useQuery({
    queryKey: ['query-editor', uid],
    queryFn: () => getDataSourceSrv().get({ uid }),
    staleTime: Infinity,
    structuralSharing: false,
  });
  if (source.isError) {
    return (
      <Alert severity="error" title={t('editor.query-source-failed', 'The data source could not be loaded')}>
        {source.error.message}
      </Alert>
    );
  }
  if (!source.data) {
    return <LoadingPlaceholder text={t('editor.query-source-loading', 'Loading the data source')} />;
  }
  return (
    <FormField name="query.model" label={t('editor.query', 'The query')}>
      <ModelField datasource={source.data} />
    </FormField>
  );
}

function ModelField({ datasource }: Pick<OwnEditorProps, 'datasource'>) {
  const { control } = useFormContext<PolicyFields>();
  return (
    <Box borderStyle="solid" borderColor="weak" borderRadius="default" padding={1} id="query.model">
      <ErrorBoundaryAlert>
        <Controller
          control={control}
          name="query.model"
          render={({ field: { value, onChange } }) => (
            <OwnEditor datasource={datasource} model={value} onChange={onChange} />
          )}
        />
      </ErrorBoundaryAlert>
    </Box>
  );
}

interface OwnEditorProps {
  datasource: DataSourceApi;
  model: Record<string, unknown>;
  onChange: (model: Record<string, unknown>) => void;
}

function OwnEditor({ datasource, model, onChange }: OwnEditorProps) {
  const Editor = datasource.components?.QueryEditor;
  if (!Editor) {
    return (
      <Text>
        {t(
          'editor.query-no-editor',
          'This data source has no editor for a page like this. Begin from the menu of a panel that asks it: “Watch for a sudden drop”.'
        )}
      </Text>
    );
  }
  const query: DataQuery = {
    ...(Object.keys(model).length === 0 && datasource.getDefaultQuery?.(CoreApp.UnifiedAlerting)),
    ...model,
    refId: 'Q',
    datasource: datasource.getRef(),
  };
  return (
    <Editor
      datasource={datasource}
      query={query}
      app={CoreApp.UnifiedAlerting}
      onChange={(next) => onChange(modelOf(next))}
      onRunQuery={() => undefined}
    />
  );
}
