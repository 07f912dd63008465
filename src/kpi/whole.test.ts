import { whole } from './whole';

test.each([
  [114.5, 114],
  [115.5, 116],
  [0.5, 0],
  [1.5, 2],
  [113.51, 114],
  [7, 7],
])('%d is %d, as a message of a rule prints it', (value, rounded) => expect(whole(value)).toBe(rounded));
