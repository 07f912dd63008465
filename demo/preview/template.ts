/**
 * As much of Go's template language as the plugin's messages are written in: fields, variables, if / else if / else,
 * with, range, pipes, and a few functions. Anything else is a TemplateError; it is never rendered wrongly in silence.
 */
export class TemplateError extends Error {}

export interface TemplateContext {
  dot: unknown;
  variables?: Record<string, unknown>;
}

type Node =
  | { kind: 'text'; text: string }
  | { kind: 'value'; pipe: string[] }
  | { kind: 'block'; word: 'if' | 'with' | 'range'; pipe: string[]; body: Node[]; otherwise: Node[] };

export function renderTemplate(template: string, context: TemplateContext): string {
  const tokens = tokenize(template);
  const nodes = parseBody(tokens);
  if (tokens.length > 0) {
    throw new TemplateError(`unexpected {{ ${tokens[0]?.text} }}`);
  }
  return renderAll(nodes, context);
}

interface Token {
  isAction: boolean;
  text: string;
}

function tokenize(template: string): Token[] {
  return template.split(/(\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\}).)*\}\})/s).flatMap((part): Token[] => {
    if (!part.startsWith('{{')) {
      return part === '' ? [] : [{ isAction: false, text: part }];
    }
    return [{ isAction: true, text: part.slice(2, -2).trim() }];
  });
}

/** Up to the `else` or `end` that is not its own, which is left in `tokens`. */
function parseBody(tokens: Token[]): Node[] {
  const nodes: Node[] = [];
  for (let token = tokens[0]; token && !(token.isAction && /^(else|end)\b/.test(token.text)); token = tokens[0]) {
    tokens.shift();
    nodes.push(token.isAction ? parseAction(token.text, tokens) : { kind: 'text', text: token.text });
  }
  return nodes;
}

function parseAction(text: string, tokens: Token[]): Node {
  const [word, ...pipe] = wordsOf(text);
  if (word !== 'if' && word !== 'with' && word !== 'range') {
    return { kind: 'value', pipe: wordsOf(text) };
  }
  const body = parseBody(tokens);
  const end = tokens.shift();
  if (!end) {
    throw new TemplateError(`{{ ${text} }} has no {{ end }}`);
  }
  const [, ...chained] = wordsOf(end.text);
  if (chained.length > 0) {
    // `else if`: the rest is the other branch, and its `end` is ours too.
    return { kind: 'block', word, pipe, body, otherwise: [parseAction(chained.join(' '), tokens)] };
  }
  const otherwise = end.text === 'else' ? parseBody(tokens) : [];
  if (end.text === 'else' && tokens.shift()?.text !== 'end') {
    throw new TemplateError(`{{ ${text} }} has no {{ end }}`);
  }
  return { kind: 'block', word, pipe, body, otherwise };
}

function wordsOf(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[^\s|]+|\|/g) ?? [];
}

function renderAll(nodes: readonly Node[], context: TemplateContext): string {
  return nodes.map((node) => render(node, context)).join('');
}

function render(node: Node, context: TemplateContext): string {
  if (node.kind === 'text') {
    return node.text;
  }
  const value = evaluate(node.pipe, context);
  if (node.kind === 'value') {
    return printed(value);
  }
  if (!isTrue(value)) {
    return renderAll(node.otherwise, context);
  }
  switch (node.word) {
    case 'if':
      return renderAll(node.body, context);
    case 'with':
      return renderAll(node.body, { ...context, dot: value });
    case 'range':
      return listOf(value)
        .map((dot) => renderAll(node.body, { ...context, dot }))
        .join('');
  }
}

function evaluate(pipe: readonly string[], context: TemplateContext): unknown {
  const commands: string[][] = [[]];
  for (const word of pipe) {
    if (word === '|') {
      commands.push([]);
    } else {
      commands.at(-1)?.push(word);
    }
  }
  return commands.reduce<unknown[]>((piped, command) => [call(command, piped, context)], [])[0];
}

function call([head = '', ...rest]: string[], piped: unknown[], context: TemplateContext): unknown {
  const args = [...rest.map((word) => operand(word, context)), ...piped];
  const func = FUNCTIONS[head];
  if (func) {
    return func(...args);
  }
  const value = operand(head, context);
  return args.length === 0 ? value : method(value, args);
}

function operand(word: string, { dot, variables = {} }: TemplateContext): unknown {
  if (word.startsWith('"')) {
    return JSON.parse(word);
  }
  if (word.startsWith('`')) {
    return word.slice(1, -1);
  }
  if (/^-?\d/.test(word)) {
    return Number(word);
  }
  const [, root = '', path = ''] = /^(\$\w+|)((?:\.\w+)*|\.)$/.exec(word) ?? [];
  if (root === '' && path === '') {
    throw new TemplateError(`the preview does not know ${word}`);
  }
  const start = root === '' ? dot : variables[root.slice(1)];
  return path
    .split('.')
    .filter((name) => name !== '')
    .reduce(field, start);
}

/** Go's times have methods; what they give is what is asked of them. */
function field(value: unknown, name: string): unknown {
  if (value instanceof Date) {
    switch (name) {
      case 'Unix':
        return Math.floor(value.getTime() / 1000);
      case 'UTC':
        return value;
      case 'Format':
        return (layout: unknown) => formatTime(value, layout);
      default:
        throw new TemplateError(`the preview does not know .${name} of a time`);
    }
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function method(value: unknown, args: unknown[]): unknown {
  if (typeof value !== 'function') {
    throw new TemplateError('the preview does not know this function');
  }
  return value(...args);
}

/** In UTC, by the names that Go gives the parts of a time. */
function formatTime(time: Date, layout: unknown): string {
  const iso = time.toISOString();
  return String(layout)
    .replace('2006-01-02', iso.slice(0, 10))
    .replace('15:04', iso.slice(11, 16))
    .replace('05', iso.slice(17, 19));
}

const FUNCTIONS: Record<string, ((...args: unknown[]) => unknown) | undefined> = {
  eq: (first, ...others) => others.some((other) => other === first),
  ne: (a, b) => a !== b,
  gt: (a, b) => Number(a) > Number(b),
  lt: (a, b) => Number(a) < Number(b),
  not: (a) => !isTrue(a),
  and: (...args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  toUpper: (text) => printed(text).toUpperCase(),
  reReplaceAll: (pattern, replacement, text) =>
    printed(text).replace(new RegExp(printed(pattern), 'g'), printed(replacement)),
  toLower: (text) => printed(text).toLowerCase(),
  humanize: (value) => humanize(Number(value)),
  humanizePercentage: (value) => `${significant(100 * Number(value))}%`,
};

/** For a thousandth, one, a thousand … */
const PREFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P'];
const ONE = PREFIXES.indexOf('');

/** Four digits and a prefix, as Prometheus writes them. */
function humanize(value: number): string {
  const thousands = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / 3);
  const step = Math.min(PREFIXES.length - 1 - ONE, Math.max(-ONE, thousands));
  return `${significant(value / 1000 ** step)}${PREFIXES[ONE + step]}`;
}

function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) {
    throw new TemplateError('{{ range }} needs a list');
  }
  return value;
}

function printed(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object'
    ? Object.entries(value)
        .map(([key, one]) => `${key}=${String(one)}`)
        .join(', ')
    : String(value);
}
