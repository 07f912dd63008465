import type { DataFrame, PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';

import { splitCompanions } from './companions';
import { isCase } from '../kpi/cases';
import { parseOptions, type SuddenDropOptions } from './options';
import { PresetEditor } from './preset/PresetEditor';
import { readFrame } from './readings';

/** The panel's part of Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<SuddenDropOptions>): void {
  const defaults = parseOptions({});
  const judgement = [t('options.judgement', 'Judgement')];
  const looks = [t('options.looks', 'Looks')];
  const other = [t('options.other', 'Other data sources')];
  const wall = [t('options.wall', 'Wallboard')];
  builder
    .addCustomEditor({
      id: 'preset',
      path: 'preset',
      category: judgement,
      name: t('options.preset', 'Preset'),
      description: t(
        'options.preset-help',
        'What the panel is ready for: from where on it is a drop and, of a Business KPI data source, the KPI and its window.'
      ),
      defaultValue: defaults.preset,
      editor: PresetEditor,
    })
    .addNumberInput({
      path: 'dropPercent',
      category: judgement,
      name: t('options.drop', 'Dropping from (%)'),
      description: t('options.drop-help', 'Farther below expected than this is a drop.'),
      defaultValue: defaults.dropPercent,
      settings: { min: 1, max: 100 },
      showIf: hasOwnLimits,
    })
    .addNumberInput({
      path: 'watchPercent',
      category: judgement,
      name: t('options.watch', 'Watch from (%)'),
      description: t('options.watch-help', 'Farther below expected than this is worth a look.'),
      defaultValue: defaults.watchPercent,
      settings: { min: 1, max: 100 },
      showIf: hasOwnLimits,
    })
    .addNumberInput({
      path: 'minimumEvents',
      category: judgement,
      name: t('options.minimum', 'Fewest expected events'),
      description: t(
        'options.minimum-help',
        'With fewer, chance alone looks like a drop, and the tile says "Too little traffic". Empty: worked out from the drop.'
      ),
      settings: { min: 0, integer: true, placeholder: t('options.minimum-auto', 'Automatic') },
      showIf: hasOwnLimits,
    })
    .addSelect({
      path: 'layout',
      category: looks,
      name: t('options.layout', 'Layout'),
      defaultValue: defaults.layout,
      settings: {
        options: [
          {
            value: 'tiles',
            label: t('options.tiles', 'Tiles'),
            description: t('options.tiles-help', 'A few KPIs with everything about them; one alone fills the panel.'),
          },
          {
            value: 'grid',
            label: t('options.grid', 'Grid'),
            description: t('options.grid-help', 'Many KPIs at a glance.'),
          },
          {
            value: 'leaderboard',
            label: t('options.leaderboard', 'Leaderboard'),
            description: t('options.leaderboard-help', 'A table, sorted by drop, by lost volume or by name.'),
          },
          {
            value: 'wallboard',
            label: t('options.wallboard', 'Wallboard'),
            description: t('options.wallboard-help', 'Dark, readable from across a room, turning its pages by itself.'),
          },
        ],
      },
    })
    .addSelect({
      path: 'sort',
      category: looks,
      name: t('options.sort', 'Order'),
      defaultValue: defaults.sort,
      settings: {
        options: [
          { value: 'query', label: t('options.sort-query', 'As in the query') },
          { value: 'drop', label: t('options.sort-drop', 'Worst first') },
          { value: 'lost', label: t('options.sort-lost', 'By lost volume') },
          { value: 'name', label: t('options.sort-name', 'By name') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showSparkline',
      category: looks,
      name: t('options.curve', 'Curve'),
      description: t('options.curve-help', 'The KPI over the time range, and what was expected.'),
      defaultValue: defaults.showSparkline,
      showIf: ({ layout }) => layout !== 'grid',
    })
    .addRadio({
      path: 'palette',
      category: looks,
      name: t('options.palette', 'Colours'),
      description: t('options.palette-help', 'Every state has a word, an icon and a pattern as well.'),
      defaultValue: defaults.palette,
      settings: {
        options: [
          { value: 'grafana', label: t('options.palette-grafana', 'Green to red') },
          { value: 'safe', label: t('options.palette-safe', 'Colour-blind safe') },
        ],
      },
    })
    .addNumberInput({
      path: 'pageSeconds',
      category: wall,
      name: t('options.page', 'Turn the page after (s)'),
      description: t('options.page-help', 'What is dropping or stale stays on every page.'),
      defaultValue: defaults.pageSeconds,
      settings: { min: 5, max: 600, integer: true },
      showIf: ({ layout }) => layout === 'wallboard',
    })
    .addRadio({
      path: 'references',
      category: other,
      name: t('options.references', 'Compare with'),
      description: t(
        'options.references-help',
        'Earlier days of the same query: let its time range reach back at least 8 days. Or queries of their own, such as "offset 1w" in Prometheus.'
      ),
      defaultValue: defaults.references,
      settings: {
        options: [
          { value: 'shift', label: t('options.references-shift', 'Earlier days') },
          { value: 'queries', label: t('options.references-queries', 'Other queries') },
        ],
      },
      showIf: hasOther,
    })
    .addTextInput({
      path: 'nowQuery',
      category: other,
      name: t('options.now-query', 'Query that is now'),
      description: t('options.now-query-help', 'Its letter; all other queries are references.'),
      defaultValue: defaults.nowQuery,
      showIf: (options, data) => options.references === 'queries' && hasOther(options, data),
    })
    .addTextInput({
      path: 'window',
      category: other,
      name: t('options.window', 'Judged window'),
      description: t('options.window-help', 'A number and s, m, h or d, such as 10m.'),
      defaultValue: defaults.window,
      showIf: isOtherWithoutCase,
    })
    .addRadio({
      path: 'points',
      category: other,
      name: t('options.points', 'A point is'),
      defaultValue: defaults.points,
      settings: {
        options: [
          { value: 'count', label: t('options.points-count', 'A count, added up') },
          { value: 'level', label: t('options.points-level', 'A level, averaged') },
        ],
      },
      showIf: isOtherWithoutCase,
    })
    .addRadio({
      path: 'goodDirection',
      category: other,
      name: t('options.good', 'Bad news is'),
      defaultValue: defaults.goodDirection,
      settings: {
        options: [
          { value: 'up', label: t('options.good-up', 'A drop') },
          { value: 'down', label: t('options.good-down', 'A rise') },
        ],
      },
      showIf: isOtherWithoutCase,
    });
}

function hasOwnLimits({ preset }: SuddenDropOptions): boolean {
  return preset === 'own';
}

/** A case says itself what its numbers are. */
function isOtherWithoutCase(options: SuddenDropOptions, data?: DataFrame[]): boolean {
  return !isCase(options.preset) && hasOther(options, data);
}

function hasOther(_: SuddenDropOptions, data: DataFrame[] = []): boolean {
  return splitCompanions(data).rest.some((frame) => readFrame(frame).kind === 'foreign');
}
