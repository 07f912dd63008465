import type { Catalogue, Kpi } from '../../kpi/catalogue/schema';
import { clocksOf, type Clocks } from '../../kpi/check/clocks';
import { CHECKED_SECONDS, findingsOf, sourcesOf, type Finding, type SourceFacts } from '../../kpi/check/findings';
import { planOf } from '../../kpi/check/plan';
import { privilegesOf, type Privileges } from '../../kpi/check/privileges';
import { tablesOf } from '../../kpi/check/tables';
import { findTable, type Schema } from '../../kpi/schema/schema';
import { CLOCK_SQL, explainSql, PRIVILEGES_SQL, ROLES_SQL } from '../../kpi/sql/information';
import { newestSql } from '../../kpi/sql/newest';
import { compileWindows, WHOLE } from '../../kpi/sql/windows';
import { readSchema, type Answer, type Database } from '../database';
import { failureText } from '../failure';
import { sourceName } from '../labels';
import { textOf } from '../problem';
import { rowsOf } from '../rows';

const DAY = 86_400;

/** What a check found about one KPI; `problem`: it can't be read at all. */
export interface KpiCheck {
  kpi: Kpi;
  problem?: string;
  findings: Finding[];
}

/** What a check found about the server and the account. */
export interface ServerCheck {
  /** Undefined where the server doesn't tell. */
  privileges?: Privileges;
  roles: string[];
  /** Those of the catalogue, with their databases. */
  tables: string[];
  /** Seconds that the server's clock is ahead of this machine's. */
  drift?: number;
}

interface Options {
  catalogue: Catalogue;
  /** The zone that people here go by. */
  zone: string;
  signal: AbortSignal;
  onServer(server: ServerCheck): void;
  onKpi(check: KpiCheck): void;
}

/** Checks the server, then KPI by KPI. One that fails stops no other. */
export async function checkCatalogue(database: Database, options: Options): Promise<void> {
  const { catalogue, zone, signal, onServer, onKpi } = options;
  // Who may read no schema may read KPIs all the same.
  const schema = await readSchema(database).catch(() => undefined);
  const answers = await database.read(
    [
      { id: 'clock', sql: CLOCK_SQL },
      { id: 'privileges', sql: PRIVILEGES_SQL },
      { id: 'roles', sql: ROLES_SQL },
    ],
    { signal }
  );
  const here = Math.floor(Date.now() / 1000);
  const said = rowsOfAnswer(answers.get('clock'))?.[0];
  const clocks: Clocks = said ? clocksOf(said, zone) : { now: here, zones: [zone], session: '' };
  const granted = rowsOfAnswer(answers.get('privileges'));
  onServer({
    privileges: granted && privilegesOf(granted),
    roles: (rowsOfAnswer(answers.get('roles')) ?? []).map(({ role }) => String(role)),
    tables: tablesOf(catalogue, schema),
    drift: said && clocks.now - here,
  });
  for (const kpi of catalogue.kpis) {
    signal.throwIfAborted();
    onKpi(await checkKpi(database, kpi, { schema, clocks, signal }));
  }
}

interface Known {
  schema?: Schema;
  clocks: Clocks;
  signal: AbortSignal;
}

async function checkKpi(database: Database, kpi: Kpi, { schema, clocks, signal }: Known): Promise<KpiCheck> {
  try {
    const { now } = clocks;
    const sql = compileWindows([kpi], [{ slot: 'checked', from: now - CHECKED_SECONDS, to: now }]);
    const sources = sourcesOf(kpi);
    const answers = await database.read(
      [
        { id: `${kpi.id}/run`, sql },
        { id: `${kpi.id}/plan`, sql: explainSql(sql) },
        ...sources.map((source, index) => ({
          id: `${kpi.id}/newest/${index}`,
          sql: newestSql(source, { from: now - DAY, to: now + DAY }),
        })),
      ],
      { signal }
    );
    const run = answers.get(`${kpi.id}/run`);
    if (!run?.ok) {
      return { kpi, problem: failureText({ reason: run?.reason ?? '' }, sourceName(kpi)), findings: [] };
    }
    const facts = {
      events: rowsOf(run.frame, kpi, WHOLE)[0]?.events ?? 0,
      plan: planOf(rowsOfAnswer(answers.get(`${kpi.id}/plan`))),
      sources: sources.map(
        (source, index): SourceFacts => ({
          source,
          table: schema && source.kind !== 'sql' ? findTable(schema, source.table) : undefined,
          newest: newestOf(answers.get(`${kpi.id}/newest/${index}`)),
        })
      ),
    };
    return { kpi, findings: findingsOf(kpi, facts, clocks) };
  } catch (error) {
    signal.throwIfAborted();
    return { kpi, problem: textOf(error), findings: [] };
  }
}

function rowsOfAnswer(answer: Answer | undefined) {
  return answer?.ok ? answer.rows : undefined;
}

function newestOf(answer: Answer | undefined): SourceFacts['newest'] {
  const newest = rowsOfAnswer(answer)?.[0]?.newest;
  return newest === null || typeof newest === 'string' || typeof newest === 'number' ? newest : undefined;
}
