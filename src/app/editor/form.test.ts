import { POLICY } from '../../grafana/test/samples';
import { fieldsOf, policyFormSchema } from './form';

it.each([undefined, 'keep'] as const)('says again of a policy what it says of unread numbers: %s', (whenUnread) => {
  const draft = policyFormSchema(POLICY.id).parse(fieldsOf({ ...POLICY, whenUnread }));
  expect(draft).toEqual({ policy: { ...POLICY, whenUnread } });
});
