import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { z } from 'zod';

import { minimumEventsFor, type DropThresholds } from '../kpi/detect/judge';

const percent = z.number().min(1).max(100);

/** What a person sets on the panel, as the dashboard stores it. A setting that cannot be read is at its default. */
const optionsSchema = z.object({
  /** More than this far below expected is a drop. */
  dropPercent: percent.catch(30),
  /** More than this far below expected is worth watching. */
  watchPercent: percent.catch(15),
  /** Unset: the smallest number that can show a drop of `dropPercent`. */
  minimumEvents: z.number().min(0).optional().catch(undefined),
  sort: z.enum(['query', 'worst']).catch('query'),
  showSparkline: z.boolean().catch(true),
});

export type SuddenDropOptions = z.infer<typeof optionsSchema>;

export function parseOptions(stored: unknown): SuddenDropOptions {
  return optionsSchema.parse(stored ?? {});
}

export function thresholdsOf({ dropPercent, watchPercent, minimumEvents }: SuddenDropOptions): DropThresholds {
  const drop = dropPercent / 100;
  return {
    drop,
    watch: Math.min(watchPercent / 100, drop),
    minimumEvents: minimumEvents ?? minimumEventsFor(drop),
  };
}

export function addOptions(builder: PanelOptionsEditorBuilder<SuddenDropOptions>): void {
  const defaults = parseOptions({});
  const judgement = [t('options.judgement', 'Judgement')];
  const tiles = [t('options.tiles', 'Tiles')];
  builder
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
    })
    .addRadio({
      path: 'sort',
      category: tiles,
      name: t('options.sort', 'Order'),
      defaultValue: defaults.sort,
      settings: {
        options: [
          { value: 'query', label: t('options.sort-query', 'As in the query') },
          { value: 'worst', label: t('options.sort-worst', 'Worst first') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showSparkline',
      category: tiles,
      name: t('options.curve', 'Curve'),
      description: t('options.curve-help', 'The KPI over the time range, and what was expected.'),
      defaultValue: defaults.showSparkline,
    });
}
