/** A line through values from 0 up to `most`, in a drawing of that size, with a gap where one is missing. */
export function linePath(
  values: ReadonlyArray<number | null>,
  most: number,
  { width, height }: { width: number; height: number }
): string {
  const step = width / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      if (value === null) {
        return '';
      }
      const command = (values[index - 1] ?? null) === null ? 'M' : 'L';
      return `${command}${(index * step).toFixed(1)} ${(height * (1 - value / most)).toFixed(1)}`;
    })
    .join('');
}
