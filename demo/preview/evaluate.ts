import { z } from 'zod';

import type { StoredRule } from './alerting/rules';
import type { AlertInstance, RuleEvaluation } from './alerting/states';
import { millisecondsOf } from './durations';
import { evaluateMath, MathError } from './math';
import type { SqlRange, SqlResult } from './mysql';
import { renderTemplate, TemplateError } from './template';

/** Runs the SQL of a rule's query at the data source with that uid. */
export type RunSql = (datasourceUid: string, sql: string, range: SqlRange) => Promise<SqlResult>;

interface Circumstances {
  /** Title of the rule's folder. */
  folder: string;
  /** What the rule came to the last time. */
  before: RuleEvaluation | undefined;
  run: RunSql;
  /** Epoch milliseconds. */
  now: number;
}

/** A rule that the preview can't evaluate: it has another shape than the plugin writes. */
class ShapeError extends Error {}

const evaluatorSchema = z.object({
  type: z.enum(['gt', 'lt', 'outside_range', 'within_range']),
  params: z.array(z.number()).min(1),
});
type Evaluator = z.infer<typeof evaluatorSchema>;

const modelSchema = z.union([
  z.object({ rawSql: z.string(), format: z.enum(['table', 'time_series']) }),
  z.object({ type: z.literal('reduce'), expression: z.string(), reducer: z.enum(['last', 'min', 'sum', 'count']) }),
  z.object({ type: z.literal('math'), expression: z.string() }),
  z.object({
    type: z.literal('threshold'),
    expression: z.string(),
    conditions: z.tuple([z.object({ evaluator: evaluatorSchema, unloadEvaluator: evaluatorSchema.optional() })]),
  }),
]);
type Threshold = Extract<z.infer<typeof modelSchema>, { type: 'threshold' }>;

type Reducer = Extract<z.infer<typeof modelSchema>, { type: 'reduce' }>['reducer'];

/** The values of one alert by ref, and the labels that tell it from others. */
interface Series {
  labels: Record<string, string>;
  values: Record<string, number>;
  /** Of refs that are no numbers but series, by time. */
  points: Record<string, number[]>;
  /** Labels of a ref that has more of them than the alert. */
  further: Record<string, Record<string, string>>;
}

/**
 * Evaluates a rule as Grafana would at `now` (epoch milliseconds), as far as the plugin writes rules: SQL queries in
 * tables or as series, their reductions, math and one threshold with its line for recovery, and a wait before it fires. Never rejects: what can't be read or is of
 * another shape is an error of the rule, in words. Series that are gone count as resolved, and no rows as no data.
 */
export async function evaluateRule(rule: StoredRule, circumstances: Circumstances): Promise<RuleEvaluation> {
  const { before, run, now } = circumstances;
  try {
    const series = await readSeries(rule, run, now);
    const alerts = series.map((one) => judge(rule, one, circumstances));
    return { at: now, health: alerts.length > 0 ? 'ok' : 'nodata', alerts };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isOurs = error instanceof ShapeError || error instanceof MathError;
    return {
      at: now,
      health: 'error',
      lastError: isOurs ? `The preview does not evaluate this rule: ${reason}.` : reason,
      alerts: before?.alerts ?? [],
    };
  }
}

async function readSeries(rule: StoredRule, run: RunSql, now: number): Promise<Series[]> {
  if (rule.keep_firing_for !== '0s') {
    throw new ShapeError('it keeps firing for a while');
  }
  const series = new Map<string, Series>();
  const asides: Array<{ refId: string; rows: Row[] }> = [];
  const judgedRefs: string[] = [];
  for (const { refId, model, datasourceUid, relativeTimeRange } of rule.data ?? []) {
    const read = modelOf(refId, model);
    if (!('rawSql' in read)) {
      continue;
    }
    const range = { from: now - relativeTimeRange.from * 1000, to: now - relativeTimeRange.to * 1000 };
    const rows = rowsOf(await run(datasourceUid, read.rawSql, range), read.format);
    if (!isReckonedWith(refId, rule)) {
      asides.push({ refId, rows });
      continue;
    }
    judgedRefs.push(refId);
    for (const { labels, value } of rows) {
      const key = JSON.stringify(labels);
      const one = series.get(key) ?? { labels, values: {}, points: {}, further: {} };
      if (read.format === 'table') {
        one.values[refId] = value;
      } else {
        one.points[refId] = [...(one.points[refId] ?? []), value];
      }
      series.set(key, one);
    }
  }
  // Math joins by labels, and drops what one side does not have.
  const whole = [...series.values()].filter(({ values, points }) =>
    judgedRefs.every((ref) => ref in values || ref in points)
  );
  return whole.map((one) => asides.reduce(withAside, one));
}

/** Whether another ref needs it; what none needs is there for the message alone. */
function isReckonedWith(refId: string, { condition, data }: StoredRule): boolean {
  return (
    refId === condition ||
    (data ?? []).some(({ refId: other, model }) => {
      const read = modelOf(other, model);
      return 'expression' in read && (read.expression === refId || read.expression.includes(`$${refId}`));
    })
  );
}

