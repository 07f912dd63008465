import { t } from '@grafana/i18n';
import { Combobox, InlineField } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { presetKpis } from '../kpi/catalogue/presets';
import type { Kpi } from '../kpi/catalogue/schema';
import { areaLabel } from './labels';

/** Picks a KPI to begin with, in the person's own time zone. */
export function PresetPicker({ onPick }: { onPick(kpi: Kpi): void }) {
  const id = useId();
  const presets = useMemo(() => presetKpis(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return (
    <InlineField label={t('config.preset', 'Add a KPI')} htmlFor={id} transparent>
      <Combobox
        id={id}
        placeholder={t('config.preset-placeholder', 'Begin with …')}
        width={30}
        value={null}
        options={presets.map((preset) => ({
          value: preset.id,
          label: preset.name,
          description: preset.description,
          group: areaLabel(preset.area),
        }))}
        onChange={({ value }) => {
          const kpi = presets.find((preset) => preset.id === value);
          if (kpi) {
            onPick(kpi);
          }
        }}
      />
    </InlineField>
  );
}
