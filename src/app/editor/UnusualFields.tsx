import { t } from '@grafana/i18n';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { valuesToMeasure } from '../../kpi/detect/calibrations';
import { ChangeFields } from './ChangeFields';
import { DimensionField } from './DimensionField';
import { UsualStatus } from './UsualStatus';
import type { Usual } from './useUsual';

/** "… drop unusually, by more than 25 %", and what is known of what is usual. */
export function UnusualFields({ kpis, usual }: { kpis: readonly Kpi[]; usual: Usual }) {
  return (
    <>
      <ChangeFields />
      <DimensionField
        kpis={kpis}
        help={t(
          'editor.by-usual-help',
          'An alert a value. What is usual is measured of the {{most}} values of each KPI with the most events in the last week; all others, and values that come new, are judged together as one.',
          { most: valuesToMeasure(kpis.length) }
        )}
      />
      <UsualStatus kpis={kpis} usual={usual} />
    </>
  );
}
