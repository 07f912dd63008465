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
>;

/** Fields with a computed default follow it, until a person types something else into them. */
export function useFollow() {
  const { getValues, setValue, formState } = useFormContext<PolicyFields>();
  return <Name extends Followers>(
    name: Name,
    was: FieldPathValue<PolicyFields, Name>,
    is: FieldPathValue<PolicyFields, Name>
  ) => {
    if (getValues(name) === was && was !== is) {
      setValue(name, is, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    }
  };
}
