import { FieldType, getPanelDataSummary, toDataFrame, type DataFrame } from '@grafana/data';

import { suggestionsFor } from './suggestions';
import { speak, testFrame, testReading } from './testing';

beforeAll(() => speak('en-US'));

const offered = (frames: DataFrame[]) => suggestionsFor(getPanelDataSummary(frames));

test('KPIs are offered in every layout; many of them as a grid first', () => {
  const kpi = testFrame(testReading());
  const best = (frames: DataFrame[]) =>
    [...offered(frames)].sort((a, b) => (b.score ?? 0) - (a.score ?? 0))[0]?.options?.layout;
  expect(offered([kpi]).map(({ options }) => options?.layout)).toEqual(['tiles', 'grid', 'leaderboard', 'wallboard']);
  expect(best([kpi])).toBe('tiles');
  expect(best(Array.from({ length: 20 }, () => kpi))).toBe('grid');
});

test('numbers over time can be compared with earlier days; anything else can not', () => {
  const value = { name: 'value', type: FieldType.number, values: [1] };
  const series = toDataFrame({ fields: [{ name: 'time', type: FieldType.time, values: [1] }, value] });
  expect(offered([series]).map(({ name }) => name)).toEqual(['Sudden drop against earlier days']);
  expect(offered([toDataFrame({ fields: [value] })])).toEqual([]);
  expect(offered([])).toEqual([]);
});
