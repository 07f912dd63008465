import { useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';

import { refOf, type Team } from '../../policy/team';
import { useTeams } from '../teams/useTeams';
import type { PolicyFields } from './form';

/** Has a new policy tell a team once it is known that there are teams, unless the person chose before. */
export function useTeamFirst(isNew: boolean): void {
  const { getValues, setValue, getFieldState } = useFormContext<PolicyFields>();
  const teams = useTeams();
  const isDone = useRef(!isNew);
  useEffect(() => {
    if (isDone.current || !teams) {
      return;
    }
    isDone.current = true;
    const isChosen = getValues('contactPoint') !== '' || getFieldState('contact').isDirty;
    if (teams.length > 0 && !isChosen) {
      const team = teamOf(teams, getValues('owner'));
      setValue('contact', 'team');
      setValue('team', team ? refOf(team) : { id: '', name: '' });
    }
  }, [teams, getValues, setValue, getFieldState]);
}

/** The team that owns the KPIs, by the name that the catalogue has for their owner; the only one, where there is one. */
function teamOf(teams: readonly Team[], owner: string): Team | undefined {
  const named = teams.find(({ name }) => name.toLowerCase() === owner.trim().toLowerCase());
  return named ?? (teams.length === 1 ? teams[0] : undefined);
}
