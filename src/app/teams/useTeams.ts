import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { deleteTeam, readAppSettings, saveLanguage, saveTeam } from '../../grafana/appSettings';
import type { Team } from '../../policy/team';
import type { Language } from '../../policy/texts';

const SETTINGS = 'settings';

/** What an admin set up for all policies. */
export function useAppSettings() {
  return useQuery({ queryKey: [SETTINGS], queryFn: readAppSettings });
}

/** Every team; undefined until they are read, and where they can't be. */
export function useTeams(): readonly Team[] | undefined {
  return useAppSettings().data?.teams;
}

export function useSaveTeam() {
  return useSettingsChange(({ team, opened }: { team: Team; opened?: Team }) => saveTeam(team, opened));
}

export function useDeleteTeam() {
  return useSettingsChange(deleteTeam);
}

export function useSaveLanguage() {
  return useSettingsChange((language: Language | undefined) => saveLanguage(language));
}

function useSettingsChange<Asked, Done>(change: (asked: Asked) => Promise<Done>) {
  const client = useQueryClient();
  // Also after a refusal: it may have come because what is shown is old.
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: [SETTINGS] }),
  });
}
