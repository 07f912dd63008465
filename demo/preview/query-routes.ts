import { HttpResponse } from 'msw';
import { z } from 'zod';

import { knownError, message } from './alerting/answers';
import type { Routes } from './alerting/route';
import { SqlError, type MysqlRunner, type MysqlRunners, type Column, type SqlRange } from './mysql';

const epoch = z.coerce.number();

const requestSchema = z.object({
  from: epoch,
  to: epoch,
  queries: z.array(
    z.object({
      refId: z.string(),
      datasource: z.object({ uid: z.string() }),
      rawSql: z.string().default(''),
    })
  ),
});

/** What Grafana's MySQL data source answers to the page: its queries and its test. */
export function queryRoutes(routes: Routes, runners: Pick<MysqlRunners, 'get'>): void {
  routes.on('post', '/api/ds/query', async ({ body }) => {
    const request = requestSchema.safeParse(body);
    if (!request.success) {
      return message(400, 'bad request data');
    }
    const { queries, ...range } = request.data;
    if (queries.length === 0) {
      return knownError(400, 'query.noQueries', 'No queries found');
    }
    const results: Array<[string, object]> = [];
    for (const { refId, datasource, rawSql } of queries) {
      const runner = runners.get(datasource.uid);
      if (!runner) {
        return message(404, 'Data source not found');
      }
      results.push([refId, await resultOf(runner, refId, rawSql, range)]);
    }
    const status = results.some(([, result]) => 'error' in result) ? 400 : 200;
    return HttpResponse.json({ results: Object.fromEntries(results) }, { status });
  });

  routes.on('get', '/api/datasources/uid/:uid/health', async ({ params }) => {
    const runner = runners.get(params.uid ?? '');
    if (!runner) {
      return message(404, 'Data source not found');
    }
    try {
      await runner.check();
      return HttpResponse.json({ message: 'Database Connection OK', status: 'OK' });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return HttpResponse.json({ message: reason, status: 'ERROR' }, { status: 400 });
    }
  });
}

async function resultOf(runner: MysqlRunner, refId: string, rawSql: string, range: SqlRange): Promise<object> {
  try {
    const { sql, columns } = await runner.run(rawSql, range);
    return { status: 200, frames: [frameOf(refId, columns, sql)] };
  } catch (error) {
    if (error instanceof SqlError) {
      const errorSource = error.sql === undefined ? 'plugin' : 'downstream';
      return { error: error.message, errorSource, status: 500, frames: [frameOf(refId, [], error.sql)] };
    }
    throw error;
  }
}

const FRAME_TYPES = { number: 'float64', string: 'string', time: 'time.Time' };

function frameOf(refId: string, columns: Column[], executedQueryString?: string) {
  return {
    schema: {
      refId,
      meta: { typeVersion: [0, 0], executedQueryString },
      fields: columns.map(({ name, type }) => ({
        name,
        type,
        typeInfo: { frame: FRAME_TYPES[type], nullable: true },
      })),
    },
    data: { values: columns.map(({ values }) => values) },
  };
}
