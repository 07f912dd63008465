import { CoreApp, getDefaultTimeRange, toDataFrame } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { firstValueFrom, from } from 'rxjs';
import { z } from 'zod';

import { dialectOf, VERSION_SQL, type Dialect } from '../kpi/sql/dialect';

const answerSchema = z.object({ data: z.array(z.unknown()).min(1) });

/**
 * What the server behind a MySQL data source is. One that can't be asked now is taken for one without time limits: that
 * is no reason to leave a KPI unwatched.
 */
export function findDialect(mysqlUid: string): Promise<Dialect> {
  return askDialect(mysqlUid).catch(() => 'other');
}

async function askDialect(mysqlUid: string): Promise<Dialect> {
  const mysql = await getDataSourceSrv().get({ uid: mysqlUid, type: 'mysql' });
  const target = { refId: 'server', rawSql: VERSION_SQL, format: 'table', editorMode: 'code', rawQuery: true };
  const request = {
    requestId: `kpiwatch-server-${mysqlUid}`,
    app: CoreApp.Unknown,
    interval: '1m',
    intervalMs: 60_000,
    range: getDefaultTimeRange(),
    scopedVars: {},
    startTime: Date.now(),
    targets: [target satisfies DataQuery & object],
    timezone: 'utc',
  };
  const { data } = answerSchema.parse(await firstValueFrom(from(mysql.query(request))));
  const { fields } = toDataFrame(data[0]);
  const cell = (name: string) => z.string().parse(fields.find((field) => field.name === name)?.values[0]);
  return dialectOf(cell('version'), cell('comment'));
}
