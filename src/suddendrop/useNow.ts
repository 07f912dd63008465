import { useEffect, useState } from 'react';

/** The present in epoch milliseconds, told anew every `step` milliseconds while `running`. */
export function useNow(step: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step, running]);
  return now;
}
