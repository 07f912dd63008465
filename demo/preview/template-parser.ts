export class TemplateError extends Error {}

/** What an action's words come to. */
export type Expression =
  | { kind: 'literal'; value: unknown }
  | { kind: 'dot' }
  | { kind: 'variable'; name: string }
  | { kind: 'field'; of: Expression; name: string }
  | { kind: 'method'; of: Expression; args: Expression[] }
  | { kind: 'call'; name: string; args: Expression[] };

export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'value'; value: Expression }
  | { kind: 'declare' | 'assign'; name: string; value: Expression }
  | { kind: 'template'; name: string; value?: Expression }
  | {
      kind: 'block';
      word: 'if' | 'with' | 'range';
      /** Variables that the block declares. */
      names: string[];
      value: Expression;
      body: Node[];
      otherwise: Node[];
    };

interface Part {
  isAction: boolean;
  text: string;
}

interface Parsed {
  nodes: Node[];
  /** What it defines, by name. */
  defined: Map<string, Node[]>;
}

/** A text of Go's template language, as far as the preview knows it. */
export function parseTemplate(template: string): Parsed {
  const parts = partsOf(template);
  const defined = new Map<string, Node[]>();
  const nodes = parseBody(parts, defined);
  if (parts.length > 0) {
    throw new TemplateError(`unexpected {{ ${parts[0]?.text} }}`);
  }
  return { nodes, defined };
}

/** Text and actions by turns; a dash inside the braces takes the white space beside it away. */
function partsOf(template: string): Part[] {
  let isTrimmed = false;
  return template
    .split(/(\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*.*?\*\/|(?!\}\}).)*\}\})/s)
    .flatMap((part, index, all): Part[] => {
      const isAction = index % 2 === 1;
      if (isAction) {
        isTrimmed = /\s-\}\}$/.test(part);
        const text = part.slice(2, -2).replace(/^-\s/, '').replace(/\s-$/, '').trim();
        return text.startsWith('/*') ? [] : [{ isAction, text }];
      }
      if (part.includes('{{')) {
        throw new TemplateError('an action is not closed');
      }
      const from = isTrimmed ? part.trimStart() : part;
      const text = /^\{\{-\s/.test(all[index + 1] ?? '') ? from.trimEnd() : from;
      return text === '' ? [] : [{ isAction, text }];
    });
}

/** Up to the `else` or `end` that is not its own, which is left in `parts`. */
function parseBody(parts: Part[], defined: Map<string, Node[]>): Node[] {
  const nodes: Node[] = [];
  for (let part = parts[0]; part && !(part.isAction && /^(else|end)\b/.test(part.text)); part = parts[0]) {
    parts.shift();
    nodes.push(...(part.isAction ? parseAction(part.text, parts, defined) : [{ kind: 'text' as const, ...part }]));
  }
  return nodes;
}

function parseAction(text: string, parts: Part[], defined: Map<string, Node[]>): Node[] {
  const words = new Words(text);
  switch (words.peek()) {
    case 'define': {
      words.next();
      const name = words.name();
      defined.set(name, parseBody(parts, defined));
      closeBlock(text, parts);
      return [];
    }
    case 'template': {
      words.next();
      const name = words.name();
      return [{ kind: 'template', name, ...(words.peek() !== undefined && { value: words.pipeline() }) }];
    }
    case 'if':
    case 'with':
    case 'range':
      return [parseBlock(text, words, parts, defined)];
    default:
      return [parseStatement(words)];
  }
}

function parseStatement(words: Words): Node {
  const [name, sign] = [words.peek(), words.peek(1)];
  if (name?.startsWith('$') && (sign === ':=' || sign === '=')) {
    words.next();
    words.next();
    return { kind: sign === ':=' ? 'declare' : 'assign', name: name.slice(1), value: words.whole() };
  }
  return { kind: 'value', value: words.whole() };
}

