import type { Kpi, Source } from '../catalogue/schema';
import { MINIMUM_REFERENCES } from '../detect/expected';
import { REFERENCES } from '../time/windows';
import { evaluationInstant, type EvaluationClock } from './instant';
import { quoteLiteral } from './quote';
import { rowsSql } from './source';
import { eventsSql, measureOf, ratioSql, termSql } from './value';
import { ingestDelay, sidesOf } from './windows';

/** What a rule judges, the same for every KPI of it. */
export interface RuleWindow {
  /** Length of the judged window. */
  seconds: number;
  /** Fewer expected events than this can't show a drop: what is expected counts as 0, and nothing breaches. */
  minimumEvents: number;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/**
 * What each KPI is now, as a rule's query: one row a KPI, `kpi` (the label) and `value`.
 * A pure function of Grafana's evaluation time; a KPI that fell to nothing has a row with 0. A mean, gauge or ratio of
 * no events is NULL, which breaches nothing.
 */
export function compileRuleNow(kpis: readonly Kpi[], window: RuleWindow): string {
  return kpis
    .map((kpi) => {
      const { value, from } = valueIn(kpi, window, 0);
      return [`SELECT ${quoteLiteral(kpi.id)} AS kpi, ${value} AS value`, ...from].join('\n');
    })
    .join('\nUNION ALL\n');
}

/**
 * What each KPI is expected to be now, as a rule's query: one row a KPI, `kpi` and `value`: the median of the
 * references that are no gaps, or 0 when there are too few of them or too few events to judge.
 * Its twin in TypeScript is `judge` in kpi/detect.
 */
export function compileRuleExpected(kpis: readonly Kpi[], window: RuleWindow): string {
  const usable = 'CASE WHEN events > 0 THEN';
  return [
    `SELECT kpi, CASE WHEN usable >= ${MINIMUM_REFERENCES} AND ${middleSql('all_events')} >= ${window.minimumEvents}`,
    `  THEN ${middleSql('all_values')} ELSE 0 END AS value`,
    'FROM (',
    `  SELECT kpi, COUNT(${usable} 1 END) AS usable,`,
    `    GROUP_CONCAT(${usable} value END ORDER BY value) AS all_values,`,
    `    GROUP_CONCAT(${usable} events END ORDER BY events) AS all_events`,
    '  FROM (',
    kpis.flatMap((kpi) => REFERENCES.map(({ days }) => referenceSql(kpi, window, days))).join('\n    UNION ALL\n'),
    '  ) AS reference_windows',
    '  GROUP BY kpi',
    ') AS placed',
  ].join('\n');
}

/** The median of a list in order: portable, where window functions are not. */
function middleSql(list: string): string {
  const nth = (place: string) => `(SUBSTRING_INDEX(SUBSTRING_INDEX(${list}, ',', ${place}), ',', -1) + 0e0)`;
  return `((${nth('FLOOR((usable + 1) / 2)')} + ${nth('CEIL((usable + 1) / 2)')}) / 2)`;
}

function referenceSql(kpi: Kpi, window: RuleWindow, days: number): string {
  const { value, events, from } = valueIn(kpi, window, days);
  const sql = [`SELECT ${quoteLiteral(kpi.id)} AS kpi, ${value} AS value, ${events} AS events`, ...from].join('\n');
  return `    ${sql.replaceAll('\n', '\n    ')}`;
}

/** A KPI in the judged window, `days` calendar days earlier: two expressions, and the FROM and WHERE that they need. */
function valueIn(kpi: Kpi, window: RuleWindow, days: number) {
  const clock: EvaluationClock = { ingestDelay: ingestDelay(kpi), zone: kpi.zone, writtenAt: window.writtenAt };
  const start = evaluationInstant(clock, days, window.seconds);
  const end = evaluationInstant(clock, days, 0);
  const rows = (source: Source) => rowsSql(source, start, end, source.filters);
  const sides = sidesOf(kpi);
  if (!sides) {
    return { ...measureOf(kpi, []), from: [rows(kpi.source)] };
  }
  const { numerator, denominator, terms } = sides;
  const scalar = (expression: string, source: Source) => `(SELECT ${expression}\n${rows(source)})`;
  return {
    value: ratioSql(
      scalar(termSql(numerator, terms.numerator, []), numerator),
      scalar(termSql(denominator, terms.denominator, []), denominator)
    ),
    events: scalar(eventsSql(denominator, terms.denominator, terms.denominator.filters), denominator),
    from: [],
  };
}
