import { z } from 'zod';

/** As Alertmanager has it: all four are needed, but that a missing isEqual is true. */
export const matcherSchema = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});
export type Matcher = z.infer<typeof matcherSchema>;

/** Whether every matcher holds of the labels; a label that is not there is an empty one. */
export function matchesAll(matchers: readonly Matcher[], labels: Record<string, string>): boolean {
  return matchers.every((matcher) => matches(matcher, labels[matcher.name] ?? ''));
}

export function matches({ value, isRegex, isEqual }: Matcher, label: string): boolean {
  return (isRegex ? new RegExp(`^(?:${value})$`).test(label) : label === value) === isEqual;
}

const OPERATORS = {
  '=': { isEqual: true, isRegex: false },
  '!=': { isEqual: false, isRegex: false },
  '=~': { isEqual: true, isRegex: true },
  '!~': { isEqual: false, isRegex: true },
};

/** A matcher as links and filters write it: `team=orders`, `team=~"a|b"`. Undefined where the text is none. */
export function readMatcher(text: string): Matcher | undefined {
  const [, name, operator, value = ''] = /^\s*([\w.-]+)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s.exec(text) ?? [];
  const found = Object.entries(OPERATORS).find(([sign]) => sign === operator)?.[1];
  return name === undefined || !found ? undefined : { name, value: value.replace(/^"(.*)"$/s, '$1'), ...found };
}

export function isSameMatcher(a: Matcher, b: Matcher): boolean {
  return a.name === b.name && a.value === b.value && a.isRegex === b.isRegex && a.isEqual === b.isEqual;
}
