import { useQuery } from '@tanstack/react-query';

import { listContactPoints } from '../../grafana/receivers';

export function useContactPoints() {
  return useQuery({ queryKey: ['contact-points'], queryFn: listContactPoints });
}

/** Whether a name is that of a contact point already. */
export function useIsTaken(): (name: string) => boolean {
  const { data = [] } = useContactPoints();
  return (name) => data.some(({ title }) => title === name.trim());
}
