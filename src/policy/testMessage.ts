import { goString, printed } from './template';

type Settings = Record<string, unknown>;

/** A setting that calls our template group, to be rendered before a channel is tested. */
export interface OurText {
  path: string[];
  template: string;
}

/**
 * The settings of a channel that call our template group. A channel that nobody saved is tested with the templates that
 * Grafana has at that moment, and ours may be new: so they are rendered first, and the test carries what came of it.
 */
export function ourTexts(settings: Settings, vars: Record<string, unknown> = {}): OurText[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (isSettings(value)) {
      const own = isSettings(value.vars) ? value.vars : vars;
      return ourTexts(value, own).map(({ path, template }) => ({ path: [name, ...path], template }));
    }
    return typeof value === 'string' && value.includes('"kpiwatch.')
      ? [{ path: [name], template: withVars(value, vars) }]
      : [];
  });
}

/** The settings with texts in place of the templates. */
export function withTexts(
  settings: Settings,
  texts: ReadonlyArray<{ path: readonly string[]; text: string }>
): Settings {
  return texts.reduce((all, { path, text }) => withText(all, path, printed(text)), settings);
}

function withText(settings: Settings, [name = '', ...rest]: readonly string[], text: string): Settings {
  const inner = settings[name];
  return { ...settings, [name]: rest.length === 0 ? text : withText(isSettings(inner) ? inner : {}, rest, text) };
}

/** Where Grafana renders a template outside of a channel, it knows no variables of that channel. */
function withVars(template: string, vars: Record<string, unknown>): string {
  return template.replace(/\.Vars\.(\w+)/g, (_, name: string) => goString(String(vars[name] ?? '')));
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
