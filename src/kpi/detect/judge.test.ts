import fc from 'fast-check';

import { expectedOf, median } from './expected';
import { judge, minimumEventsFor } from './judge';

const count = (value: number) => ({ value, events: value });
const thresholds = { drop: 0.3, watch: 0.15, minimumEvents: 50 };

describe('expected', () => {
  it('is the median, the mean of the middle two where there are two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('leaves gaps out, and says nothing with fewer than two references', () => {
    expect(expectedOf([100, 110, 0, 0, 90, 0].map(count))).toEqual({ value: 100, events: 100 });
    expect(expectedOf([100, 0, 0, 0, 0, 0].map(count))).toBeUndefined();
    expect(expectedOf([])).toBeUndefined();
  });

  it('lies between the lowest and the highest usable reference', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 6 }), (values) => {
        const usable = values.filter((value) => value > 0);
        const expected = expectedOf(values.map(count));
        return usable.length < 2
          ? expected === undefined
          : expected !== undefined && expected.value >= Math.min(...usable) && expected.value <= Math.max(...usable);
      })
    );
  });
});

describe('judge', () => {
  const references = [100, 104, 96, 100, 110, 90].map(count);

  it('names the state by how far the KPI has fallen', () => {
    expect(judge(98, references, thresholds)).toEqual({ state: 'ok', now: 98, expected: 100, drop: 0.02 });
    expect(judge(80, references, thresholds).state).toBe('watch');
    expect(judge(70, references, thresholds).state).toBe('watch');
    expect(judge(69, references, thresholds).state).toBe('drop');
  });

  it('calls a KPI that fell to nothing a drop of the whole', () => {
    expect(judge(0, references, thresholds)).toMatchObject({ state: 'drop', drop: 1 });
  });

  it('takes nothing for no change where enough samples say that nothing is expected', () => {
    const idle = [0, 0, 0].map((value) => ({ value, events: 60 }));
    expect(judge(0, idle, thresholds)).toEqual({ state: 'ok', now: 0, expected: 0, drop: 0 });
    expect(judge(3, idle, thresholds)).toEqual({ state: 'low-traffic', now: 3, expected: 0, drop: undefined });
  });

  it('does not judge what is too little or has nothing to compare with', () => {
    expect(judge(0, [10, 12, 11].map(count), thresholds).state).toBe('low-traffic');
    expect(judge(0, [100].map(count), thresholds)).toEqual({ state: 'no-reference', now: 0 });
  });

  it('counts events, not money, when it asks whether there are enough', () => {
    const revenue = [9000, 11_000, 10_000].map((value) => ({ value, events: 4 }));
    expect(judge(1000, revenue, thresholds).state).toBe('low-traffic');
  });

  it('asks for 64 events to show half, and 178 to show 30 %', () => {
    expect([0.5, 0.3].map(minimumEventsFor)).toEqual([64, 178]);
  });
});
