/** More than this no person looks through, and no catalogue holds. */
const MOST_TABLES = 2_000;
const MOST_COLUMNS = 20_000;

/** The account sees what it may read; the server's own databases hold nothing of a business. */
const OWN = "('information_schema', 'performance_schema', 'mysql', 'sys')";

/** Of the database that names without one mean first. */
const ORDER = `ORDER BY CASE WHEN table_schema = DATABASE() THEN 0 ELSE 1 END, table_schema, table_name`;

/** What a server says of its tables; `schemaOf` reads the answers. Every column has a name of ours, in small letters. */
export const SCHEMA_SQL = {
  place: 'SELECT DATABASE() AS place',
  tables: [
    'SELECT table_schema AS place, table_name AS name, table_type AS kind, table_rows AS row_count',
    `FROM information_schema.tables WHERE table_schema NOT IN ${OWN}`,
    `${ORDER} LIMIT ${MOST_TABLES}`,
  ].join('\n'),
  columns: [
    'SELECT table_schema AS place, table_name AS owner, column_name AS name, data_type AS kind, column_type AS type,',
    '  is_nullable AS nullable, character_maximum_length AS length, numeric_scale AS scale,',
    '  character_set_name AS charset, collation_name AS collation, column_comment AS comment',
    `FROM information_schema.columns WHERE table_schema NOT IN ${OWN}`,
    `${ORDER}, ordinal_position LIMIT ${MOST_COLUMNS}`,
  ].join('\n'),
  indexes: [
    'SELECT table_schema AS place, table_name AS owner, index_name AS name, column_name AS part, sub_part AS prefix',
    `FROM information_schema.statistics WHERE table_schema NOT IN ${OWN}`,
    `${ORDER}, index_name, seq_in_index LIMIT ${MOST_COLUMNS}`,
  ].join('\n'),
} as const;

/** Whether an answer may lack what came after. */
export function isCut(rows: readonly unknown[], of: 'tables' | 'columns' | 'indexes'): boolean {
  return rows.length >= (of === 'tables' ? MOST_TABLES : MOST_COLUMNS);
}

/** By which clocks the server goes. */
export const CLOCK_SQL =
  'SELECT UNIX_TIMESTAMP() AS now, @@session.time_zone AS session_zone, @@global.time_zone AS global_zone, @@system_time_zone AS system_zone';

/**
 * What accounts may do, one privilege a row, everywhere (`*`), in a database, a table or a column of it. Grafana refuses
 * SHOW GRANTS; an account sees its own privileges here, and those of others only when it may read the server's own tables.
 */
export const PRIVILEGES_SQL = [
  "SELECT grantee AS grantee, '*' AS place, '' AS owner, privilege_type AS privilege FROM information_schema.user_privileges",
  "UNION ALL SELECT grantee, table_schema, '', privilege_type FROM information_schema.schema_privileges",
  'UNION ALL SELECT grantee, table_schema, table_name, privilege_type FROM information_schema.table_privileges',
  'UNION ALL SELECT grantee, table_schema, table_name, privilege_type FROM information_schema.column_privileges',
  'LIMIT 5000',
].join('\n');

/** The roles that act for the account; what they may do is not told to it. */
export const ROLES_SQL = 'SELECT role_name AS role FROM information_schema.enabled_roles WHERE role_name IS NOT NULL';

/** How the server would read a SELECT, without reading. The newest MySQL would draw a tree unless told otherwise. */
export function explainSql(select: string): string {
  return `EXPLAIN FORMAT=TRADITIONAL ${select}`;
}
