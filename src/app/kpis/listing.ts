import type { KpiDataSource } from '../../grafana/datasources';
import { watchingOf, type Watching } from '../../kpi/cases';
import type { Kpi } from '../../kpi/catalogue/schema';
import type { KpiJudging } from '../../kpi/watch';
import type { PolicyRow, PolicyStatus } from '../policies/row';
import { judgingOf } from '../watch/judging';

/** A KPI with the data source that has it, and the policies that watch it. */
export interface ListedKpi {
  source: KpiDataSource;
  kpi: Kpi;
  /** Undefined while the policies are not known. */
  policies?: PolicyRow[];
  watching: Watching;
  /** As its first policy judges it, where that goes by what is usual. */
  judging?: KpiJudging;
}

/** Every KPI of the data sources whose catalogue can be read, in the order of the catalogues. */
export function listKpis(sources: readonly KpiDataSource[], policies: readonly PolicyRow[] | undefined): ListedKpi[] {
  return sources.flatMap((source) =>
    source.catalogue.ok ? source.catalogue.catalogue.kpis.map((kpi) => listKpi(source, kpi, policies)) : []
  );
}

function listKpi(source: KpiDataSource, kpi: Kpi, policies: readonly PolicyRow[] | undefined): ListedKpi {
  const watchers = policies
    ?.filter(({ policy }) => policy?.datasourceUid === source.uid && policy.kpis.includes(kpi.id))
    .map((row) => ({ ...row, status: statusFor(kpi, row.status) }));
  const [first] = watchers ?? [];
  const [rule] = first?.rules ?? [];
  return {
    source,
    kpi,
    policies: watchers,
    watching: watchingAs(watchers, kpi),
    judging: first?.policy && rule && judgingOf(first.policy, rule, kpi.id),
  };
}

/** Tells a KPI from those of other data sources. */
export function kpiKey({ source, kpi }: Pick<ListedKpi, 'source' | 'kpi'>): string {
  return `${source.uid}/${kpi.id}`;
}

/** As the first of its policies does, so that the pages and the messages agree. */
function watchingAs(policies: readonly PolicyRow[] | undefined, kpi: Kpi): Watching {
  const trigger = policies?.[0]?.policy?.trigger;
  if (!trigger || !('percent' in trigger)) {
    return watchingOf(kpi);
  }
  const lines = { dropPercent: trigger.percent, watchPercent: trigger.percent / 2 };
  return trigger.kind === 'fixed'
    ? { ...lines, window: trigger.window, minimumEvents: trigger.minimumEvents }
    : { ...watchingOf(kpi), ...lines };
}

/** What a policy's status says of one of its KPIs: the breach of another one is none of this. */
function statusFor({ id }: Kpi, status: PolicyStatus): PolicyStatus {
  if (!('breaches' in status)) {
    return status;
  }
  const breaches = status.breaches.filter(({ kpi }) => kpi === id);
  return breaches.length > 0 ? { ...status, breaches } : { state: 'normal' };
}
