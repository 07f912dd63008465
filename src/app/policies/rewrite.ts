import { t } from '@grafana/i18n';

import type { KpiDataSource } from '../../grafana/datasources';
import { savePolicy } from '../../grafana/savePolicy';
import type { Policy } from '../../policy/schema';
import { selectionOf, sourcesOf } from '../editor/selection';
import type { PolicyRow } from './row';
import { nowInSeconds } from './usePolicies';

/** Writes a policy of the list anew, as `change` has it, unless somebody else changed it since the list was read. */
export async function rewrite(
  dataSources: readonly KpiDataSource[],
  { policy, rules }: Pick<PolicyRow, 'policy' | 'rules'>,
  change: (policy: Policy) => Policy
): Promise<unknown> {
  if (!policy) {
    return undefined;
  }
  const sources = sourcesOf(dataSources, policy);
  if (!sources) {
    const { missing } = selectionOf(dataSources, policy.datasourceUid, policy.kpis);
    throw new Error(
      missing.length > 0
        ? t('bulk.kpis-missing', 'No longer in the catalogue: {{- ids}}', { ids: missing.join(', ') })
        : t('bulk.no-source', 'Its data source is gone, or has no MySQL data source.')
    );
  }
  return savePolicy({ policy: change(policy), ...sources, opened: { policy, rules }, now: nowInSeconds() });
}
