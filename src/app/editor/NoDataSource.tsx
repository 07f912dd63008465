import { t } from '@grafana/i18n';
import { EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import { addDataSourceHref } from '../routes';

/** A policy needs KPIs, and they come from a data source. */
export function NoDataSource() {
  const { setUp } = currentAccess();
  return (
    <EmptyState
      variant="call-to-action"
      message={t('editor.no-datasource', 'There are no KPIs to watch yet')}
      button={
        setUp ? (
          <LinkButton icon="plus" href={addDataSourceHref()}>
            {t('editor.add-datasource', 'Add a Business KPI data source')}
          </LinkButton>
        ) : undefined
      }
    >
      {setUp
        ? t('editor.no-datasource-admin', 'KPIs are defined in the catalogue of a Business KPI data source.')
        : t('editor.no-datasource-other', 'Ask an Admin of this Grafana to add a Business KPI data source.')}
    </EmptyState>
  );
}
