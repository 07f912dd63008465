import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';

import { parseOptions, type SuddenDropOptions } from './options';

/** The panel's part of Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<SuddenDropOptions>): void {
  const defaults = parseOptions({});
  const judgement = [t('options.judgement', 'Judgement')];
  const looks = [t('options.looks', 'Looks')];
  builder
    .addRadio({
      path: 'sort',
      category: looks,
      name: t('options.sort', 'Order'),
      defaultValue: defaults.sort,
      settings: {
        options: [
          { value: 'query', label: t('options.sort-query', 'As in the query') },
          { value: 'drop', label: t('options.sort-drop', 'Worst first') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showSparkline',
      category: looks,
      name: t('options.curve', 'Curve'),
      description: t('options.curve-help', 'The KPI over the time range, and what was expected.'),
      defaultValue: defaults.showSparkline,
    })
    .addRadio({
      path: 'palette',
      category: looks,
      name: t('options.palette', 'Colours'),
      description: t('options.palette-help', 'Every state has a word, an icon and a pattern as well.'),
      defaultValue: defaults.palette,
      settings: {
        options: [
          { value: 'grafana', label: t('options.palette-grafana', 'Green, orange, red') },
          { value: 'safe', label: t('options.palette-safe', 'Colour-blind safe') },
        ],
      },
    })
    .addNumberInput({
      path: 'dropPercent',
      category: judgement,
      name: t('options.drop', 'Dropping from (%)'),
      description: t('options.drop-help', 'Farther below expected than this is a drop.'),
      defaultValue: defaults.dropPercent,
      settings: { min: 1, max: 100 },
    })
    .addNumberInput({
      path: 'watchPercent',
      category: judgement,
      name: t('options.watch', 'Watch from (%)'),
      description: t('options.watch-help', 'Farther below expected than this is worth a look.'),
      defaultValue: defaults.watchPercent,
      settings: { min: 1, max: 100 },
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
    });
}
