import { useState } from 'react';

import type { PolicyRow } from './row';

interface Selection {
  /** The selected lines that there are, in the order of the list. */
  rows: PolicyRow[];
  ids: ReadonlySet<string>;
  select: (ids: readonly string[], isSelected: boolean) => void;
  clear: () => void;
}

/** Lines that are picked to be changed together; they stay picked on other pages and under other filters. */
export function useSelection(rows: readonly PolicyRow[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    rows: rows.filter(({ id }) => ids.has(id)),
    ids,
    select: (changed, isSelected) =>
      setIds((before) => {
        const after = new Set(before);
        changed.forEach((id) => (isSelected ? after.add(id) : after.delete(id)));
        return after;
      }),
    clear: () => setIds(new Set()),
  };
}
