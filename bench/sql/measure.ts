import { performance } from 'node:perf_hooks';

import type { Connection, RowDataPacket } from 'mysql2/promise';

import type { Way } from './queries';

/** What a way costs: the median time of its runs, and the rows that the server read. */
export interface Cost {
  name: string;
  ms: number;
  rowsRead: number;
}

export async function costOf(connection: Connection, way: Way, runs: number): Promise<Cost> {
  const [cost] = await costsInTurns(connection, [way], runs);
  return cost ?? { name: way.name, ms: NaN, rowsRead: 0 };
}

/** What several ways cost, each run of one followed by one of the next. */
export async function costsInTurns(connection: Connection, ways: readonly Way[], runs: number): Promise<Cost[]> {
  const measured = ways.map(({ name, statements }) => ({ name, statements, times: new Array<number>(), rowsRead: 0 }));
  for (let run = 0; run < runs; run++) {
    for (const way of measured) {
      const before = await handlerReads(connection);
      const started = performance.now();
      for (const statement of way.statements) {
        await connection.query(statement);
      }
      way.times.push(performance.now() - started);
      way.rowsRead = (await handlerReads(connection)) - before;
    }
  }
  return measured.map(({ name, times, rowsRead }) => ({ name, ms: middleOf(times), rowsRead }));
}

/**
 * Rows that this session's statements took from an index or a table so far; a lookup that begins a range is none, and
 * neither is what the server reads of its own temporary tables (`rnd`).
 */
async function handlerReads(connection: Connection): Promise<number> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
  const counted = ['Handler_read_next', 'Handler_read_prev', 'Handler_read_rnd_next'];
  return rows.reduce((sum, row) => sum + (counted.includes(String(row.Variable_name)) ? Number(row.Value) : 0), 0);
}

export function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
