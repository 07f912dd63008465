import type { ContactPoint } from '../../grafana/receivers';
import { contactPointsOf, type Team } from '../../policy/team';

/** A team as a list offers it. */
export function teamOption(team: Team) {
  return { value: team.id, label: team.name, description: contactPointsOf(team).join(', ') };
}

/** A contact point as a list offers it. */
export function optionOf({ title, types }: Pick<ContactPoint, 'title' | 'types'>) {
  return { value: title, label: title, description: types.join(', ') };
}
