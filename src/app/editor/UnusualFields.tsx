import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { ChangeFields } from './ChangeFields';
import { UsualStatus } from './UsualStatus';
import type { Usual } from './useUsual';

/** "… drop unusually, by more than 25 %", and what is known of what is usual. */
export function UnusualFields({ kpis, usual }: { kpis: readonly Kpi[]; usual: Usual }) {
  return (
    <>
      <ChangeFields />
      <UsualStatus kpis={kpis} usual={usual} />
    </>
  );
}
