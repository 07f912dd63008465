import { useEffect, useState } from 'react';

/**
 * What `load` resolves to, undefined until then; `load` is to be the same as long as it loads the same. A failure is
 * thrown where it is rendered, for the page to show.
 */
export function useLoaded<T>(load: () => Promise<T>): T | undefined {
  const [result, setResult] = useState<{ of: () => Promise<T>; value?: T; error?: unknown }>();
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (value) => isCurrent && setResult({ of: load, value }),
      (error: unknown) => isCurrent && setResult({ of: load, error })
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (result?.of !== load) {
    return undefined;
  }
  if (result.error !== undefined) {
    throw result.error;
  }
  return result.value;
}
