import type { DataSourceInstanceSettings, DataSourceJsonData } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';

/** Stands for Grafana's MySQL data source, which is no part of its packages: the server does the work. */
export class MysqlDataSource extends DataSourceWithBackend<DataQuery, DataSourceJsonData> {
  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
  }
}
