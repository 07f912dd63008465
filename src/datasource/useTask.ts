import { useEffect, useRef, useState } from 'react';

type Task<Result, Progress> =
  | { state: 'running'; progress?: Progress }
  | { state: 'failed'; error: unknown }
  | { state: 'done'; result: Result };

type Work<Result, Progress> = (signal: AbortSignal, report: (progress: Progress) => void) => Promise<Result>;

/** Works once, from when it is first shown; a person who leaves ends the work. `again` begins anew. */
export function useTask<Result, Progress = never>(
  work: Work<Result, Progress>
): Task<Result, Progress> & { again(): void } {
  const [task, setTask] = useState<Task<Result, Progress>>({ state: 'running' });
  const [run, setRun] = useState(0);
  const newest = useRef(work);
  useEffect(() => {
    newest.current = work;
  });
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const show = (next: Task<Result, Progress>) => {
      if (!signal.aborted) {
        setTask(next);
      }
    };
    show({ state: 'running' });
    newest
      .current(signal, (progress) => show({ state: 'running', progress }))
      .then(
        (result) => show({ state: 'done', result }),
        (error: unknown) => show({ state: 'failed', error })
      );
    return () => leaving.abort();
  }, [run]);
  return { ...task, again: () => setRun(run + 1) };
}
