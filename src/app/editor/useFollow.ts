import { useFormContext, type FieldPath } from 'react-hook-form';

import type { PolicyFields } from './form';

type Followers = Extract<FieldPath<PolicyFields>, 'title' | 'owner' | 'runbook' | 'minimumEvents' | 'recoverPercent'>;

/** Fields with a computed default follow it, until a person types something else into them. */
export function useFollow() {
  const { getValues, setValue, formState } = useFormContext<PolicyFields>();
  return <Name extends Followers>(name: Name, was: PolicyFields[Name], is: PolicyFields[Name]) => {
    if (getValues(name) === was && was !== is) {
      setValue<Followers>(name, is, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    }
  };
}
