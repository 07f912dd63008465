import { evaluateMath, MathError } from './math';

test.each([
  ['($B - $A) / ($B + ($B == 0))', 0.75],
  ['1 - $A/${B} > 0.3', 1],
  ['(($B - $A) / (2*$B)**0.5 > 4) && ($A < 1)', 0],
  ['-$A + 2 * 3 - 1', -20],
  ['abs($A - $B) + abs(1)', 76],
])('%s', (expression, result) => {
  expect(evaluateMath(expression, { A: 25, B: 100 })).toBe(result);
});

test.each(['$C', 'log($A)', 'abs', '($A', '$A $B', ''])('%s is refused', (expression) => {
  expect(() => evaluateMath(expression, { A: 25, B: 100 })).toThrow(MathError);
});
