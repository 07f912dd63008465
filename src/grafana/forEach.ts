/** How far a change of many policies is. */
export interface Progress {
  done: number;
  of: number;
}

/** What came of it: each item that failed, with its error. */
export interface Outcome<Item> {
  done: number;
  failed: Array<{ item: Item; error: unknown }>;
}

/** Grafana takes a few requests at a time in its stride; a thousand at once would hold up everybody else's. */
const LANES = 4;

/** Does the same to many, a few at a time, each to its end whatever becomes of the others. */
export async function forEach<Item>(
  items: readonly Item[],
  change: (item: Item) => Promise<unknown>,
  onProgress: (progress: Progress) => void = () => undefined
): Promise<Outcome<Item>> {
  const rest = [...items];
  const failed: Outcome<Item>['failed'] = [];
  let done = 0;
  const work = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      const current = item;
      await change(current).catch((error: unknown) => failed.push({ item: current, error }));
      done++;
      onProgress({ done, of: items.length });
    }
  };
  await Promise.all(Array.from({ length: LANES }, work));
  return { done: done - failed.length, failed };
}
