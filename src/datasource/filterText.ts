import type { Filter } from '../kpi/catalogue/filter';

type Operator = Filter['op'];

export const OPERATORS: readonly Operator[] = [
  '=',
  '!=',
  'in',
  'not in',
  'starts with',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'is null',
  'is not null',
];

/** A filter's values as a person types them, with commas between several. */
export function filterText(filter: Filter): string {
  switch (filter.op) {
    case 'in':
    case 'not in':
      return filter.values.join(', ');
    case 'between':
      return `${filter.from}, ${filter.to}`;
    case 'is null':
    case 'is not null':
      return '';
    default:
      return String(filter.value);
  }
}

/** The filter that a person typed; of a range that is not whole yet, both ends are what there is. */
export function filterOf(column: string, op: Operator, text: string): Filter {
  const values = text.split(',').map((part) => part.trim());
  const [from = '', to = from] = values;
  switch (op) {
    case 'in':
    case 'not in':
      return { column, op, values };
    case 'between':
      return { column, op, from, to };
    case 'is null':
    case 'is not null':
      return { column, op };
    default:
      return { column, op, value: text };
  }
}

export function takesValue(op: Operator): boolean {
  return op !== 'is null' && op !== 'is not null';
}
