import type { Catalogue } from '../../kpi/catalogue/schema';
import { clocksOf } from '../../kpi/check/clocks';
import { proposalsOf, type Proposal } from '../../kpi/discover/propose';
import { sampleRows, tableSampleSql } from '../../kpi/discover/sample';
import type { SchemaTable } from '../../kpi/schema/schema';
import { CLOCK_SQL } from '../../kpi/sql/information';
import { readSchema, type Answer, type Database } from '../database';

/** What a database could be watched for. */
export interface Discovery {
  proposals: Proposal[];
  /** Tables whose rows could not be read: their proposals go by names alone. */
  unread: string[];
  /** Whether the database has more tables than were looked at. */
  isCut: boolean;
}

interface Options {
  catalogue: Catalogue;
  /** The zone that people here go by. */
  zone: string;
  signal: AbortSignal;
  onProgress(read: number, all: number): void;
}

/** Looks through all tables that the account can read: what they have, and some rows of each. */
export async function discover(
  database: Database,
  { catalogue, zone, signal, onProgress }: Options
): Promise<Discovery> {
  const schema = await readSchema(database);
  const clock = (await database.read([{ id: 'clock', sql: CLOCK_SQL }], { signal })).get('clock');
  const questions = schema.tables.flatMap((table) => {
    const sql = tableSampleSql(table);
    return sql === undefined ? [] : [{ id: table.name, sql }];
  });
  let read = 0;
  onProgress(read, questions.length);
  const samples = await database.read(questions, { signal, onAnswer: () => onProgress(++read, questions.length) });
  const clocks = clock?.ok ? clocksOf(clock.rows[0], zone) : { now: Date.now() / 1000, zones: [zone] as const };
  const sampleOf = (table: SchemaTable) => rowsOf(samples.get(table.name));
  return {
    proposals: schema.tables.flatMap((table) =>
      proposalsOf(table, sampleOf(table), { clocks, zone, catalogue, schema })
    ),
    unread: [...samples].flatMap(([name, answer]) => (answer.ok ? [] : [name])),
    isCut: schema.isCut,
  };
}

function rowsOf(answer: Answer | undefined) {
  return answer?.ok ? sampleRows.parse(answer.rows) : undefined;
}