/** Grafana hands an alert also the values of refs whose labels are its own and more. */
function withAside(series: Series, { refId, rows }: { refId: string; rows: readonly Row[] }): Series {
  const row = rows.find(({ labels }) => Object.entries(series.labels).every(([name, value]) => labels[name] === value));
  return row
    ? {
        ...series,
        values: { ...series.values, [refId]: row.value },
        further: { ...series.further, [refId]: row.labels },
      }
    : series;
}

interface Row {
  labels: Record<string, string>;
  value: number;
}

/** One numeric column is the value, text columns are labels; a series has a column `time` as well, and is in its order. */
function rowsOf({ columns }: SqlResult, format: 'table' | 'time_series'): Row[] {
  const isTime = (name: string) => format === 'time_series' && name === 'time';
  if (format === 'time_series' && columns.length > 0 && !columns.some(({ name }) => isTime(name))) {
    throw new ShapeError('a query for series gives no time');
  }
  const [numbers, ...others] = columns.filter(({ name, type }) => type === 'number' && !isTime(name));
  if (columns.length > 0 && (!numbers || others.length > 0)) {
    throw new ShapeError('a query gives other than one column of numbers');
  }
  const texts = columns.filter(({ type }) => type === 'string');
  return (numbers?.values ?? []).map((value, row) => ({
    value: value === null ? Number.NaN : Number(value),
    labels: Object.fromEntries(texts.map(({ name, values }) => [name, String(values[row])])),
  }));
}

function judge(rule: StoredRule, series: Series, { folder, before, now }: Circumstances): AlertInstance {
  const labels = { ...series.labels, ...rule.labels, alertname: rule.title, grafana_folder: folder };
  const last = before?.alerts.find((alert) => JSON.stringify(alert.labels) === JSON.stringify(labels));
  const values: Record<string, number> = { ...series.values };
  for (const { refId, model } of rule.data ?? []) {
    const read = modelOf(refId, model);
    if ('rawSql' in read) {
      continue;
    }
    values[refId] =
      read.type === 'reduce'
        ? reduced(series.points[read.expression] ?? [], read.reducer)
        : read.type === 'math'
          ? evaluateMath(read.expression, values)
          : crosses(read, values[read.expression] ?? Number.NaN, last !== undefined && last.state !== 'Normal');
  }
  const state = values[rule.condition] === 1 ? breachState(rule, last, now) : 'Normal';
  return {
    labels,
    annotations: renderAll(rule.annotations ?? {}, { labels, values, further: series.further }),
    state,
    activeAt: last?.state === state ? last.activeAt : now,
    value: state === 'Normal' ? '' : '1e+00',
  };
}

function reduced(points: readonly number[], reducer: Reducer): number {
  switch (reducer) {
    case 'last':
      return points.at(-1) ?? Number.NaN;
    case 'min':
      return points.length === 0 ? Number.NaN : Math.min(...points);
    case 'sum':
      return points.reduce((sum, point) => sum + point, 0);
    case 'count':
      return points.length;
  }
}

/** A breach fires once it has lasted. */
function breachState(rule: StoredRule, last: AlertInstance | undefined, now: number): AlertInstance['state'] {
  const since = last?.state === 'Pending' ? last.activeAt : now;
  return last?.state === 'Alerting' || now - since >= millisecondsOf(rule.for) ? 'Alerting' : 'Pending';
}

/** 1 when the value is beyond the line, or was and has not come back over the line for recovery. */
function crosses({ conditions }: Threshold, value: number, isFiring: boolean): number {
  const [{ evaluator, unloadEvaluator }] = conditions;
  return Number(
    isFiring && unloadEvaluator ? !isBeyond(unloadEvaluator, value) && !Number.isNaN(value) : isBeyond(evaluator, value)
  );
}

function isBeyond({ type, params: [line = 0, other = 0] }: Evaluator, value: number): boolean {
  switch (type) {
    case 'gt':
      return value > line;
    case 'lt':
      return value < line;
    case 'outside_range':
      return value < line || value > other;
    case 'within_range':
      return value > line && value < other;
  }
}

function modelOf(refId: string, model: unknown): z.infer<typeof modelSchema> {
  const read = modelSchema.safeParse(model);
  if (!read.success) {
    throw new ShapeError(`query ${refId} is of a kind that the plugin does not write`);
  }
  return read.data;
}

/** A template that the preview can't render stays as it is, as Grafana leaves one that it can't expand. */
function renderAll(
  templates: Record<string, string>,
  { labels, values, further }: Omit<Series, 'points'>
): Record<string, string> {
  const variables = {
    labels,
    values: Object.fromEntries(
      Object.entries(values).map(([ref, value]) => [ref, { Value: value, Labels: further[ref] ?? labels }])
    ),
  };
  return Object.fromEntries(
    Object.entries(templates).map(([name, template]) => {
      try {
        return [name, renderTemplate(template, { dot: {}, variables })];
      } catch (error) {
        if (error instanceof TemplateError) {
          return [name, template];
        }
        throw error;
      }
    })
  );
}
