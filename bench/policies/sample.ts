import { catalogueSchema, type Catalogue, type Kpi } from '../../src/kpi/catalogue/schema';
import { DEFAULT_TIME_LIMIT, type Dialect } from '../../src/kpi/sql/dialect';
import { folderOf } from '../../src/policy/folder';
import { compileRuleGroup, type AlertRuleGroup } from '../../src/policy/rule';
import { policySchema, type Policy } from '../../src/policy/schema';

/** What policies of the benchmark watch: orders, all of them and by region, by number and by worth. */
const REGIONS = ['KR', 'JP', 'US', 'DE'];
const OWNERS = ['Order team', 'Payment team', 'Search team', 'Seller team', 'Night team'];

export interface SamplePolicy {
  policy: Policy;
  kpis: Kpi[];
}

/** With dimensions their messages say where a drop comes from. */
export function sampleCatalogue(table: string, dimensions: readonly string[] = []): Catalogue {
  const kpis = REGIONS.flatMap((region) =>
    (['count', 'sum'] as const).map((kind) => ({
      id: `${kind}_${region.toLowerCase()}`,
      name: `${kind === 'count' ? 'Orders' : 'Revenue'} ${region}`,
      area: 'customers',
      source: {
        kind: 'table',
        table,
        time: { column: 'created_at', type: 'timestamp' },
        filters: [{ column: 'region', op: '=', value: region }],
      },
      value: kind === 'count' ? { kind } : { kind, column: 'amount' },
      dimensions,
    }))
  );
  return catalogueSchema.parse({ version: 2, kpis });
}

/** Policies of so many KPIs each, as teams would write them: no two are told and named alike. */
export function samplePolicies(catalogue: Catalogue, count: number, kpisEach: number): SamplePolicy[] {
  return Array.from({ length: count }, (_, index) => {
    const kpis = catalogue.kpis.slice(0, kpisEach);
    const policy = policySchema.parse({
      version: 1,
      id: `kw-bench-${index}`,
      title: `Orders fall ${index}`,
      datasourceUid: 'shop',
      kpis: kpis.map(({ id }) => id),
      dropPercent: 20 + (index % 60),
      window: '10m',
      recoverPercent: 10,
      minimumEvents: 64,
      severity: index % 3 === 0 ? 'critical' : 'warning',
      owner: OWNERS[index % OWNERS.length],
      contactPoint: `team-${index % OWNERS.length}`,
    });
    return { policy, kpis };
  });
}

export function compileSample({ policy, kpis }: SamplePolicy, dialect: Dialect, writtenAt: number): AlertRuleGroup {
  const server = { mysqlUid: 'mysql', dialect, timeLimit: DEFAULT_TIME_LIMIT };
  return compileRuleGroup(policy, kpis, { ...server, folderUid: folderOf(kpis).uid, paused: false, writtenAt });
}
