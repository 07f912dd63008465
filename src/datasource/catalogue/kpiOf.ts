import { DEFAULT_UNIT } from '../../kpi/catalogue/schema';
import type { FilterFields, KpiFields, SourceFields, TermFields, TimeFields } from './fields';
import { listOf, literalOf } from './literalText';

/** The KPI that the fields say, right or wrong: of each kind what belongs to it, and nothing of what goes without saying. */
export function kpiOf(fields: KpiFields): Record<string, unknown> {
  const { id, name, description, area, unit, goodDirection, holidays, ...rest } = fields;
  const { ingestDelay, zone, owner, runbook } = rest;
  return {
    ...written({
      ...{ id, name, description, area },
      source: sourceOf(rest.source),
      value: valueOf(rest.value),
      dimensions: rest.dimensions.map(({ column }) => column),
    }),
    // No unit is one as well.
    ...(unit !== DEFAULT_UNIT && { unit }),
    ...priceOf(rest.price),
    ...written({
      goodDirection: goodDirection === 'up' ? '' : goodDirection,
      ...{ ingestDelay, zone },
      holidays: linesOf(holidays),
      ...{ owner, runbook },
      links: rest.links.map(written),
    }),
  };
}

/** No price where nothing is typed of it. */
function priceOf({ amount, currency }: KpiFields['price']) {
  const number = Number(amount);
  const price = written({ amount: amount.trim() === '' || Number.isNaN(number) ? amount.trim() : number, currency });
  return Object.keys(price).length === 0 ? {} : { price };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function sourceOf({ table, events, sql, time, filters, kind }: SourceFields) {
  const rest = { time: timeOf(time), filters: filters.map(filterOf) };
  switch (kind) {
    case 'table':
      return written({ kind, table, ...rest });
    case 'rollup':
      return written({ kind, table, events, ...rest });
    case 'sql':
      return written({ kind, sql, ...rest });
    default:
      return written({ kind, table, events, sql, ...rest });
  }
}

function timeOf({ column, type, zone }: TimeFields) {
  const isInstant = ['timestamp', 'epoch_s', 'epoch_ms'].includes(type);
  return written({ column, type, zone: isInstant ? '' : zone });
}

function valueOf({ kind, column, numerator, denominator }: KpiFields['value']) {
  switch (kind) {
    case 'ratio':
      return { kind, numerator: termOf(numerator), denominator: termOf(denominator) };
    case 'count':
      return { kind };
    default:
      return written({ kind, column });
  }
}

function termOf({ kind, column, filters, hasSource, source }: TermFields) {
  return written({
    kind,
    column: kind === 'count' ? '' : column,
    filters: filters.map(filterOf),
    ...(hasSource && { source: sourceOf(source) }),
  });
}

function filterOf({ column, op, value, values, from, to }: FilterFields) {
  const rest = written({ column, op });
  switch (op) {
    case 'in':
    case 'not in':
      return { ...rest, values: listOf(values) };
    case 'between':
      return { ...rest, from: literalOf(from), to: literalOf(to) };
    case 'is null':
    case 'is not null':
      return rest;
    case 'starts with': {
      const start = literalOf(value);
      return { ...rest, value: typeof start === 'string' || start === undefined ? start : value.trim() };
    }
    default:
      return { ...rest, value: literalOf(value) };
  }
}

/** What is not empty. */
function written(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
  );
}
