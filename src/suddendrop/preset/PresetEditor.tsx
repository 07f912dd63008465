import type { StandardEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import { isCase, type CaseId } from '../../kpi/cases';
import { chooseCase } from './chooseCase';
import { presets } from './presets';

/** Makes the panel ready for a case in one go: its limits, and where the query can be reached, the KPI and the window. */
export function PresetEditor({ id, value, onChange }: StandardEditorProps<string>) {
  const [said, say] = useState('');
  const choose = (preset: string) => {
    onChange(preset);
    say(isCase(preset) ? answerText(preset, chooseCase(preset)) : '');
  };
  return (
    <Stack direction="column" gap={0.5}>
      <Combobox id={id} options={presets()} value={value} onChange={(option) => choose(option.value)} />
      <div role="status">
        {said && (
          <Text variant="bodySmall" color="secondary">
            {said}
          </Text>
        )}
      </div>
    </Stack>
  );
}

export function answerText(id: CaseId, answer: ReturnType<typeof chooseCase>): string {
  switch (answer) {
    case 'unknown':
      return t(
        'preset.unknown',
        'The limits and the window are set. The catalogue of this data source has no KPI with the id {{- id}}: choose yours in the query.',
        { id }
      );
    case 'nobody':
      return t(
        'preset.nobody',
        'The limits are set. For the query as well, choose a Business KPI data source under Queries, then the preset again.'
      );
    default:
      return t('preset.taken', 'The query asks for “{{- name}}” now.', { name: answer.kpi });
  }
}
