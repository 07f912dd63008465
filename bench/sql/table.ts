import type { Connection } from 'mysql2/promise';

const CHUNK = 500_000;

/** Orders, evenly spread over the days before `end`, with the index that a KPI needs. */
export interface Orders {
  table: string;
  rows: number;
  days: number;
  /** Epoch seconds. */
  end: number;
}

/** Makes the table anew. Rows come in the order of their time, as they do in a shop. */
export async function loadOrders(connection: Connection, { table, rows, days, end }: Orders): Promise<void> {
  await connection.query('DROP TABLE IF EXISTS ??', [table]);
  await connection.query(
    `CREATE TABLE ?? (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, created_at TIMESTAMP NOT NULL,
     region CHAR(2) NOT NULL, customer_id INT UNSIGNED NOT NULL, amount DECIMAL(12, 0) NOT NULL,
     KEY created (created_at, region, amount))`,
    [table]
  );
  // Sorting on disk would take longer than the rows themselves.
  await connection.query(
    'SET SESSION sort_buffer_size = 67108864, tmp_table_size = 268435456, max_heap_table_size = 268435456'
  );
  const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS digit`).join(' UNION ALL ');
  const places = ['a', 'b', 'c', 'd', 'e', 'f'];
  const number = places.map((place, index) => `${place}.digit * ${10 ** (places.length - 1 - index)}`).join(' + ');
  const seconds = days * 86_400;
  for (let from = 0; from < rows; from += CHUNK) {
    const count = Math.min(CHUNK, rows - from);
    await connection.query(
      `INSERT INTO ?? (created_at, region, customer_id, amount)
       SELECT FROM_UNIXTIME(? - ? + FLOOR((n + ?) * ? / ?)), ELT(1 + n MOD 4, 'KR', 'JP', 'US', 'DE'), n MOD 9973,
         10000 + n MOD 500
       FROM (SELECT ${number} AS n FROM ${places.map((place) => `(${digits}) ${place}`).join(', ')}) AS numbers
       WHERE n < ? ORDER BY n`,
      [table, end, seconds, from, seconds, rows, count]
    );
  }
  await connection.query('ANALYZE TABLE ??', [table]);
}
