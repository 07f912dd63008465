/** An expression that the preview can't evaluate. */
export class MathError extends Error {}

/**
 * Evaluates an expression of Grafana's server-side math over numbers: `$A` and such, + - * / **, comparisons, && ||, abs
 * and brackets. What compares is 1 or 0. Throws a MathError on anything else.
 */
export function evaluateMath(expression: string, values: Readonly<Record<string, number>>): number {
  const tokens = expression.match(/\$\w+|\$\{\w+\}|abs\b|\d+(?:\.\d+)?|\*\*|[<>=!]=|&&|\|\||\S/g) ?? [];
  const result = binary(tokens, values, 0);
  if (tokens.length > 0) {
    throw new MathError(`the preview does not know "${tokens.join(' ')}" in an expression`);
  }
  return result;
}

type Operator = (a: number, b: number) => number;

/** Weakest first. */
const OPERATORS: ReadonlyArray<Record<string, Operator>> = [
  { '||': (a, b) => Number(a !== 0 || b !== 0) },
  { '&&': (a, b) => Number(a !== 0 && b !== 0) },
  {
    '==': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
  { '**': (a, b) => a ** b },
];

function binary(tokens: string[], values: Readonly<Record<string, number>>, level: number): number {
  const operators = OPERATORS[level];
  if (!operators) {
    return operand(tokens, values);
  }
  let left = binary(tokens, values, level + 1);
  for (let apply = operators[tokens[0] ?? '']; apply; apply = operators[tokens[0] ?? '']) {
    tokens.shift();
    left = apply(left, binary(tokens, values, level + 1));
  }
  return left;
}

function operand(tokens: string[], values: Readonly<Record<string, number>>): number {
  const token = tokens.shift();
  if (token === '-') {
    return -operand(tokens, values);
  }
  if (token === 'abs' && tokens[0] === '(') {
    return Math.abs(operand(tokens, values));
  }
  if (token === '(') {
    const inside = binary(tokens, values, 0);
    if (tokens.shift() !== ')') {
      throw new MathError('an expression has a bracket that is not closed');
    }
    return inside;
  }
  if (token !== undefined && /^\d/.test(token)) {
    return Number(token);
  }
  const [, ref] = /^\$\{?(\w+)\}?$/.exec(token ?? '') ?? [];
  const value = ref === undefined ? undefined : values[ref];
  if (value === undefined) {
    throw new MathError(`the preview does not know "${token}" in an expression`);
  }
  return value;
}
