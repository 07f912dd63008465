import { PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';

import { addOptions, type SuddenDropOptions } from './options';
import pluginJson from './plugin.json';
import { SuddenDropPanel } from './SuddenDropPanel';

// Grafana has loaded the texts (plugin.json, languages) before this module; from here on t() looks among them.
void initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<SuddenDropOptions>(SuddenDropPanel).setPanelOptions(addOptions);
