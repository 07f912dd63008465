import type { Literal } from '../../kpi/catalogue/filter';

/**
 * A filter's value as a person types it: a number and true or false are what they look like, all else is text. Quotes,
 * as JSON has them, make a text of anything. Nothing at all is no value.
 */
export function literalText(value: Literal): string {
  // A field is one line.
  const needsQuotes = typeof value === 'string' && (literalOf(value) !== value || /[\n\r]/.test(value));
  return needsQuotes ? JSON.stringify(value) : String(value);
}

/** The value that was typed, if one was. */
export function literalOf(typed: string): Literal | undefined {
  const text = typed.trim();
  if (text === '') {
    return undefined;
  }
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  // 007 and 1.50 are no numbers: they would read otherwise when they are shown again.
  const number = Number(text);
  if (Number.isFinite(number) && String(number) === text) {
    return number;
  }
  return unquoted(text) ?? text;
}

/** Several values, with commas between. */
export function listText(values: readonly Literal[]): string {
  return values
    .map((value) => (typeof value === 'string' && /^"|,/.test(value) ? JSON.stringify(value) : literalText(value)))
    .join(', ');
}

/** The values that were typed. */
export function listOf(typed: string): Literal[] {
  const parts = typed.match(/\s*"(?:[^"\\]|\\.)*"\s*(?=,|$)|[^,]+/g) ?? [];
  return parts.flatMap((part) => literalOf(part) ?? []);
}

function unquoted(text: string): string | undefined {
  if (!text.startsWith('"')) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
