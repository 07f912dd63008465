import { t } from '@grafana/i18n';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { skipToken, useQuery } from '@tanstack/react-query';
import React, { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { readUnit, type PanelRef } from '../../grafana/dashboards';
import { listKpiDataSources } from '../../grafana/datasources';
import { EditorFrame } from './EditorFrame';
import { NoDataSource } from './NoDataSource';
import { PolicyEditor } from './PolicyEditor';
import { startOf, type Refusal } from './start';

/** A page to make a policy, which begins with what the address says of it. */
export function NewPolicyPage() {
  const [params] = useSearchParams();
  const [id] = useState(newId);
  const [dataSources] = useState(listKpiDataSources);
  const panel = panelOf(params);
  const unit = useQuery({
    queryKey: ['panel-unit', panel],
    // Nothing is no answer to the query client.
    queryFn: panel ? async () => (await readUnit(panel)) ?? '' : skipToken,
  });
  if (unit.isLoading) {
    return (
      <EditorFrame title={t('editor.new', 'New policy')}>
        <LoadingPlaceholder text={t('editor.panel-loading', 'Reading the panel')} />
      </EditorFrame>
    );
  }
  const start = startOf(dataSources, params, unit.data);
  return (
    <EditorFrame title={t('editor.new', 'New policy')}>
      {start?.refusal && <Refused refusal={start.refusal} />}
      {start && start.left.length > 0 && (
        <Alert
          severity="info"
          title={t('editor.panel-left', 'The panel asks more than one query, and this policy watches the first')}
        >
          {t('editor.panel-left-why', 'Left out: {{- refs}}. A policy watches one query, and no expression.', {
            refs: start.left.join(', '),
          })}
        </Alert>
      )}
      {start ? <PolicyEditor id={id} dataSources={dataSources} fields={start.fields} /> : <NoDataSource />}
    </EditorFrame>
  );
}

/** The panel whose query is to be watched; what is to be known of our own is in the catalogue. */
function panelOf(params: URLSearchParams): PanelRef | undefined {
  const dashboardUid = params.get('dashboard');
  const panelId = Number(params.get('panel') ?? NaN);
  return params.has('queries') && dashboardUid && Number.isInteger(panelId) ? { dashboardUid, panelId } : undefined;
}

/** What to do about a panel whose query can't be watched. */
function Refused({ refusal }: { refusal: Refusal }) {
  return (
    <Alert
      severity="info"
      title={t('editor.panel-refused', '"{{- title}}" can’t be watched from here', { title: refusal.title })}
    >
      {whyRefused(refusal)}
    </Alert>
  );
}

function whyRefused({ kind, detail }: Refusal): string {
  switch (kind) {
    case 'cannot-alert':
      return t(
        'editor.panel-cannot-alert',
        'Grafana can’t alert on data sources of the kind "{{- detail}}". Choose below a KPI, or a query of one that can.',
        { detail }
      );
    case 'gone':
      return t(
        'editor.panel-source-gone',
        'There is no data source "{{- detail}}" that you may query. Choose below a KPI, or another query.',
        { detail }
      );
    case 'unfit':
      return t(
        'editor.panel-unfit',
        'Its query needs the dashboard: {{- detail}}. An alert rule knows no time of a dashboard, and of its variables only what each was when you came from there, if that was one value. Choose one value there and come again, or write the query below.',
        { detail }
      );
    case 'no-query':
      return t('editor.panel-no-query', 'It asks no data source by itself. Choose below a KPI, or a query.');
  }
}

/** Also the uid of the rule: at most 40 characters of Grafana's alphabet. */
function newId(): string {
  // Not randomUUID: browsers keep it from pages over plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `kw-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
