import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

/** A connection to an admin URL (mysql://user:password@host:port); it speaks UTC, whatever the server's zone is. */
export async function connect(url: string, { database }: { database?: string } = {}): Promise<Connection> {
  const connection = await createConnection({
    uri: url,
    database,
    timezone: 'Z',
    connectTimeout: 10_000,
  });
  await connection.query("SET time_zone = '+00:00'");
  return connection;
}

export async function withConnection<T>(
  url: string,
  use: (connection: Connection) => Promise<T>,
  options?: { database?: string }
): Promise<T> {
  const connection = await connect(url, options);
  try {
    return await use(connection);
  } finally {
    await connection.end();
  }
}

/** The first column of the first row. */
export async function readValue(connection: Connection, sql: string, values: unknown[] = []): Promise<unknown> {
  const [rows] = await connection.query<RowDataPacket[][]>({ sql, values, rowsAsArray: true });
  return rows[0]?.[0];
}
