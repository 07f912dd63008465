import fc from 'fast-check';

import { soFar } from './soFar';

const days = [
  { soFar: 400, whole: 1000 },
  { soFar: 420, whole: 1000 },
  { soFar: 440, whole: 1100 },
];

describe('today so far', () => {
  it('stands beside earlier days at the same time, and says where it will end', () => {
    expect(soFar(336, days)).toEqual({ today: 336, usual: 420, drop: 0.2, projected: 840, usualWhole: 1000 });
    expect(soFar(504, days)?.drop).toBeCloseTo(-0.2);
  });

  it('does not guess in the first hours', () => {
    const early = days.map(({ whole }) => ({ soFar: 20, whole }));
    expect(soFar(10, early)).toEqual({ today: 10, usual: 20, drop: 0.5, projected: undefined, usualWhole: 1000 });
  });

  it('leaves out days that had nothing, and says nothing with fewer than two others', () => {
    expect(soFar(300, [...days, { soFar: 0, whole: 900 }])?.usual).toBe(420);
    expect(soFar(300, days.slice(0, 1))).toBeUndefined();
  });

  it('projects a usual day to a usual end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 1000, max: 9999 }), (sum, whole) => {
        const same = [1, 2, 3].map(() => ({ soFar: sum, whole }));
        const projected = soFar(sum, same)?.projected;
        return sum / whole < 0.1 ? projected === undefined : Math.abs((projected ?? 0) - whole) < 1e-6 * whole;
      })
    );
  });
});
