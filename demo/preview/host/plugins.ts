import { AppPlugin, DataSourcePlugin, PanelPlugin, PluginIncludeType, type DataSourceApi } from '@grafana/data';
import i18next from 'i18next';

import type { PreviewPlugin } from './boot';
import { loadModule } from './modules';

/** Loads built plugins as Grafana does: first their texts, then their module. */
export class PreviewPlugins {
  constructor(private readonly plugins: readonly PreviewPlugin[]) {}

  has(id: string): boolean {
    return this.plugins.some(({ meta }) => meta.id === id);
  }

  /** The pages that plugins have in the navigation. */
  pages(): Array<{ path: string; text: string }> {
    return this.plugins
      .flatMap(({ meta }) => meta.includes ?? [])
      .flatMap(({ type, path, name, addToNav }) =>
        type === PluginIncludeType.page && addToNav && path !== undefined ? [{ path, text: name }] : []
      );
  }

  async app(id: string): Promise<AppPlugin> {
    return this.load(id, (plugin) => (plugin instanceof AppPlugin ? plugin : undefined));
  }

  async panel(id: string): Promise<PanelPlugin> {
    return this.load(id, (plugin) => (plugin instanceof PanelPlugin ? plugin : undefined));
  }

  async dataSource(id: string): Promise<DataSourcePlugin<DataSourceApi>> {
    return this.load(id, (plugin) => (plugin instanceof DataSourcePlugin ? plugin : undefined));
  }

  private async load<T extends object>(id: string, read: (plugin: unknown) => T | undefined): Promise<T> {
    const { meta, moduleUrl, translations } = this.find(id);
    for (const [language, texts] of Object.entries(translations)) {
      i18next.addResourceBundle(language, id, texts, true, false);
    }
    const module = await loadModule(moduleUrl);
    const plugin = read(module.plugin);
    if (!plugin) {
      throw new Error(`${id} exports no plugin of the kind that its plugin.json names.`);
    }
    return Object.assign(plugin, { meta });
  }

  private find(id: string): PreviewPlugin {
    const plugin = this.plugins.find(({ meta }) => meta.id === id);
    if (!plugin) {
      throw new Error(`The preview has no plugin "${id}".`);
    }
    return plugin;
  }
}
