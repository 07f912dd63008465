import { t } from '@grafana/i18n';
import { Combobox, InlineField } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { presetKpis } from '../../kpi/catalogue/presets';
import { areaLabel } from '../labels';

const BLANK = '';

interface Props {
  /** A KPI to begin with, right or not yet, in the person's own time zone. */
  onPick(kpi: Readonly<Record<string, unknown>>): void;
}

/** Picks what to begin with: a blank KPI, or one that others have as well. */
export function PresetPicker({ onPick }: Props) {
  const id = useId();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const presets = useMemo(() => presetKpis(timeZone), [timeZone]);
  return (
    <InlineField label={t('config.preset', 'Add a KPI')} htmlFor={id} transparent>
      <Combobox
        id={id}
        placeholder={t('config.preset-placeholder', 'Begin with …')}
        width={30}
        value={null}
        options={[
          { value: BLANK, label: t('config.preset-blank', 'A blank one') },
          ...presets.map((preset) => ({
            value: preset.id,
            label: preset.name,
            description: preset.description,
            group: areaLabel(preset.area),
          })),
        ]}
        onChange={({ value }) => onPick(presets.find((preset) => preset.id === value) ?? blank(timeZone))}
      />
    </InlineField>
  );
}

function blank(zone: string) {
  return {
    area: 'customers',
    source: { kind: 'table', time: { type: 'timestamp' } },
    value: { kind: 'count' },
    zone,
  };
}
