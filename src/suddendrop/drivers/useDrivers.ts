import type { DataQueryRequest } from '@grafana/data';
import { createContext, useContext, useEffect, useState } from 'react';

import type { Driver } from '../companions';
import type { Item } from '../items';
import { askDrivers, canAsk } from './askDrivers';

/** What the panel asked last. */
export const RequestContext = createContext<DataQueryRequest | undefined>(undefined);

type Answer = { kind: 'asking' } | { kind: 'known'; drivers: readonly Driver[] } | { kind: 'failed'; reason: string };

/** Whether there is something to ask: the panel's own queries say it, or its data source can. */
export function useHasDrivers(item: Item): boolean {
  const request = useContext(RequestContext);
  return item.drivers.length > 0 || canAsk(item, request);
}

/** What drives a KPI. It is asked when somebody opens it, and stays as long: a refresh would move what they read. */
export function useDrivers(item: Item): Answer {
  const request = useContext(RequestContext);
  const [asked] = useState({ item, request });
  const [answer, setAnswer] = useState<Answer>({ kind: 'asking' });
  useEffect(() => {
    if (!asked.request || asked.item.drivers.length > 0) {
      return undefined;
    }
    let isOpen = true;
    const hear = (next: Answer) => isOpen && setAnswer(next);
    askDrivers(asked.item, asked.request).then(
      (drivers) => hear({ kind: 'known', drivers }),
      (error: unknown) => hear({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    );
    return () => {
      isOpen = false;
    };
  }, [asked]);
  return item.drivers.length > 0 ? { kind: 'known', drivers: item.drivers } : answer;
}
