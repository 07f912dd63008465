import type { Kpi, Source } from '../catalogue/schema';
import { expressionInstant } from './instant';
import { quoteLiteral, quoteName } from './quote';
import { rowsSql } from './source';
import { minuteSql, resolution } from './timeColumn';
import { sidesOf } from './windows';

const MINUTE = 60;
const NOW = '$__unixEpochTo()';

/** How the age of the newest data is read. */
export interface AgeReading {
  /** Seconds to look back: what is older counts as that old. */
  reach: number;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/**
 * How old the newest row of each KPI is, in seconds, as a rule's query: one row a KPI, `kpi` and `value`; of a ratio over
 * two tables that of the older one. A pure function of Grafana's evaluation time. A row is as young as the end of the
 * minute (or of the day) that it tells of, so that nothing is called older than it is.
 */
export function compileRuleAge(kpis: readonly Kpi[], reading: AgeReading): string {
  return kpis
    .map((kpi) => {
      const sides = sidesOf(kpi);
      const ages = (sides ? [sides.numerator, sides.denominator] : [kpi.source]).map((one) => ageSql(one, reading));
      return `SELECT ${quoteLiteral(kpi.id)} AS kpi, ${ages.length === 1 ? ages.join('') : `GREATEST(${ages.join(', ')})`} AS value`;
    })
    .join('\nUNION ALL\n');
}

/** The newest row is the first of the time column's index, read backwards: no other is looked at while rows come. */
function ageSql(source: Source, { reach, writtenAt }: AgeReading): string {
  const now = expressionInstant(NOW, writtenAt);
  const told = Math.max(MINUTE, resolution(source));
  const rows = [
    `SELECT ${minuteSql(source.time, now, writtenAt)} * ${MINUTE} + ${told}`,
    rowsSql(source, expressionInstant(`${NOW} - ${reach}`, writtenAt), now, source.filters),
    `ORDER BY ${quoteName(source.time.column)} DESC`,
    'LIMIT 1',
  ].join('\n');
  // As a DOUBLE: the difference of unsigned numbers can't be below 0.
  return `COALESCE(GREATEST(0e0, ${NOW} + 0e0 - (\n${rows}\n)), ${reach})`;
}
