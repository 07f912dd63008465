import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, Button, EmptyState, LinkButton, Stack } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import type { KpiDataSource } from '../../grafana/datasources';
import { Bullets } from '../Bullets';
import { NoDataSource } from '../editor/NoDataSource';
import { ErrorAlert } from '../errors/ErrorAlert';
import { dataSourceHref } from '../routes';
import { areaName } from '../words';
import { AREAS, passes, useKpiFilters } from './filters';
import { KpiFilterBar } from './KpiFilterBar';
import { KpiTable } from './KpiTable';
import { kpiKey, type ListedKpi } from './listing';
import type { Standing } from './standing';
import { useKpis, useStandings } from './useKpis';

/** Every KPI, by area: how it stands, and who watches it. */
export function CataloguePage() {
  const { sources, policies, kpis } = useKpis();
  const { standings, failures } = useStandings(kpis);
  return (
    <PluginPage
      renderTitle={() => <h1>{t('kpis.title', 'KPIs')}</h1>}
      subTitle={t('kpis.subtitle', 'What is counted, how it stands beside what is usual, and who watches it.')}
    >
      <Stack direction="column" gap={2}>
        {policies.isError && <ErrorAlert error={policies.error} />}
        <SourceProblems sources={sources} />
        {failures.length > 0 && <Failures texts={failures} />}
        {sources.length === 0 ? <NoDataSource /> : <Catalogue {...{ sources, kpis, standings }} />}
      </Stack>
    </PluginPage>
  );
}

interface CatalogueProps {
  sources: readonly KpiDataSource[];
  kpis: readonly ListedKpi[];
  standings: ReadonlyMap<string, Standing>;
}

function Catalogue({ sources, kpis, standings }: CatalogueProps) {
  const [filters, setFilters] = useKpiFilters();
  const { editPolicies: mayEdit } = currentAccess();
  const shown = kpis.filter((listed) => passes(filters, listed, standings.get(kpiKey(listed))?.state));
  return (
    <>
      <KpiFilterBar sources={sources} filters={filters} onChange={setFilters} />
      {AREAS.map((area) => ({ area, own: shown.filter(({ kpi }) => kpi.area === area) })).map(
        ({ area, own }) =>
          own.length > 0 && (
            <KpiTable
              key={area}
              title={t('kpis.area-title', '{{- area}} ({{count}})', { area: areaName(area), count: own.length })}
              kpis={own}
              showSource={sources.length > 1}
              {...{ standings, mayEdit }}
            />
          )
      )}
      {shown.length === 0 && (
        <EmptyState
          variant="not-found"
          role="alert"
          message={
            kpis.length > 0
              ? t('kpis.none-match', 'No KPI matches these filters')
              : t('kpis.none', 'The catalogue has no KPIs yet')
          }
          button={
            kpis.length > 0 ? (
              <Button variant="secondary" onClick={() => setFilters(NO_FILTERS)}>
                {t('policies.clear-filters', 'Clear filters')}
              </Button>
            ) : undefined
          }
        />
      )}
    </>
  );
}

const NO_FILTERS = { text: '', area: undefined, state: undefined, source: undefined, watched: undefined };

/** Data sources whose KPIs can't be told. */
function SourceProblems({ sources }: { sources: readonly KpiDataSource[] }) {
  const { setUp } = currentAccess();
  return (
    <>
      {sources
        .filter(({ catalogue }) => !catalogue.ok)
        .map(({ uid, name }) => (
          <Alert
            key={uid}
            severity="error"
            title={t(
              'editor.source-unreadable',
              'The catalogue of "{{- name}}" has mistakes. Mend them in its settings.',
              {
                name,
              }
            )}
          >
            {setUp && (
              <LinkButton variant="secondary" href={dataSourceHref(uid)}>
                {t('kpis.to-settings', 'See its settings')}
              </LinkButton>
            )}
          </Alert>
        ))}
    </>
  );
}

function Failures({ texts }: { texts: readonly string[] }) {
  return (
    <Alert severity="warning" title={t('kpis.unread', 'Some KPIs could not be read')}>
      <Bullets>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </Bullets>
    </Alert>
  );
}
