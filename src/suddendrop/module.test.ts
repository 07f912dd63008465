import { getPanelDataSummary } from '@grafana/data';

import { plugin } from './module';
import pluginJson from './plugin.json';
import { speak, testFrame, testReading } from './testing';

beforeAll(() => speak('en-US'));

// Grafana 12.4 and 13 ask panels whose plugin.json says so, by this call of @grafana/data.
test('Grafana gets the layouts as suggestions, each a whole panel', () => {
  plugin.meta = { ...plugin.meta, id: pluginJson.id, name: pluginJson.name };
  const suggestions = plugin.getSuggestions(getPanelDataSummary([testFrame(testReading())])) ?? [];
  expect(pluginJson.suggestions).toBe(true);
  expect(suggestions.map(({ pluginId, name, options }) => [pluginId, name, options?.layout])).toEqual([
    [pluginJson.id, 'Sudden drop: tiles', 'tiles'],
    [pluginJson.id, 'Sudden drop: grid', 'grid'],
    [pluginJson.id, 'Sudden drop: leaderboard', 'leaderboard'],
    [pluginJson.id, 'Sudden drop: wallboard', 'wallboard'],
  ]);
  expect(new Set(suggestions.map(({ hash }) => hash)).size).toBe(4);
});
