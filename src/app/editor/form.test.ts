import { POLICY } from '../../grafana/test/samples';
import type { Trigger } from '../../policy/triggerSchema';
import { fieldsOf, policyFormSchema } from './form';

it.each([undefined, 'keep'] as const)('says again of a policy what it says of unread numbers: %s', (whenUnread) => {
  const draft = policyFormSchema(POLICY.id).parse(fieldsOf({ ...POLICY, whenUnread }));
  expect(draft).toEqual({ policy: { ...POLICY, whenUnread } });
});

const outside = { low: 10, high: 20, recoverLow: 12, recoverHigh: 18 };

it.each<Trigger>([
  { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 },
  { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13, by: 'region' },
  { kind: 'fixed', direction: 'rise', percent: 50, window: '10m', recoverPercent: 25, minimumEvents: 64, by: 'region' },
  { kind: 'threshold', side: 'above', line: 500, recover: 450.5, window: '1h' },
  { kind: 'threshold', side: 'below', line: -5, recover: -5, window: '5m', by: 'region' },
  { kind: 'threshold', side: 'outside', ...outside, window: '5m' },
  { kind: 'so-far', direction: 'drop', percent: 20, recoverPercent: 10, minimumEvents: 400 },
  { kind: 'no-data', window: '15m', leastExpected: 12 },
  { kind: 'stale', age: '45m' },
  {
    kind: 'rows',
    change: 'deleted',
    time: { column: 'gone', type: 'epoch_ms' },
    window: '5m',
    atLeast: 9,
    untilFewer: 3,
  },
  {
    kind: 'rows',
    change: 'changed',
    time: { column: 'changed_at', type: 'datetime', zone: 'Asia/Seoul' },
    window: '5m',
    atLeast: 9,
    untilFewer: 9,
  },
])('says again of a policy when it breaches: %j', (trigger) => {
  expect(policyFormSchema(POLICY.id).parse(fieldsOf({ ...POLICY, trigger }))).toEqual({
    policy: { ...POLICY, trigger },
  });
});

it('names the line that is missing, or on the wrong side', () => {
  const paths = (change: object) => {
    const fields = fieldsOf(POLICY);
    const trigger = { ...fields.trigger, kind: 'threshold' as const, ...change };
    const { error } = policyFormSchema(POLICY.id).safeParse({ ...fields, trigger });
    return error?.issues.map(({ path }) => path.join('.'));
  };
  expect(paths({})).toEqual(['trigger.line', 'trigger.recover']);
  expect(paths({ line: 5, recover: 6 })).toEqual(['trigger.recover']);
  expect(paths({ side: 'below', line: 5, recover: 4 })).toEqual(['trigger.recover']);
  expect(paths({ side: 'below', line: 5, recover: 5 })).toBeUndefined();
  expect(paths({ side: 'outside', ...outside, high: 10 })).toEqual(['trigger.high']);
  expect(paths({ side: 'outside', ...outside, recoverLow: 9 })).toEqual(['trigger.recoverLow']);
  expect(paths({ side: 'outside', ...outside, recoverHigh: 12 })).toEqual(['trigger.recoverHigh']);
});
