import type { AdHocVariableFilter } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Filter, Literal } from '../kpi/catalogue/filter';
import type { BusinessKpiQuery } from './types';

/** Replaces the variables of a text; what each of them stands for goes through `format`. */
export type Replace = (text: string, format: (value: string | string[]) => string) => string;

/** A query with the values of its variables: each one a value of its own, never a part of a statement. */
export function interpolate(query: BusinessKpiQuery, replace: Replace): BusinessKpiQuery {
  const valuesOf = (text: string) => replaced(text, replace);
  return {
    ...query,
    kpis: [...new Set(query.kpis.flatMap(valuesOf))],
    by: [...new Set(query.by.flatMap(valuesOf))],
    filters: query.filters.map((filter) => withValues(filter, valuesOf)),
  };
}

/** A dashboard's ad-hoc filter as a filter of a query. Throws for an operator that no structured filter has. */
export function adHocFilter({ key: column, operator, value, values = [value] }: AdHocVariableFilter): Filter {
  switch (operator) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { column, op: operator, value };
    case '=|':
      return { column, op: 'in', values: [...values] };
    case '!=|':
      return { column, op: 'not in', values: [...values] };
    default: {
      const message = 'KPIs can\'t be filtered by {{- operator}}. Use "=", "!=", "<", ">" or one of several values.';
      throw new Error(t('errors.operator', message, { operator }));
    }
  }
}

function withValues(filter: Filter, valuesOf: (text: string) => string[]): Filter {
  const literals = (literal: Literal): Literal[] => (typeof literal === 'string' ? valuesOf(literal) : [literal]);
  const first = (literal: Literal): Literal => literals(literal)[0] ?? literal;
  switch (filter.op) {
    case 'in':
    case 'not in':
      return { ...filter, values: filter.values.flatMap(literals) };
    case '=':
    case '!=': {
      const values = literals(filter.value);
      const [only] = values;
      if (values.length === 1 && only !== undefined) {
        return { ...filter, value: only };
      }
      // A variable of several values.
      return { column: filter.column, op: filter.op === '=' ? 'in' : 'not in', values };
    }
    case 'between':
      return { ...filter, from: first(filter.from), to: first(filter.to) };
    case 'starts with':
      return { ...filter, value: String(first(filter.value)) };
    case 'is null':
    case 'is not null':
      return filter;
    default:
      return { ...filter, value: first(filter.value) };
  }
}

/** A text that is a variable is all of its values; in a longer text a variable is its value, or its values and commas. */
function replaced(text: string, replace: Replace): string[] {
  let values: string[] = [];
  const alone = replace(text, (value) => {
    values = [value].flat();
    return '';
  });
  return alone === '' && values.length > 0 ? values : [replace(text, (value) => [value].flat().join(','))];
}
