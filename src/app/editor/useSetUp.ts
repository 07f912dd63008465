import { useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';

import { refOf, type Team } from '../../policy/team';
import { useAppSettings } from '../teams/useTeams';
import type { PolicyFields } from './form';

/** Has a new policy begin with what an admin set up, once that is known: a team, a language. What is chosen by then stays. */
export function useSetUp(isNew: boolean): void {
  const { getValues, setValue, getFieldState } = useFormContext<PolicyFields>();
  const settings = useAppSettings().data;
  const isDone = useRef(!isNew);
  useEffect(() => {
    if (isDone.current || !settings) {
      return;
    }
    isDone.current = true;
    const { teams, language } = settings;
    if (language && !getFieldState('language').isDirty) {
      setValue('language', language);
    }
    if (teams.length > 0 && getValues('contactPoint') === '' && !getFieldState('contact').isDirty) {
      const team = ownerOf(teams, getValues('owner'));
      setValue('contact', 'team');
      setValue('team', team ? refOf(team) : { id: '', name: '' });
    }
  }, [settings, getValues, setValue, getFieldState]);
}

/** The team that owns the KPIs, by the name that the catalogue has for their owner; the only one, where there is one. */
function ownerOf(teams: readonly Team[], owner: string): Team | undefined {
  const named = teams.find(({ name }) => name.toLowerCase() === owner.trim().toLowerCase());
  return named ?? (teams.length === 1 ? teams[0] : undefined);
}
