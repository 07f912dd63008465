import { createConnection, type Connection } from 'mysql2/promise';
import { z } from 'zod';

import { newTestDatabase, testDatabaseUrl } from '../../demo/test-database';
import { withTimeLimit } from '../kpi/sql/dialect';
import { createEvents, dialectOn, kpiOf } from '../kpi/sql/testing';
import { compileWindows } from '../kpi/sql/windows';
import { failureText } from './failure';
import korean from './locales/ko-KR/kpiwatch-businesskpi-datasource.json';

const DATABASE = 'kpiwatch_failure_test';
const READER = 'kpiwatch_failure_reader';
const PASSWORD = 'kpiwatch-Failure-1';

let admin: Connection;
let drop: () => Promise<void>;

// The words themselves are the locales' matter: here it counts which of them are said.
jest.mock('@grafana/i18n', () => ({ t: (key: string, text: string) => `<${key}> ${text}` }));

beforeAll(async () => {
  ({ connection: admin, drop } = await newTestDatabase(DATABASE));
  await createEvents(admin);
  await admin.query('CREATE TABLE secrets (at_timestamp TIMESTAMP NOT NULL)');
  await admin.query('DROP USER IF EXISTS ?@?', [READER, '%']);
  await admin.query('CREATE USER ?@? IDENTIFIED BY ? WITH MAX_USER_CONNECTIONS 1', [READER, '%', PASSWORD]);
  await admin.query('GRANT SELECT ON ??.events TO ?@?', [DATABASE, READER, '%']);
});

afterAll(async () => {
  await admin.query('DROP USER ?@?', [READER, '%']);
  await drop();
});

const serverError = z.object({ errno: z.number(), sqlState: z.string(), sqlMessage: z.string() });
type ServerError = z.infer<typeof serverError>;

async function errorOf(work: Promise<unknown>): Promise<ServerError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  return serverError.parse(error);
}

/** What Grafana's MySQL data source makes of an error: it passes on three of them. */
function query({ errno, sqlState, sqlMessage }: ServerError): string {
  return [1054, 1064, 1146].includes(errno)
    ? `db query error: Error ${errno} (${sqlState}): ${sqlMessage}`
    : 'db query error: query failed - please inspect Grafana server log for details';
}

/** What its own test says to an Admin. */
function health({ errno }: ServerError): string {
  return `Database error: Failed to connect to the MySQL server. MySQL error number: ${errno}`;
}

function asReader(change: { password?: string; database?: string } = {}): Promise<Connection> {
  const { hostname, port } = new URL(testDatabaseUrl());
  const account = { host: hostname, port: Number(port), user: READER, password: PASSWORD, database: DATABASE };
  return createConnection({ ...account, ...change });
}

const sqlOf = (source: Record<string, unknown>, value: Record<string, unknown> = { kind: 'count' }) =>
  compileWindows([kpiOf({ value, source })], [{ slot: 'judged/now', from: 0, to: 600 }]);

describe('what the server refuses is a sentence with a next step', () => {
  it('unknown table', async () => {
    const error = await errorOf(admin.query(sqlOf({ table: `${DATABASE}.gone` })));
    expect(failureText({ reason: query(error) }, 'gone')).toMatch(/Table '.*gone' doesn't exist\. <advice\.table>/);
    expect(failureText({ reason: query(error) }, 'gone', true)).toMatch(/<advice\.query-table>/);
  });

  it('unknown column', async () => {
    const error = await errorOf(admin.query(sqlOf({}, { kind: 'sum', column: 'gone' })));
    expect(failureText({ reason: query(error) }, 'events')).toMatch(
      /[Uu]nknown column '?`?.*gone.*\. <advice\.column>/
    );
    expect(failureText({ reason: query(error) }, 'events', true)).toMatch(/<advice\.query-column>/);
  });

  it('SQL of a person’s own that is none', async () => {
    const time = { column: 'at_seconds', type: 'epoch_s' };
    const sql = 'SELECT at_seconds FROM events WHERE {time} GROUP';
    const error = await errorOf(admin.query(sqlOf({ kind: 'sql', sql, time })));
    expect(failureText({ reason: query(error) }, 'the SQL of Events')).toMatch(/SQL syntax.*<advice\.syntax>/s);
  });

  it('no SELECT on a table, where the account may log in', async () => {
    const reader = await asReader();
    const error = await errorOf(reader.query(sqlOf({ table: 'secrets' })));
    await reader.end();
    expect(error.errno).toBe(1142);
    const failure = { reason: query(error), seconds: 0.1, limit: 30 };
    expect(failureText(failure, 'secrets')).toMatch(/<advice\.grant> .*grant it SELECT there/);
  });

  it('a wrong password', async () => {
    const error = await errorOf(asReader({ password: 'wrong' }));
    expect(error.errno).toBe(1045);
    expect(failureText({ reason: query(error), problem: health(error) }, 'events')).toMatch(/1045\. <advice\.account>/);
    // To others than Admins Grafana hides that as well.
    expect(failureText({ reason: query(error), problem: query(error) }, 'events')).toMatch(/^<failure\.login>/);
  });

  it('a database that is not there, or not for this account', async () => {
    const error = await errorOf(asReader({ database: 'kpiwatch_gone' }));
    expect([1044, 1049]).toContain(error.errno);
    const text = failureText({ reason: query(error), problem: health(error) }, 'events');
    expect(text).toMatch(/\. <advice\.(account|database)>/);
  });

  it('too many connections of the account', async () => {
    const first = await asReader();
    const error = await errorOf(asReader());
    await first.end();
    expect([1203, 1226]).toContain(error.errno);
    expect(failureText({ reason: query(error), problem: health(error) }, 'events')).toMatch(/<advice\.connections>/);
  });

  it('a statement that takes too long', async () => {
    await admin.query(
      'INSERT INTO secrets VALUES (NOW()), (NOW()), (NOW()), (NOW()), (NOW()), (NOW()), (NOW()), (NOW())'
    );
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const slow = `SELECT COUNT(*) FROM ${names.map((name) => `secrets ${name}`).join(', ')} WHERE RAND() < 2`;
    const error = await errorOf(admin.query(withTimeLimit(slow, await dialectOn(admin), 1)));
    expect([1969, 3024]).toContain(error.errno);
    expect(failureText({ reason: query(error), seconds: 1.2, limit: 1 }, 'events')).toMatch(/^<failure\.timeout>/);
    // As other ways to the server pass it on.
    const told = `Error ${error.errno}: ${error.sqlMessage}`;
    expect(failureText({ reason: told, seconds: 0.2, limit: 1 }, 'events')).toMatch(/^<failure\.timeout>/);
  }, 30_000);
});

it('says each of them in Korean too', () => {
  const { advice, failure } = korean;
  for (const text of [...Object.values(advice), failure.timeout, failure.login, failure.cut]) {
    expect(text).toMatch(/[가-힣].*[.?]$/s);
  }
});
