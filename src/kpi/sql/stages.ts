/** A part of a statement that later parts read by its name. */
export type Stage = [name: string, select: string];

/** The WITH before a SELECT that reads from stages, in their order. */
export function withStages(stages: readonly Stage[]): string {
  return `WITH ${stages.map(([name, select]) => `${name} AS (\n${select}\n)`).join(',\n')}`;
}
