import { useEffect, useState } from 'react';

/** What `load` resolves to; undefined until then. A failure is thrown where it is rendered, for the page to show. */
export function useLoaded<T>(load: () => Promise<T>, key: string): T | undefined {
  const [result, setResult] = useState<{ key: string; value?: T; error?: unknown }>();
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (value) => isCurrent && setResult({ key, value }),
      (error: unknown) => isCurrent && setResult({ key, error })
    );
    return () => {
      isCurrent = false;
    };
    // eslint asks for `load`, which is new at each render: `key` says what it loads.
  }, [key]);
  if (result?.key !== key) {
    return undefined;
  }
  if (result.error !== undefined) {
    throw result.error;
  }
  return result.value;
}
