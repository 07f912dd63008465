import { createPool, type FieldPacket, type Pool } from 'mysql2/promise';
import { z } from 'zod';

import { DemoError } from '../command';
import type { StoredDataSource } from './alerting/datasources';
import type { Store } from './alerting/store';

const ROW_LIMIT = 1_000_000;
const CONNECTIONS = 10;

export interface SqlRange {
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

/** A column as Grafana's data frames carry it. */
export interface Column {
  name: string;
  type: 'number' | 'string' | 'time';
  values: Array<number | string | null>;
}

export interface SqlResult {
  /** The statement as the database saw it. */
  sql: string;
  columns: Column[];
}

/** A statement that failed, in the words of Grafana's MySQL data source. `sql` is missing where none was sent. */
export class SqlError extends Error {
  constructor(
    message: string,
    readonly sql?: string
  ) {
    super(message);
  }
}

type Account = Pick<StoredDataSource, 'url' | 'user' | 'jsonData' | 'secureJsonData'>;

/** The runners of the data sources that there are just now, each made when it is first asked for. */
export class MysqlRunners {
  private readonly runners = new Map<StoredDataSource, MysqlRunner>();

  constructor(private readonly store: Store) {}

  /** Undefined where there is no MySQL data source of that uid. */
  get(uid: string): MysqlRunner | undefined {
    const datasource = this.store.datasources.get(uid);
    if (datasource?.type !== 'mysql') {
      return undefined;
    }
    const runner = this.runners.get(datasource) ?? MysqlRunner.of(datasource);
    this.runners.set(datasource, runner);
    return runner;
  }

  /** The database may have ended before: that is no reason to leave the rest. */
  async end(): Promise<void> {
    await Promise.allSettled([...this.runners.values()].map((runner) => runner.end()));
  }
}

/** Runs SQL with the data source's account, as Grafana's MySQL data source would. */
export class MysqlRunner {
  private constructor(private readonly pool: Pool) {}

  static of({ url, user, jsonData, secureJsonData }: Account): MysqlRunner {
    const [host, port] = url.split(':');
    const { database } = z.object({ database: z.string() }).parse(jsonData);
    if (!host || secureJsonData.password === undefined) {
      throw new DemoError(`The MySQL data source needs a url (host:port) and a password; its url is "${url}".`);
    }
    return new MysqlRunner(
      createPool({
        host,
        port: Number(port ?? 3306),
        user,
        password: secureJsonData.password,
        database,
        timezone: 'Z',
        connectionLimit: CONNECTIONS,
        connectTimeout: 10_000,
        decimalNumbers: true,
      })
    );
  }

  async run(rawSql: string, range: SqlRange): Promise<SqlResult> {
    const sql = expandMacros(rawSql, range);
    try {
      const [rows, fields] = await this.pool.query<unknown[][] & []>({ sql, rowsAsArray: true });
      // Grafana gives a result without rows no columns.
      return { sql, columns: rows.length === 0 ? [] : columnsOf(fields, rows.slice(0, ROW_LIMIT)) };
    } catch (error) {
      throw new SqlError(`db query error: ${reasonOf(error)}`, sql);
    }
  }

  async check(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async end(): Promise<void> {
    await this.pool.end();
  }
}

/** The macros of Grafana's MySQL data source that the plugin writes. */
function expandMacros(sql: string, { from, to }: SqlRange): string {
  if (/\bshow\b[^;]*\bgrants\b|\bsystem_user\(|\bsession_user\(|\bcurrent_user\b|\buser\(\)/i.test(sql)) {
    throw new SqlError('interpolation failed: invalid query - please inspect Grafana server log for details');
  }
  return sql.replace(/\$(__\w+)\(([^)]*)\)/g, (_text, name: string) => {
    switch (name) {
      case '__unixEpochFrom':
        return String(Math.floor(from / 1000));
      case '__unixEpochTo':
        return String(Math.floor(to / 1000));
      default:
        throw new SqlError(`interpolation failed: unknown macro ${name}`);
    }
  });
}

/** Of the server's errors Grafana passes on these, and hides the rest in its log. */
const TOLD = new Map([
  [1064, '42000'],
  [1054, '42S22'],
  [1146, '42S02'],
]);

const serverErrorSchema = z.object({ errno: z.number(), sqlMessage: z.string() });

function reasonOf(error: unknown): string {
  const { data } = serverErrorSchema.safeParse(error);
  const state = data && TOLD.get(data.errno);
  return state === undefined
    ? 'query failed - please inspect Grafana server log for details'
    : `Error ${data?.errno} (${state}): ${data?.sqlMessage}`;
}

/** MySQL's numbers for column types. */
const TIME_TYPES = new Set([7, 10, 12]);
const NUMBER_TYPES = new Set([0, 1, 2, 3, 4, 5, 8, 9, 13, 246]);

function columnsOf(fields: FieldPacket[], rows: unknown[][]): Column[] {
  return fields.map(({ name, columnType = 0 }, index) => {
    const type = TIME_TYPES.has(columnType) ? 'time' : NUMBER_TYPES.has(columnType) ? 'number' : 'string';
    return { name, type, values: rows.map((row) => valueOf(row[index])) };
  });
}

function valueOf(value: unknown): number | string | null {
  if (value === null || typeof value === 'number' || typeof value === 'string') {
    return value;
  }
  return value instanceof Date ? value.getTime() : String(value);
}
