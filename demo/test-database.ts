import { createConnection, type Connection } from 'mysql2/promise';

/** The admin URL of the database that Jest's setup started. */
export function testDatabaseUrl(): string {
  const url = process.env.KPIWATCH_TEST_MYSQL_URL;
  if (!url) {
    throw new Error(
      'KPIWATCH_TEST_MYSQL_URL is not set: run the tests through Jest with demo/jest-database.ts as globalSetup.'
    );
  }
  return url;
}

/** A connection, in UTC, to a new database of that name; `drop` it at the end. */
export async function newTestDatabase(name: string): Promise<{ connection: Connection; drop: () => Promise<void> }> {
  const connection = await createConnection({ uri: testDatabaseUrl(), timezone: 'Z' });
  await connection.query("SET time_zone = '+00:00'");
  await connection.query('DROP DATABASE IF EXISTS ??', [name]);
  await connection.query('CREATE DATABASE ??', [name]);
  await connection.query('USE ??', [name]);
  const drop = async () => {
    await connection.query('DROP DATABASE ??', [name]);
    await connection.end();
  };
  return { connection, drop };
}
