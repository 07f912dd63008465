/**
 * Statements as a text for a person to run in a client. One that holds others (BEGIN … END) needs another delimiter.
 */
export function scriptText(statements: readonly string[]): string {
  return statements.map((statement) => (isCompound(statement) ? delimited(statement) : `${statement};`)).join('\n\n');
}

function isCompound(statement: string): boolean {
  return /;\s*END$/.test(statement);
}

function delimited(statement: string): string {
  return `DELIMITER //\n${statement}//\nDELIMITER ;`;
}