function parseBlock(text: string, words: Words, parts: Part[], defined: Map<string, Node[]>): Node {
  const word = words.next();
  if (word !== 'if' && word !== 'with' && word !== 'range') {
    throw new TemplateError(`the preview does not know {{ ${text} }}`);
  }
  const names = words.declared();
  const block = { kind: 'block', word, names, value: words.whole() } as const;
  const body = parseBody(parts, defined);
  const end = parts.shift();
  if (!end) {
    throw new TemplateError(`{{ ${text} }} has no {{ end }}`);
  }
  const chained = /^else\s+(.+)$/s.exec(end.text)?.[1];
  if (chained !== undefined) {
    // `else if`: the rest is the other branch, and its `end` is ours too.
    return { ...block, body, otherwise: parseAction(chained, parts, defined) };
  }
  if (end.text !== 'else') {
    return { ...block, body, otherwise: [] };
  }
  const otherwise = parseBody(parts, defined);
  closeBlock(text, parts);
  return { ...block, body, otherwise };
}

function closeBlock(text: string, parts: Part[]): void {
  if (parts.shift()?.text !== 'end') {
    throw new TemplateError(`{{ ${text} }} has no {{ end }}`);
  }
}

/** The words of an action, taken one after the other. */
class Words {
  private readonly words: string[];

  constructor(text: string) {
    this.words = text.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|:=|[=|(),]|\)|[^\s|(),="`]+/g) ?? [];
  }

  peek(ahead = 0): string | undefined {
    return this.words[ahead];
  }

  next(): string {
    return this.words.shift() ?? '';
  }

  name(): string {
    return String(literalOf(this.next())?.value ?? '');
  }

  /** `$index, $alert :=`, if it is there. */
  declared(): string[] {
    const at = this.words.indexOf(':=');
    const names = this.words.slice(0, Math.max(at, 0)).filter((word) => word !== ',');
    if (at > 0) {
      this.words.splice(0, at + 1);
    }
    return names.map((name) => name.slice(1));
  }

  whole(): Expression {
    const value = this.pipeline();
    if (this.peek() !== undefined) {
      throw new TemplateError(`unexpected ${this.peek()}`);
    }
    return value;
  }

  pipeline(): Expression {
    let value = this.command();
    while (this.peek() === '|') {
      this.next();
      value = this.command(value);
    }
    return value;
  }

  private command(piped?: Expression): Expression {
    const head = this.next();
    if (isFunction(head)) {
      return { kind: 'call', name: head, args: this.operands(piped) };
    }
    const value = this.operand(head);
    const args = this.operands(piped);
    return args.length === 0 ? value : { kind: 'method', of: value, args };
  }

  private operands(piped: Expression | undefined): Expression[] {
    const found: Expression[] = [];
    for (let word = this.peek(); word !== undefined && word !== '|' && word !== ')'; word = this.peek()) {
      this.next();
      found.push(isFunction(word) ? { kind: 'call', name: word, args: [] } : this.operand(word));
    }
    return piped ? [...found, piped] : found;
  }

  private operand(word: string): Expression {
    if (word === '(') {
      const inner = this.pipeline();
      if (this.next() !== ')') {
        throw new TemplateError('a ( is not closed');
      }
      const path = /^(\.\w+)+$/.test(this.peek() ?? '') ? this.next() : '';
      return fieldsOf(inner, path);
    }
    const literal = literalOf(word);
    if (literal) {
      return literal;
    }
    const [, variable, path = ''] = /^(\$\w*)?((?:\.\w+)*|\.)$/.exec(word) ?? [];
    if (variable === undefined && path === '') {
      throw new TemplateError(`the preview does not know ${word}`);
    }
    return fieldsOf(variable === undefined ? { kind: 'dot' } : { kind: 'variable', name: variable.slice(1) }, path);
  }
}

function isFunction(word: string): boolean {
  return /^[a-z]\w*(\.[A-Z]\w*)?$/.test(word) && !/^(true|false|nil)$/.test(word);
}

function literalOf(word: string): { kind: 'literal'; value: unknown } | undefined {
  if (word.startsWith('"')) {
    return { kind: 'literal', value: JSON.parse(word) };
  }
  if (word.startsWith('`')) {
    return { kind: 'literal', value: word.slice(1, -1) };
  }
  return /^-?\d/.test(word) ? { kind: 'literal', value: Number(word) } : undefined;
}

function fieldsOf(of: Expression, path: string): Expression {
  return path
    .split('.')
    .filter((name) => name !== '')
    .reduce<Expression>((value, name) => ({ kind: 'field', of: value, name }), of);
}
