import { t } from '@grafana/i18n';
import { EmptyState, LinkButton, Stack } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import { addDataSourceHref, newQueryPolicyHref } from '../routes';

/** KPIs come from a data source; a query of any other one can be watched without them. */
export function NoDataSource() {
  const { setUp, editPolicies } = currentAccess();
  return (
    <EmptyState
      variant="call-to-action"
      message={t('editor.no-datasource', 'There are no KPIs to watch yet')}
      button={
        <Stack direction="row" gap={1} wrap="wrap" justifyContent="center">
          {setUp && (
            <LinkButton icon="plus" href={addDataSourceHref()}>
              {t('editor.add-datasource', 'Add a Business KPI data source')}
            </LinkButton>
          )}
          {editPolicies && (
            <LinkButton variant="secondary" href={newQueryPolicyHref()}>
              {t('editor.watch-query', 'Watch a query of another data source')}
            </LinkButton>
          )}
        </Stack>
      }
    >
      {setUp
        ? t('editor.no-datasource-admin', 'KPIs are defined in the catalogue of a Business KPI data source.')
        : t('editor.no-datasource-other', 'Ask an Admin of this Grafana to add a Business KPI data source.')}
    </EmptyState>
  );
}
