import { isRuleOf, messageCount, remindersOf, repetition } from './cadence';
import { cadenceSchema } from './schema';

describe('how often a breach is told', () => {
  it('is once by never repeating, each KPI for itself', () => {
    expect(remindersOf({ kind: 'once' })).toEqual([]);
    expect(repetition({ kind: 'once' })).toEqual({
      group_by: ['grafana_folder', 'alertname', 'kpi'],
      group_wait: '5s',
      repeat_interval: '52w',
    });
  });

  it('is so many times by a reminder for each message after the first', () => {
    expect(remindersOf({ kind: 'times', every: '30m', times: 3 })).toEqual([
      { number: 2, after: 1800 },
      { number: 3, after: 3600 },
    ]);
  });

  it('waits for the reminders that are evaluated with its rule', () => {
    expect(repetition({ kind: 'times', every: '30m', times: 3 }).group_wait).toBe('15s');
  });

  it('is for a while by as many reminders as fit', () => {
    expect(messageCount({ kind: 'span', every: '30m', span: '2h' })).toBe(5);
    expect(messageCount({ kind: 'span', every: '1h', span: '90m' })).toBe(2);
  });

  it('is until acknowledged by Grafana’s own repeating', () => {
    expect(repetition({ kind: 'acknowledged', every: '4h' })).toMatchObject({ repeat_interval: '4h' });
    expect(messageCount({ kind: 'acknowledged', every: '4h' })).toBeUndefined();
  });

  it('is refused where it would take too many rules, or none', () => {
    const problem = (cadence: object) => cadenceSchema.safeParse(cadence).error?.issues[0]?.path.join('.');
    expect(problem({ kind: 'span', every: '1m', span: '1h' })).toBe('every');
    expect(problem({ kind: 'span', every: '2h', span: '1h' })).toBe('span');
    expect(problem({ kind: 'times', every: '1h', times: 11 })).toBe('times');
    expect(problem({ kind: 'times', every: '1h', times: 1 })).toBe('times');
  });
});

it('a policy’s rules are its first and its reminders, and nobody else’s', () => {
  expect(
    ['kw-1', 'kw-1-r2', 'kw-1-r10', 'kw-1-rx', 'kw-1-r', 'kw-12', 'kw-1-r2-r2'].filter((uid) => isRuleOf('kw-1', uid))
  ).toEqual(['kw-1', 'kw-1-r2', 'kw-1-r10']);
});
