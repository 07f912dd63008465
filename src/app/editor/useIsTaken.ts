import { useContactPoints } from '../policies/usePolicies';

/** Whether a name is that of a contact point already. */
export function useIsTaken(): (name: string) => boolean {
  const { data = [] } = useContactPoints();
  return (name) => data.some(({ title }) => title === name.trim());
}
