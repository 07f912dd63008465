import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useParams } from 'react-router-dom';

import { currentAccess } from '../../grafana/access';
import { caseOptions, caseTargets } from '../../kpi/cases';
import { isSum } from '../../kpi/catalogue/schema';
import { ErrorAlert } from '../errors/ErrorAlert';
import { hrefOf, KPIS_PATH, newPolicyPath } from '../routes';
import { useSearchChange } from '../useSearchChange';
import { areaName } from '../words';
import { AddToDashboard } from './AddToDashboard';
import { Drivers } from './Drivers';
import { KpiFacts } from './KpiFacts';
import { KpiPanel } from './KpiPanel';
import { KpiSql } from './KpiSql';
import { LINES, LINES_OPTIONS } from './lines';
import type { ListedKpi } from './listing';
import { useKpis } from './useKpis';

/** All there is to know of the KPI that the address names. */
export function KpiPage() {
  const { uid, id } = useParams();
  const { policies, kpis } = useKpis();
  const { editPolicies } = currentAccess();
  const listed = kpis.find(({ source, kpi }) => source.uid === uid && kpi.id === id);
  return (
    <PluginPage
      pageNav={{
        text: listed?.kpi.name ?? t('kpi.unknown', 'Unknown KPI'),
        subTitle: listed && `${areaName(listed.kpi.area)} · ${listed.source.name}`,
        parentItem: { text: t('kpis.title', 'KPIs'), url: hrefOf(KPIS_PATH) },
      }}
      actions={listed ? <Actions listed={listed} /> : undefined}
    >
      <Stack direction="column" gap={2}>
        {policies.isError && <ErrorAlert error={policies.error} />}
        {listed ? <Shown key={`${uid}/${id}`} listed={listed} mayEdit={editPolicies} /> : <Missing />}
      </Stack>
    </PluginPage>
  );
}

function Actions({ listed }: { listed: ListedKpi }) {
  const { editPolicies, editDashboards } = currentAccess();
  const { source, kpi } = listed;
  return (
    <>
      {editDashboards && <AddToDashboard listed={listed} />}
      {editPolicies && (
        <LinkButton icon="bell" href={hrefOf(newPolicyPath(source.uid, kpi.id))}>
          {t('kpi.watch', 'Watch this KPI')}
        </LinkButton>
      )}
    </>
  );
}

function Shown({ listed, mayEdit }: { listed: ListedKpi; mayEdit: boolean }) {
  const styles = useStyles2(getStyles);
  const { source, kpi, watching } = listed;
  const shared = { datasourceUid: source.uid };
  const [since, chooseSince] = useSince();
  return (
    <div className={styles.columns}>
      <div className={styles.panels}>
        <KpiPanel
          {...shared}
          title={t('kpi.now', 'Now beside expected')}
          height={280}
          pluginId="kpiwatch-suddendrop-panel"
          options={caseOptions(watching)}
          targets={caseTargets(kpi, watching)}
          since="now-3h"
        />
        <KpiPanel
          {...shared}
          title={t('kpi.compared', 'Compared with earlier weeks and days')}
          description={t(
            'kpi.compared-why',
            'The line is what was, the dashed line what the references say, the area what they span.'
          )}
          height={320}
          pluginId="timeseries"
          options={LINES_OPTIONS}
          fieldConfig={LINES}
          targets={[{ refId: 'A', kpis: [kpi.id], view: 'compare' }]}
          since={since}
          actions={
            <RadioButtonGroup
              size="sm"
              aria-label={t('kpi.range', 'How far back')}
              options={SINCE.map((value) => ({ value, label: sinceWords(value) }))}
              value={since}
              onChange={chooseSince}
            />
          }
        />
        {isSum(kpi) && (
          <KpiPanel
            {...shared}
            title={t('kpi.today', 'Today so far')}
            height={280}
            pluginId="timeseries"
            options={LINES_OPTIONS}
            fieldConfig={LINES}
            targets={[{ refId: 'A', kpis: [kpi.id], view: 'today' }]}
            since="now-1h"
            fit
          />
        )}
        {isSum(kpi) && kpi.dimensions.length > 0 && (
          <section>
            <Text element="h2" variant="h4">
              {t('kpi.drivers', 'What makes the difference')}
            </Text>
            <Drivers listed={listed} />
          </section>
        )}
        <KpiSql listed={listed} />
      </div>
      <KpiFacts {...{ listed, mayEdit }} />
    </div>
  );
}

const SINCE = ['now-3h', 'now-24h', 'now-7d'] as const;

/** How far back the curve goes, kept in the page's address. */
function useSince() {
  const [params, change] = useSearchChange();
  const since = SINCE.find((one) => one === params.get('since')) ?? 'now-24h';
  return [since, (chosen: string) => change({ since: chosen })] as const;
}

function sinceWords(since: (typeof SINCE)[number]): string {
  switch (since) {
    case 'now-3h':
      return t('kpi.hours', '{{n}} hours', { n: 3 });
    case 'now-24h':
      return t('kpi.hours', '{{n}} hours', { n: 24 });
    case 'now-7d':
      return t('kpi.days', '{{n}} days', { n: 7 });
  }
}

function Missing() {
  return (
    <Alert severity="info" title={t('kpi.missing', 'There is no such KPI')}>
      <p>
        {t(
          'kpi.missing-why',
          'It is no longer in the catalogue, its data source is gone or you may not query it, or the address is wrong.'
        )}
      </p>
      <LinkButton variant="secondary" href={hrefOf(KPIS_PATH)}>
        {t('kpi.to-catalogue', 'See the KPIs')}
      </LinkButton>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: `minmax(0, 1fr) ${theme.spacing(40)}`,
    alignItems: 'start',
    gap: theme.spacing(3),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  panels: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
