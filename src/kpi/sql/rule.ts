import type { Kpi, Source } from '../catalogue/schema';
import { MINIMUM_REFERENCES } from '../detect/expected';
import { REFERENCES } from '../time/windows';
import { changesAround, evaluationInstant, rangeOnWall, type EvaluationClock } from './instant';
import { quoteLiteral } from './quote';
import { rowsSql } from './source';
import { minuteSql } from './timeColumn';
import { eventsSql, measureOf, ratioSql, termSql } from './value';
import { ingestDelay, sidesOf } from './windows';

/** What a rule judges, the same for every KPI of it. */
export interface RuleWindow {
  /** Length of the judged window. */
  seconds: number;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/** A window whose change is judged. */
export interface ChangeWindow extends RuleWindow {
  /** Fewer expected events than this can't show a drop: what is expected counts as 0, and nothing breaches. */
  minimumEvents: number;
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
export function compileRuleExpected(kpis: readonly Kpi[], window: ChangeWindow): string {
  return [
    `SELECT kpi, ${expectedSql(window.minimumEvents)} AS value`,
    'FROM (',
    `  SELECT kpi, ${referenceColumns('events > 0').join(',\n    ')}`,
    '  FROM (',
    kpis.flatMap((kpi) => REFERENCES.map(({ days }) => referenceSql(kpi, window, days))).join('\n    UNION ALL\n'),
    '  ) AS reference_windows',
    '  GROUP BY kpi',
    ') AS placed',
  ].join('\n');
}

/** What the references say, which `usable` is true of: how many there are, and their values and events in order. */
export function referenceColumns(usable: string): string[] {
  const those = `CASE WHEN ${usable} THEN`;
  return [
    `COUNT(${those} 1 END) AS usable`,
    `GROUP_CONCAT(${those} value END ORDER BY value) AS all_values`,
    `GROUP_CONCAT(${those} events END ORDER BY events) AS all_events`,
  ];
}

/** What is expected, of `referenceColumns`: the median, or 0 of too few references or events. */
export function expectedSql(minimumEvents: number): string {
  const isEnough = `usable >= ${MINIMUM_REFERENCES} AND ${middleSql('all_events')} >= ${minimumEvents}`;
  return `CASE WHEN ${isEnough}\n  THEN ${middleSql('all_values')} ELSE 0 END`;
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

/** The rows of a source in the window that is judged of the KPI, `days` calendar days earlier. */
export function judgedRowsSql(source: Source, kpi: Kpi, { seconds, writtenAt }: RuleWindow, days: number): string {
  const clock: EvaluationClock = { ingestDelay: ingestDelay(kpi), zone: kpi.zone, writtenAt };
  const start = evaluationInstant(clock, days, seconds);
  const end = evaluationInstant(clock, days, 0);
  const { time, filters } = source;
  if (time.type !== 'datetime' || changesAround(time.zone, writtenAt).length === 1) {
    return rowsSql(source, start, end, filters);
  }
  // Where the clock is set back the window may end, on the wall, before it begins: minutes tell what lies in it.
  const minute = minuteSql(time, end, writtenAt);
  return `${rowsSql(source, ...rangeOnWall(start, end, seconds, writtenAt), filters)}
  AND ${minute} BETWEEN (${start.epoch}) DIV 60 AND (${end.epoch}) DIV 60 - 1`;
}

/** A KPI in the judged window, `days` calendar days earlier: two expressions, and the FROM and WHERE that they need. */
function valueIn(kpi: Kpi, window: RuleWindow, days: number) {
  const rows = (source: Source) => judgedRowsSql(source, kpi, window, days);
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
