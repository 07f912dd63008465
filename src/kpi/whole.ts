/** A number of events as people count them. Halves, which are a median's doing, go to the even neighbour, as in Go's printf. */
export function whole(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 && floor % 2 === 0 ? floor : Math.round(value);
}
