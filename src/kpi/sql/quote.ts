import type { Literal } from '../catalogue/filter';

/**
 * Characters that mean the same inside '…' under every sql_mode, and nothing to Grafana, which expands `$` and `[[`
 * before the server sees the statement.
 */
const PLAIN = /^[A-Za-z0-9 _.,:;@/+=-]*$/;

/** Nearly all names are of these letters, and told at once. */
const PLAIN_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * A column, or a table with or without its database, in backticks.
 * Throws a RangeError for a name that the catalogue's schema would have refused.
 */
export function quoteName(name: string): string {
  if (PLAIN_IDENTIFIER.test(name)) {
    return `\`${name}\``;
  }
  const parts = name.split('.');
  if (!parts.every((part) => IDENTIFIER.test(part))) {
    throw new RangeError(`"${name}" can't be the name of a table or column: letters, digits and _ only.`);
  }
  return `\`${parts.join('`.`')}\``;
}

/**
 * A value as a typed literal: numbers as they are, TRUE and FALSE, plain text in quotes, any other text as UTF-8 bytes.
 * Throws a RangeError for a number that is not finite.
 */
export function quoteLiteral(value: Literal): string {
  if (typeof value === 'boolean') {
    return value ? 'TRUE' : 'FALSE';
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new RangeError(`${value} can't be compared with a column.`);
    }
    return String(value);
  }
  return PLAIN.test(value) ? `'${value}'` : `_utf8mb4 X'${utf8Hex(value)}'`;
}

function utf8Hex(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
