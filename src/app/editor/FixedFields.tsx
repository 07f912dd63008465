import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { ChangeFields } from './ChangeFields';
import { DimensionField } from './DimensionField';
import { MinimumField } from './MinimumField';
import { WindowField } from './WindowField';
import { windowValuesHelp } from './windowValuesHelp';

/** "… drop by more than 25 % in 10 min, where at least 178 events are expected." */
export function FixedFields({ kpis }: { kpis: readonly Kpi[] }) {
  return (
    <>
      <ChangeFields>
        <WindowField />
      </ChangeFields>
      <MinimumField />
      <DimensionField kpis={kpis} help={windowValuesHelp()} />
    </>
  );
}
