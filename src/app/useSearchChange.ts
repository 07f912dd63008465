import { useSearchParams } from 'react-router-dom';

/** Keeps what a list is narrowed to in the page's address: it can be bookmarked and sent. */
export function useSearchChange(): [
  URLSearchParams,
  (changes: Record<string, string | number | boolean | undefined>) => void,
] {
  const [params, setParams] = useSearchParams();
  const change = (changes: Record<string, string | number | boolean | undefined>) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        for (const [name, value] of Object.entries(changes)) {
          if (value) {
            next.set(name, String(value));
          } else {
            next.delete(name);
          }
        }
        return next;
      },
      { replace: true }
    );
  return [params, change];
}
