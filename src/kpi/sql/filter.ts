import type { Filter } from '../catalogue/filter';
import { quoteLiteral, quoteName } from './quote';

/** A filter as a condition: the column's name quoted, every value a typed literal. */
export function filterSql(filter: Filter): string {
  const column = quoteName(filter.column);
  switch (filter.op) {
    case 'in':
    case 'not in':
      return `${column} ${filter.op.toUpperCase()} (${filter.values.map(quoteLiteral).join(', ')})`;
    case 'between':
      return `${column} BETWEEN ${quoteLiteral(filter.from)} AND ${quoteLiteral(filter.to)}`;
    case 'starts with':
      // Not LIKE, nor LOCATE: on the way to its servers Spider loses the ESCAPE of the one, and turns the other round.
      return `LEFT(${column}, ${[...filter.value].length}) = ${quoteLiteral(filter.value)}`;
    case 'is null':
    case 'is not null':
      return `${column} ${filter.op.toUpperCase()}`;
    case '!=':
      return `${column} <> ${quoteLiteral(filter.value)}`;
    default:
      return `${column} ${filter.op} ${quoteLiteral(filter.value)}`;
  }
}

/** All of the filters as one condition; undefined for none. */
export function conditionOf(filters: readonly Filter[]): string | undefined {
  return filters.length === 0 ? undefined : filters.map(filterSql).join(' AND ');
}
