import { useFormContext, type FieldPath, type FieldPathValue } from 'react-hook-form';

import type { PolicyFields } from './form';

type Followers = Extract<
  FieldPath<PolicyFields>,
  | 'title'
  | 'owner'
  | 'runbook'
  | 'trigger.kind'
  | 'trigger.direction'
  | 'trigger.window'
  | 'trigger.minimumEvents'
  | 'trigger.recoverPercent'
  | 'trigger.recover'
  | 'trigger.untilFewer'
  | 'trigger.time.column'
  | 'trigger.time.type'
  | 'trigger.time.zone'
  | 'trigger.recoverLow'
  | 'trigger.recoverHigh'
  | 'shifted.recoverPercent'
>;

/** Fields with a computed default follow it, until a person types something else into them. */
export function useFollow() {
  const { getValues, setValue, formState } = useFormContext<PolicyFields>();
  return <Name extends Followers>(
    name: Name,
    was: FieldPathValue<PolicyFields, Name>,
    is: FieldPathValue<PolicyFields, Name>
  ) => {
    // Of numbers that nobody has typed yet, none is equal to itself.
    if (Object.is(getValues(name), was) && !Object.is(was, is)) {
      setValue(name, is, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    }
  };
}
