import {
  createDataFrame,
  CustomVariableSupport,
  FieldType,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
} from '@grafana/data';
import { from, map, type Observable } from 'rxjs';

import type { BusinessKpiDataSource } from './datasource';
import { readListing, type Listing, type VariableQuery } from './listing';
import type { BusinessKpiOptions, BusinessKpiQuery } from './types';
import { VariableEditor } from './VariableEditor';

/** Lets dashboard variables list KPIs and the values of dimensions. */
export class KpiVariables extends CustomVariableSupport<
  BusinessKpiDataSource,
  VariableQuery,
  BusinessKpiQuery,
  BusinessKpiOptions
> {
  override editor = VariableEditor;

  constructor(private readonly list: (query: Listing) => Promise<MetricFindValue[]>) {
    super();
  }

  override query(request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    return from(this.list(readListing(request.targets[0]))).pipe(
      map((values) => ({
        data: [
          createDataFrame({
            fields: [
              { name: 'text', type: FieldType.string, values: values.map(({ text }) => text) },
              { name: 'value', type: FieldType.string, values: values.map(({ text, value = text }) => value) },
            ],
          }),
        ],
      }))
    );
  }
}
