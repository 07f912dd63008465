import type { Filter } from '../catalogue/filter';
import type { Kpi, TimeColumn } from '../catalogue/schema';
import { sidesOf } from './windows';

/** The KPI that counts another one's rows; of a ratio over two tables those of the whole, which make its events. */
export function rowsOf(kpi: Kpi): Kpi {
  return { ...kpi, source: sidesOf(kpi)?.denominator ?? kpi.source, value: { kind: 'count' } };
}

/**
 * The KPI that counts another one's rows by another time column of their table, such as `deleted_at`. Filters on that
 * column go: what is deleted passes no `deleted_at is null`. Throws a RangeError for a KPI whose rows are no table's.
 */
export function rowsBy(kpi: Kpi, time: TimeColumn): Kpi {
  const { source } = kpi;
  if (!isOfTable(kpi)) {
    throw new RangeError(`${kpi.id} is not counted from the rows of a table: no column tells when they changed.`);
  }
  const isOther = ({ column }: Filter) => column !== time.column;
  return { ...kpi, source: { ...source, time, filters: source.filters.filter(isOther) }, value: { kind: 'count' } };
}

/** Whether a KPI's rows are those of one table. */
export function isOfTable(kpi: Kpi): boolean {
  return kpi.source.kind === 'table' && sidesOf(kpi) === undefined;
}
