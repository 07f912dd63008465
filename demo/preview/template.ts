import { FUNCTIONS } from './template-functions';
import { parseTemplate, TemplateError, type Expression, type Node } from './template-parser';
import { isTrue, printed } from './template-values';

export { TemplateError };

export interface TemplateContext {
  dot: unknown;
  variables?: Record<string, unknown>;
  /** Templates that `template` and `tmpl.Exec` know beside those that the text itself defines. */
  library?: string;
}

/** What an action sees: its dot, and the variables of its block and of those around it. */
interface Scope {
  dot: unknown;
  variables: Map<string, unknown>;
  around?: Scope;
}

/**
 * Renders as much of Go's template language as the plugin's messages are written in. Anything else is a TemplateError;
 * it is never rendered wrongly in silence.
 */
export function renderTemplate(template: string, { dot, variables = {}, library = '' }: TemplateContext): string {
  const { nodes, defined } = parseTemplate(template);
  const known = new Map([...OF_GRAFANA, ...parseTemplate(library).defined, ...defined]);
  return new Renderer(known).run(nodes, dot, variables);
}

/** Those that Grafana has without anybody writing them, as far as messages of the plugin fall back on them. */
const OF_GRAFANA = parseTemplate(
  [
    '{{ define "default.title" }}[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }}{{ end }}',
    '{{ define "default.message" }}{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n{{ end }}{{ end }}',
  ].join('')
).defined;

/** The names of the templates that a text defines. */
export function definedIn(template: string): string[] {
  return [...parseTemplate(template).defined.keys()];
}

class Renderer {
  constructor(private readonly known: ReadonlyMap<string, readonly Node[]>) {}

  run(nodes: readonly Node[], dot: unknown, variables: Record<string, unknown> = {}): string {
    return this.all(nodes, { dot, variables: new Map(Object.entries({ '': dot, ...variables })) });
  }

  private all(nodes: readonly Node[], scope: Scope): string {
    return nodes.map((node) => this.one(node, scope)).join('');
  }

  private one(node: Node, scope: Scope): string {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'value':
        return printed(this.evaluate(node.value, scope));
      case 'declare':
        scope.variables.set(node.name, this.evaluate(node.value, scope));
        return '';
      case 'assign':
        holderOf(node.name, scope).set(node.name, this.evaluate(node.value, scope));
        return '';
      case 'template':
        return this.named(node.name, node.value && this.evaluate(node.value, scope));
      case 'block':
        return this.block(node, scope);
    }
  }

  private block(node: Extract<Node, { kind: 'block' }>, scope: Scope): string {
    const value = this.evaluate(node.value, scope);
    const inside = (dot: unknown, given: unknown[] = []): Scope => ({
      dot,
      variables: new Map(node.names.map((name, index) => [name, given[index]])),
      around: scope,
    });
    if (!isTrue(value)) {
      return this.all(node.otherwise, inside(scope.dot));
    }
    switch (node.word) {
      case 'if':
        return this.all(node.body, inside(scope.dot, [value]));
      case 'with':
        return this.all(node.body, inside(value, [value]));
      case 'range':
        return entriesOf(value)
          .map(([key, one]) => this.all(node.body, inside(one, node.names.length > 1 ? [key, one] : [one])))
          .join('');
    }
  }

  private named(name: string, dot: unknown): string {
    const nodes = this.known.get(name);
    if (!nodes) {
      throw new TemplateError(`template "${name}" not defined`);
    }
    return this.run(nodes, dot);
  }

  /** A definition that is empty replaces none that is there, as in Go. */
  private inline(template: string, dot: unknown): string {
    const { nodes, defined } = parseTemplate(template);
    const added = [...defined].filter(([name, body]) => body.length > 0 || !this.known.has(name));
    return new Renderer(new Map([...this.known, ...added])).run(nodes, dot);
  }

  private evaluate(expression: Expression, scope: Scope): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'dot':
        return scope.dot;
      case 'variable':
        return holderOf(expression.name, scope).get(expression.name);
      case 'field':
        return fieldOf(this.evaluate(expression.of, scope), expression.name);
      case 'call': {
        const args = expression.args.map((one) => this.evaluate(one, scope));
        switch (expression.name) {
          case 'tmpl.Exec':
            return this.named(String(args[0]), args[1]);
          case 'tmpl.Inline':
            return this.inline(String(args[0]), args[1]);
          default:
            return functionOf(expression.name)(...args);
        }
      }
      case 'method': {
        const method = this.evaluate(expression.of, scope);
        if (typeof method !== 'function') {
          throw new TemplateError('the preview does not know this function');
        }
        return method(...expression.args.map((one) => this.evaluate(one, scope)));
      }
    }
  }
}

function functionOf(name: string): (...args: unknown[]) => unknown {
  const found = FUNCTIONS[name];
  if (!found) {
    throw new TemplateError(`the preview does not know ${name}`);
  }
  return found;
}

function holderOf(name: string, scope: Scope): Map<string, unknown> {
  for (let at: Scope | undefined = scope; at; at = at.around) {
    if (at.variables.has(name)) {
      return at.variables;
    }
  }
  throw new TemplateError(`undefined variable $${name}`);
}

function entriesOf(value: unknown): Array<[unknown, unknown]> {
  if (!Array.isArray(value)) {
    throw new TemplateError('{{ range }} needs a list');
  }
  return value.map((one: unknown, index) => [index, one]);
}

/** Go's times and label sets have methods; what they give is what is asked of them. */
function fieldOf(value: unknown, name: string): unknown {
  if (value instanceof Date) {
    switch (name) {
      case 'Unix':
        return Math.floor(value.getTime() / 1000);
      case 'UTC':
        return value;
      case 'Add':
        return (nanoseconds: unknown) => new Date(value.getTime() + Number(nanoseconds) / 1e6);
      case 'Format':
        return (layout: unknown) => formatTime(value, layout);
      default:
        throw new TemplateError(`the preview does not know .${name} of a time`);
    }
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const entries = Object.entries(value);
  switch (name) {
    case 'SortedPairs':
      return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([Name, Value]) => ({ Name, Value }));
    case 'Remove':
      return (names: unknown) =>
        Object.fromEntries(entries.filter(([key]) => !(Array.isArray(names) && names.includes(key))));
    default:
      return entries.find(([key]) => key === name)?.[1];
  }
}

/** In UTC, by the names that Go gives the parts of a time. */
function formatTime(time: Date, layout: unknown): string {
  const iso = time.toISOString();
  return String(layout)
    .replace('2006-01-02', iso.slice(0, 10))
    .replace('15:04', iso.slice(11, 16))
    .replace('05', iso.slice(17, 19));
}
