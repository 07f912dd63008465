import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';

import { addOptions } from './editor';
import { isOld, parseOptions, type SuddenDropOptions } from './options';
import pluginJson from './plugin.json';
import { SuddenDropPanel } from './SuddenDropPanel';
import { suggestionsFor } from './suggestions';

// Grafana has loaded the texts (plugin.json, languages) before this module; from here on t() looks among them.
void initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<SuddenDropOptions>(SuddenDropPanel)
  .setPanelOptions(addOptions)
  .useFieldConfig({
    // The state alone colours a tile, and an axis begins at 0.
    disableStandardOptions: [
      FieldConfigProperty.Color,
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
      FieldConfigProperty.FieldMinMax,
      FieldConfigProperty.Thresholds,
      FieldConfigProperty.Mappings,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Filterable,
      FieldConfigProperty.Actions,
    ],
  })
  .setSuggestionsSupplier(suggestionsFor)
  .setMigrationHandler(
    ({ options }) => parseOptions(options),
    ({ options }) => isOld(options)
  );
