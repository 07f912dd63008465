import {
  FieldType,
  PanelOptionsEditorBuilder,
  standardEditorsRegistry,
  toDataFrame,
  type DataFrame,
} from '@grafana/data';

import { addOptions } from './editor';
import { parseOptions, type SuddenDropOptions } from './options';
import { speak, testFrame, testReading } from './testing';

beforeAll(() => {
  // Grafana's own inputs are Grafana's; here their names do.
  const inputs = ['select', 'radio', 'boolean', 'number', 'text'];
  standardEditorsRegistry.setInit(() => inputs.map((id) => ({ id, name: id, editor: () => null })));
  return speak('en-US');
});

/** The settings that a person sees, by group. */
function seen(options: Partial<SuddenDropOptions>, data: DataFrame[]): Record<string, string[]> {
  const builder = new PanelOptionsEditorBuilder<SuddenDropOptions>();
  addOptions(builder);
  const groups: Record<string, string[]> = {};
  for (const { showIf, category = [], name } of builder.getItems()) {
    if (!showIf || showIf(parseOptions(options), data)) {
      const group = category[0] ?? '';
      groups[group] = [...(groups[group] ?? []), name];
    }
  }
  return groups;
}

const ours = testFrame(testReading());
const series = toDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [1] },
    { name: 'value', type: FieldType.number, values: [1] },
  ],
});

test('KPIs need few settings', () => {
  expect(seen({}, [ours])).toEqual({
    Judgement: ['Preset'],
    Looks: ['Layout', 'Order', 'Curve', 'Colours'],
  });
  expect(seen({ preset: 'own' }, [ours]).Judgement).toEqual([
    'Preset',
    'Dropping from (%)',
    'Watch from (%)',
    'Fewest expected events',
  ]);
});

test('a wallboard turns its pages', () => {
  expect(seen({ layout: 'wallboard' }, [ours]).Wallboard).toEqual(['Turn the page after (s)']);
  expect(seen({ layout: 'grid' }, [ours]).Looks).not.toContain('Curve');
});

test('numbers of another data source have to be explained', () => {
  const group = 'Other data sources';
  expect(seen({}, [series])[group]).toEqual(['Compare with', 'Judged window', 'A point is', 'Bad news is']);
  expect(seen({ references: 'queries' }, [series])[group]).toContain('Query that is now');
  expect(seen({ preset: 'withdrawals' }, [series])[group]).toEqual(['Compare with']);
});
