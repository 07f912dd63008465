import type { DataSourceApi, DataSourceInstanceSettings, DataSourcePlugin, DataSourceRef } from '@grafana/data';
import type { DataSourceSrv, GetDataSourceListFilters } from '@grafana/runtime';

import { MysqlDataSource } from './MysqlDataSource';

type Ref = DataSourceRef | string | null;
type Load = (pluginId: string) => Promise<DataSourcePlugin<DataSourceApi>>;

/** The preview's data sources, each made when it is first asked for. */
export class PreviewDataSources implements DataSourceSrv {
  private readonly instances = new Map<string, Promise<DataSourceApi>>();

  constructor(
    private readonly settings: readonly DataSourceInstanceSettings[],
    private readonly load: Load
  ) {}

  get(ref?: Ref): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref);
    if (!settings) {
      return Promise.reject(new Error(`Data source ${JSON.stringify(ref)} was not found`));
    }
    const instance = this.instances.get(settings.uid) ?? this.make(settings);
    this.instances.set(settings.uid, instance);
    return instance;
  }

  /** As a saved change makes Grafana do. */
  forget(uid: string): void {
    this.instances.delete(uid);
  }

  getList({ type, pluginId, filter = () => true }: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = [type, pluginId].flat().filter((name) => name !== undefined);
    return this.settings.filter((one) => (types.length === 0 || types.includes(one.type)) && filter(one));
  }

  getInstanceSettings(ref?: Ref): DataSourceInstanceSettings | undefined {
    const uid = typeof ref === 'string' ? ref : ref?.uid;
    return uid
      ? this.settings.find((one) => one.uid === uid || one.name === uid)
      : this.settings.find(({ isDefault }) => isDefault);
  }

  reload(): void {
    this.instances.clear();
  }

  registerRuntimeDataSource(): void {
    throw new Error('The preview has no runtime data sources.');
  }

  private async make(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
    if (settings.type === 'mysql') {
      return Object.assign(new MysqlDataSource(settings), { meta: settings.meta });
    }
    const plugin = await this.load(settings.type);
    return Object.assign(new plugin.DataSourceClass(settings), { meta: settings.meta });
  }
}
