import type { DataQueryRequest } from '@grafana/data';
import { createContext, useContext, useRef, useState } from 'react';

import type { Driver } from '../companions';
import type { Item } from '../items';
import { askDrivers, canAsk } from './askDrivers';

/** What the panel asked last. */
export const RequestContext = createContext<DataQueryRequest | undefined>(undefined);

type Answer = { kind: 'asking' } | { kind: 'known'; drivers: readonly Driver[] } | { kind: 'failed'; reason: string };

interface Drivers {
  answer: Answer;
  /** To be called when somebody wants to know; undefined where there is nothing to ask. */
  ask?: () => void;
}

/** What drives a KPI: from the panel's own queries, or asked for when somebody wants to know. */
export function useDrivers(item: Item): Drivers {
  const request = useContext(RequestContext);
  const [answer, setAnswer] = useState<Answer>({ kind: 'asking' });
  const asked = useRef(0);
  if (item.drivers.length > 0) {
    return { answer: { kind: 'known', drivers: item.drivers }, ask: () => undefined };
  }
  if (!request || !canAsk(item, request)) {
    return { answer };
  }
  const ask = async () => {
    const turn = ++asked.current;
    setAnswer({ kind: 'asking' });
    const next = await askDrivers(item, request).then(
      (drivers): Answer => ({ kind: 'known', drivers }),
      (error: unknown): Answer => ({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    );
    // An answer that comes after the next question was asked is not of interest.
    if (turn === asked.current) {
      setAnswer(next);
    }
  };
  return { answer, ask: () => void ask() };
}
