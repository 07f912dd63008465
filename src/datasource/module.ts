import { DataSourcePlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';

import { ConfigEditor } from './ConfigEditor';
import { BusinessKpiDataSource } from './datasource';
import pluginJson from './plugin.json';
import { QueryEditor } from './QueryEditor';
import type { BusinessKpiOptions, BusinessKpiQuery } from './types';

// Grafana has loaded the locale before this module; a data source's module can't wait, and none of its text is
// needed before the next tick.
void initPluginTranslations(pluginJson.id);

export const plugin = new DataSourcePlugin<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions>(
  BusinessKpiDataSource
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
