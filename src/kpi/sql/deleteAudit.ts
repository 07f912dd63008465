import { DEFAULT_UNIT, LONGEST_ID, type Kpi } from '../catalogue/schema';
import { accountSql } from './account';
import { quoteName } from './quote';
import { READER } from './readerGrant';
import { isOfTable } from './rowsOf';

const LONGEST_NAME = 64;
const SUFFIX = '_deletions';
const TIME = 'deleted_at';
const KEY = 'deletion';

/**
 * What a DBA runs so that rows deleted for good can be counted: a table with a row a deletion, the trigger that writes it,
 * and the right to read it; none where the rows are no table's. The dimensions come along, with the types that they have; nothing else of a row is kept.
 */
export function deleteAuditStatements(kpi: Kpi): string[] {
  if (kpi.source.kind !== 'table') {
    return [];
  }
  const { table } = kpi.source;
  const audit = quoteName(auditTable(table));
  const kept = keptColumns(kpi).map(quoteName);
  return [
    [
      `CREATE TABLE IF NOT EXISTS ${audit} (`,
      `  ${quoteName(KEY)} BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,`,
      `  ${quoteName(TIME)} TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,`,
      `  KEY (${quoteName(TIME)})`,
      kept.length === 0 ? ')' : `)\nSELECT ${kept.join(', ')} FROM ${quoteName(table)} LIMIT 0`,
    ].join('\n'),
    [
      // In the database of its table, or else the server refuses it.
      `CREATE TRIGGER ${audit} AFTER DELETE ON ${quoteName(table)} FOR EACH ROW`,
      `INSERT INTO ${audit} (${kept.join(', ')}) VALUES (${kept.map((column) => `OLD.${column}`).join(', ')})`,
    ].join('\n'),
    `GRANT SELECT ON ${audit} TO ${accountSql(READER)}`,
  ];
}

/** The KPI that counts what the trigger writes; undefined where the rows are no table's. */
export function deletionsOf(kpi: Kpi): Kpi | undefined {
  const { source, name, id } = kpi;
  if (source.kind !== 'table' || !isOfTable(kpi)) {
    return undefined;
  }
  return {
    ...kpi,
    id: `${id.slice(0, LONGEST_ID - SUFFIX.length)}${SUFFIX}`,
    name: `${name.slice(0, 60)}: deletions`,
    description: undefined,
    source: { kind: 'table', table: auditTable(source.table), time: { column: TIME, type: 'timestamp' }, filters: [] },
    value: { kind: 'count' },
    dimensions: keptColumns(kpi),
    unit: DEFAULT_UNIT,
    goodDirection: 'down',
  };
}

function keptColumns({ dimensions }: Kpi): string[] {
  return dimensions.filter((column) => ![TIME, KEY].includes(column.toLowerCase()));
}

function auditTable(table: string): string {
  const [name = '', ...database] = table.split('.').reverse();
  return [...database.reverse(), `${name.slice(0, LONGEST_NAME - SUFFIX.length)}${SUFFIX}`].join('.');
}
