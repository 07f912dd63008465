import type { Connection } from 'mysql2/promise';
import { z } from 'zod';

import type { AlertRuleGroup } from '../../src/policy/rule';
import { costOf } from '../sql/measure';
import { windowsOf } from '../sql/queries';
import type { SamplePolicy } from './sample';

/** What a way of watching costs in a minute. */
export interface MinuteCost {
  way: string;
  /** Rules that Grafana evaluates. */
  evaluations: number;
  /** Statements that reach the database. */
  statements: number;
  rowsRead: number;
  /** How long the database is busy with them, one after the other. */
  ms: number;
}

/** How one policy's KPIs are watched: what Grafana evaluates, and what reaches the database. */
interface Watch {
  evaluations: number;
  statements: string[];
}

const sqlSchema = z.object({ rawSql: z.string() });

/** As the policy is written: its rules, with the evaluation time that Grafana would fill in. */
export function ofPolicy({ rules }: AlertRuleGroup, at: number): Watch {
  const statements = rules.flatMap(({ data }) =>
    data.flatMap(({ model, relativeTimeRange }) => {
      const sql = sqlSchema.safeParse(model).data?.rawSql;
      return sql === undefined
        ? []
        : [
            sql
              .replaceAll('$__unixEpochTo()', String(at - relativeTimeRange.to))
              .replaceAll('$__unixEpochFrom()', String(at - relativeTimeRange.from)),
          ];
    })
  );
  return { evaluations: rules.length, statements };
}

/** By hand, a rule for each KPI: one query for now and one for each week and day that it is compared with. */
export function byWindows({ kpis }: SamplePolicy, table: string, at: number): Watch {
  const windows = windowsOf({ from: at - 600, to: at });
  return {
    evaluations: kpis.length,
    statements: kpis.flatMap((kpi) =>
      windows.map(
        ({ from, to }) =>
          `SELECT ${valueOf(kpi)} FROM ${table} WHERE ${filterOf(kpi)} AND created_at >= FROM_UNIXTIME(${from}) AND created_at < FROM_UNIXTIME(${to})`
      )
    ),
  };
}

/** By hand, a rule for each KPI with one query: a series over all the weeks, reduced by Grafana. */
export function byScan({ kpis }: SamplePolicy, table: string, at: number): Watch {
  const oldest = Math.min(...windowsOf({ from: at - 600, to: at }).map(({ from }) => from));
  return {
    evaluations: kpis.length,
    statements: kpis.map(
      (kpi) =>
        `SELECT FLOOR(UNIX_TIMESTAMP(created_at) / 600) AS slot, ${valueOf(kpi)} FROM ${table} WHERE ${filterOf(kpi)} AND created_at >= FROM_UNIXTIME(${oldest}) AND created_at < FROM_UNIXTIME(${at}) GROUP BY slot`
    ),
  };
}

/** Measures some of the policies, and reckons what all of them cost. */
export async function minuteCost(
  connection: Connection,
  way: string,
  watches: readonly Watch[],
  policies: number
): Promise<MinuteCost> {
  const statements = watches.flatMap((watch) => watch.statements);
  const { ms, rowsRead } = await costOf(connection, { name: way, statements }, 1);
  const all = (measured: number) => Math.round((measured * policies) / watches.length);
  return {
    way,
    evaluations: all(watches.reduce((sum, { evaluations }) => sum + evaluations, 0)),
    statements: all(statements.length),
    rowsRead: all(rowsRead),
    ms: all(ms),
  };
}

function valueOf({ value }: SamplePolicy['kpis'][number]): string {
  return value.kind === 'sum' ? `COALESCE(SUM(${value.column}), 0)` : 'COUNT(*)';
}

function filterOf({ source }: SamplePolicy['kpis'][number]): string {
  return source.filters.map((filter) => `${filter.column} = '${'value' in filter ? filter.value : ''}'`).join(' AND ');
}
