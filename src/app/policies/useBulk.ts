import { useState } from 'react';

import { forEach, type Outcome, type Progress } from '../../grafana/forEach';
import type { PolicyRow } from './row';
import { useRefresh } from './usePolicies';

interface Bulk {
  /** While policies are being changed. */
  progress?: Progress;
  /** What could not be done the last time. */
  failed: Outcome<PolicyRow>['failed'];
  run: (rows: readonly PolicyRow[], change: (row: PolicyRow) => Promise<unknown>) => Promise<Outcome<PolicyRow>>;
  forget: () => void;
}

/** Changes many policies, each for itself: what fails is told, and the others are changed all the same. */
export function useBulk(): Bulk {
  const refresh = useRefresh();
  const [progress, setProgress] = useState<Progress>();
  const [failed, setFailed] = useState<Outcome<PolicyRow>['failed']>([]);
  return {
    progress,
    failed,
    run: async (rows, change) => {
      setFailed([]);
      setProgress({ done: 0, of: rows.length });
      const outcome = await forEach(rows, change, setProgress);
      await refresh();
      setProgress(undefined);
      setFailed(outcome.failed);
      return outcome;
    },
    forget: () => setFailed([]),
  };
}
