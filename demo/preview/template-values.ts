/** Whether Go's templates take a value for true. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** A value as a template prints it. */
export function printed(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object'
    ? Object.entries(value)
        .map(([key, one]) => `${key}=${String(one)}`)
        .join(', ')
    : String(value);
}
