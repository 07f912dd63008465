import { z } from 'zod';

const count = z.coerce.number();
const planRows = z
  .array(
    z.object({
      id: count.nullish(),
      table: z.string().nullish(),
      type: z.string().nullish(),
      rows: count.nullish(),
    })
  )
  .min(1)
  // Another server's EXPLAIN has none of these.
  .refine(([first]) => first !== undefined && 'type' in first && 'rows' in first && 'table' in first);

/** How a server would read a statement. */
export interface Plan {
  /** Rows read, as the server guesses. */
  rows: number;
  /** Tables that are read from their beginning to their end, and how long they are. */
  scans: Array<{ table: string; rows: number }>;
}

/** What the answer to `explainSql` tells; undefined for a server that explains in another way. */
export function planOf(rows: unknown): Plan | undefined {
  const { data } = planRows.safeParse(rows);
  if (!data) {
    return undefined;
  }
  const tables = data.filter(({ table }) => typeof table === 'string' && !table.startsWith('<'));
  let total = 0;
  for (const select of new Set(tables.map(({ id }) => id))) {
    // Tables that are joined: the later ones are read once for each row of the earlier ones.
    let product = 1;
    for (const { rows: length } of tables.filter(({ id }) => id === select)) {
      product *= Math.max(1, length ?? 0);
      total += typeof length === 'number' ? product : 0;
    }
  }
  return {
    rows: total,
    scans: tables.flatMap(({ table, type, rows: length }) =>
      table && (type === 'ALL' || type === 'index') ? [{ table, rows: length ?? 0 }] : []
    ),
  };
}
