import { forEach, type Progress } from './forEach';

it('does all of them, a few at a time, and tells how far it is', async () => {
  let running = 0;
  let most = 0;
  const progress: Progress[] = [];
  const change = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  const outcome = await forEach(
    Array.from({ length: 10 }, (_, index) => index),
    change,
    (now) => progress.push(now)
  );
  expect(outcome).toEqual({ done: 10, failed: [] });
  expect(most).toBe(4);
  expect(progress.at(-1)).toEqual({ done: 10, of: 10 });
});

it('goes on when one fails, and says which and why', async () => {
  const error = new Error('no');
  const outcome = await forEach(['a', 'b', 'c'], async (item) => {
    if (item === 'b') {
      throw error;
    }
  });
  expect(outcome).toEqual({ done: 2, failed: [{ item: 'b', error }] });
});
