import { useEffect, useState } from 'react';
import { z } from 'zod';

import type { Item } from '../items';
import { isAlarming } from './pages';
import { tab } from './memory';

const KEY = 'acknowledged';
const idsSchema = z.preprocess((text) => (typeof text === 'string' ? parseJson(text) : text), z.array(z.string()));

interface Acknowledged {
  has: (item: Item) => boolean;
  toggle: (item: Item) => void;
  add: (items: readonly Item[]) => void;
}

/** The alarms that a person at this wall has seen. A KPI that has recovered alarms anew, and a drop that gets stale too. */
export function useAcknowledged(items: readonly Item[]): Acknowledged {
  const [ids, setIds] = useState<readonly string[]>(() => idsSchema.catch([]).parse(tab.recall(KEY)));
  const alarming = new Set(items.filter(isAlarming).map(alarmOf));
  const current = ids.filter((id) => alarming.has(id));
  // Without items the data is on its way, which is no recovery.
  const valid = items.length === 0 ? ids : current;
  if (valid.length !== ids.length) {
    setIds(valid);
  }
  const text = JSON.stringify(valid);
  useEffect(() => tab.remember(KEY, text), [text]);
  return {
    has: (item) => valid.includes(alarmOf(item)),
    add: (more) => setIds([...new Set([...valid, ...more.map(alarmOf)])]),
    toggle: (item) => {
      const alarm = alarmOf(item);
      setIds(valid.includes(alarm) ? valid.filter((id) => id !== alarm) : [...valid, alarm]);
    },
  };
}

function alarmOf({ reading, verdict }: Item): string {
  return `${reading.kpi.id}: ${verdict.state}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
