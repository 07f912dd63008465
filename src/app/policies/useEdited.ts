import { useEffect, useState } from 'react';

import type { ListedPolicy } from '../../grafana/rules';
import { isEdited, type StoredObjects } from '../../policy/drift';

type Surroundings = Omit<StoredObjects, 'rules'>;

/** Policies that are compared in one go: what a person does meanwhile waits no longer than that takes. */
const AT_ONCE = 10;

/**
 * Ids of the policies that somebody changed elsewhere. Found some at a time, behind what a person does: comparing a
 * thousand policies with their rules takes a second.
 */
export function useEdited(
  policies: readonly ListedPolicy[] = NONE,
  { timeIntervals, contactPoints }: Surroundings
): ReadonlySet<string> {
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const found: string[] = [];
    let done = 0;
    const timer = setInterval(() => {
      const some = policies.slice(done, (done += AT_ONCE));
      found.push(...some.flatMap((policy) => editedId(policy, { timeIntervals, contactPoints }) ?? []));
      if (done >= policies.length) {
        clearInterval(timer);
        setEdited(new Set(found));
      }
    });
    return () => clearInterval(timer);
  }, [policies, timeIntervals, contactPoints]);
  return edited;
}

const NONE: readonly ListedPolicy[] = [];

/** Its id where somebody changed it; what a file provisions is changed in the file. */
function editedId({ stored, rules }: ListedPolicy, surroundings: Surroundings): string | undefined {
  return stored.kind === 'policy' && !stored.provisioned && isEdited(stored.policy, { ...surroundings, rules })
    ? stored.policy.id
    : undefined;
}
