import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React, { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { listKpiDataSources } from '../../grafana/datasources';
import { EditorFrame } from './EditorFrame';
import { NoDataSource } from './NoDataSource';
import { PolicyEditor } from './PolicyEditor';
import { startOf, type Start } from './start';

/** A page to make a policy, which begins with what the address says of it. */
export function NewPolicyPage() {
  const [params] = useSearchParams();
  const [id] = useState(newId);
  const [dataSources] = useState(listKpiDataSources);
  const start = startOf(dataSources, params);
  return (
    <EditorFrame title={t('editor.new', 'New policy')}>
      {start?.panel && <OtherPanel panel={start.panel} />}
      {start ? <PolicyEditor id={id} dataSources={dataSources} fields={start.fields} /> : <NoDataSource />}
    </EditorFrame>
  );
}

/** What to do about a panel whose queries are not KPIs. */
function OtherPanel({ panel: { title, type } }: { panel: NonNullable<Start['panel']> }) {
  return (
    <Alert
      severity="info"
      title={t('editor.other-panel', '"{{- title}}" can’t be watched from here', { title: title || type })}
    >
      {t(
        'editor.other-panel-why',
        'It asks a data source of the kind "{{- type}}", and policies watch the KPIs of Business KPI data sources. Choose a KPI below; or, in the panel’s menu, make an alert rule of Grafana’s own with a fixed limit.',
        { type }
      )}
    </Alert>
  );
}

/** Also the uid of the rule: at most 40 characters of Grafana's alphabet. */
function newId(): string {
  // Not randomUUID: browsers keep it from pages over plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `kw-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
