import { quoteLiteral, quoteName } from './quote';

/** The value of a dimension as a label. Grafana drops an empty one: what is not told has a name as well. */
export function dimensionValueSql(column: string): string {
  return `COALESCE(NULLIF(CAST(${quoteName(column)} AS CHAR), ''), 'none')`;
}

/** The place of the value of a dimension among `values`, from 1; 0 of any other. */
export function placeAmongSql(column: string, values: readonly string[]): string {
  const branches = values.map((value, index) => `WHEN ${quoteLiteral(value)} THEN ${index + 1}`);
  return branches.length === 0 ? '0' : `CASE ${dimensionValueSql(column)} ${branches.join(' ')} ELSE 0 END`;
}
