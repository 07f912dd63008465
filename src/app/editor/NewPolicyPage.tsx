import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { useSearchParams } from 'react-router-dom';

import { listKpiDataSources, type KpiDataSource } from '../../grafana/datasources';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { defaultTitle } from './defaultTitle';
import { EditorFrame } from './EditorFrame';
import { newFields } from './form';
import { NoDataSource } from './NoDataSource';
import { PolicyEditor } from './PolicyEditor';

/** A page to make a policy; `?kpi=` names the KPIs to begin with. */
export function NewPolicyPage() {
  const [params] = useSearchParams();
  const [id] = useState(newId);
  const [dataSources] = useState(listKpiDataSources);
  const start = startOf(dataSources, params.getAll('kpi'));
  return (
    <EditorFrame title={t('editor.new', 'New policy')}>
      {start ? (
        <PolicyEditor
          id={id}
          dataSources={dataSources}
          fields={newFields(start.source, start.kpis, defaultTitle(start.kpis))}
        />
      ) : (
        <NoDataSource />
      )}
    </EditorFrame>
  );
}

/** The data source whose catalogue has the KPIs, else the first. */
function startOf(
  dataSources: readonly KpiDataSource[],
  ids: readonly string[]
): { source: KpiDataSource; kpis: Kpi[] } | undefined {
  const starts = dataSources.map((source) => ({
    source,
    kpis: ids.flatMap((id) => (source.catalogue.ok && findKpi(source.catalogue.catalogue, id)) || []),
  }));
  return starts.find(({ kpis }) => kpis.length > 0) ?? starts[0];
}

/** Also the uid of the rule: at most 40 characters of Grafana's alphabet. */
function newId(): string {
  // Not randomUUID: browsers keep it from pages over plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `kw-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
