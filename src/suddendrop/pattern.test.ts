import { edgePattern } from './pattern';

test('no two states have the same edge, save for the thickness of a drop', () => {
  const states = ['ok', 'watch', 'low-traffic', 'no-reference', 'stale', 'error'] as const;
  expect(new Set(states.map((state) => edgePattern(state, 'red'))).size).toBe(states.length);
  expect(edgePattern('drop', 'red')).toBe('red');
});
