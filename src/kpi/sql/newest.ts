import type { Source } from '../catalogue/schema';
import { literalInstant } from './instant';
import { quoteName } from './quote';
import { rowsSql } from './source';
import type { TimeWindow } from '../time/windows';

/** The time of a source's newest row, as epoch or as its clock on the wall. A SELECT of a person's own is read in `around` alone. */
export function newestSql(source: Source, around: TimeWindow): string {
  const newest = `MAX(${quoteName(source.time.column)})`;
  const rows =
    source.kind === 'sql'
      ? rowsSql(source, literalInstant(around.from), literalInstant(around.to), [])
      : `FROM ${quoteName(source.table)}`;
  return `SELECT ${asRead(source, newest)} AS newest\n${rows}`;
}

function asRead({ time }: Source, newest: string): string {
  switch (time.type) {
    case 'timestamp':
      return `UNIX_TIMESTAMP(${newest})`;
    case 'datetime':
    case 'date':
      return `CAST(${newest} AS CHAR)`;
    case 'epoch_s':
      return newest;
    case 'epoch_ms':
      return `FLOOR(${newest} / 1000)`;
  }
}
