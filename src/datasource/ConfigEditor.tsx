import { locationUtil, type DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { DataSourcePicker, getDataSourceSrv } from '@grafana/runtime';
import { Alert, Field, FieldSet, Input, LinkButton } from '@grafana/ui';
import React from 'react';

import { DEFAULT_TIME_LIMIT, LONGEST_TIME_LIMIT } from '../kpi/sql/dialect';
import { CatalogueEditor } from './catalogue/CatalogueEditor';
import { Changes } from './catalogue/Changes';
import { useCatalogue } from './catalogue/useCatalogue';
import { CatalogueTools } from './CatalogueTools';
import type { BusinessKpiOptions } from './types';

type Props = DataSourcePluginOptionsEditorProps<BusinessKpiOptions>;

/** The data source's settings: which MySQL data source reads the KPIs, and the KPIs. */
export function ConfigEditor(props: Props) {
  return <Settings key={props.options.uid} {...props} />;
}

function Settings({ options, onOptionsChange }: Props) {
  const change = (jsonData: Partial<BusinessKpiOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...options.jsonData, ...jsonData } });
  const work = useCatalogue(options, change);

  return (
    <>
      <FieldSet label={t('config.database', 'Database')}>
        <MysqlField
          uid={options.jsonData.mysqlUid}
          readOnly={options.readOnly === true}
          onChange={(mysqlUid) => change({ mysqlUid })}
        />
        <Field
          label={t('config.time-limit', 'Time limit')}
          description={t('config.time-limit-description', 'Seconds after which the server gives a statement up.')}
          htmlFor="kpiwatch-time-limit"
          disabled={options.readOnly === true}
          noMargin
        >
          <Input
            id="kpiwatch-time-limit"
            type="number"
            width={12}
            min={1}
            max={LONGEST_TIME_LIMIT}
            suffix="s"
            placeholder={String(DEFAULT_TIME_LIMIT)}
            value={options.jsonData.timeLimit ?? ''}
            onChange={({ currentTarget }) => {
              const seconds = Number(currentTarget.value);
              change({ timeLimit: seconds > 0 ? Math.min(Math.round(seconds), LONGEST_TIME_LIMIT) : undefined });
            }}
          />
        </Field>
      </FieldSet>
      <FieldSet label={t('config.catalogue', 'Catalogue')}>
        <CatalogueEditor
          work={work}
          options={options.jsonData}
          readOnly={options.readOnly === true}
          fileName={`${options.name}-kpis.yaml`}
        />
        <CatalogueTools
          options={options.jsonData}
          readOnly={options.readOnly === true}
          onChange={({ kpis }) => work.setKpis(kpis)}
        />
      </FieldSet>
      {options.readOnly !== true && <Changes {...work} />}
    </>
  );
}

interface MysqlFieldProps {
  uid?: string;
  readOnly: boolean;
  onChange(uid: string): void;
}

function MysqlField({ uid, readOnly, onChange }: MysqlFieldProps) {
  if (getDataSourceSrv().getList({ type: 'mysql' }).length === 0) {
    return (
      <Alert severity="info" title={t('config.no-mysql-title', 'There is no MySQL data source yet')}>
        <p>
          <Trans i18nKey="config.no-mysql">
            KPIs are read through Grafana&apos;s own MySQL data source, which keeps the password and the connection. Add
            one with an account that may only read, then come back.
          </Trans>
        </p>
        <LinkButton variant="secondary" href={locationUtil.assureBaseUrl('/connections/datasources/mysql')}>
          <Trans i18nKey="config.add-mysql">Add a MySQL data source</Trans>
        </LinkButton>
      </Alert>
    );
  }
  return (
    <Field
      label={t('config.mysql', 'MySQL data source')}
      description={t(
        'config.mysql-description',
        'It keeps the password and the connection, and reads every KPI below.'
      )}
      htmlFor="kpiwatch-mysql"
    >
      <DataSourcePicker
        inputId="kpiwatch-mysql"
        type="mysql"
        current={uid ?? null}
        noDefault
        width={50}
        disabled={readOnly}
        placeholder={t('config.mysql-placeholder', 'Choose a MySQL data source')}
        onChange={(chosen) => onChange(chosen.uid)}
      />
    </Field>
  );
}
