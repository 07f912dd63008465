import { z } from 'zod';

import { APP_ID } from '../policy/app';
import { teamSchema, type Team } from '../policy/team';
import { LANGUAGES, type Language } from '../policy/texts';
import { ANYTHING, request } from './http';

/** What an admin sets up for all policies: it is in the app's settings, which everybody may read. */
export interface AppSettings {
  teams: Team[];
  /** What messages of a new policy are written in; each person's own, where it says nothing. */
  language?: Language;
}

const storedSchema = z.object({
  enabled: z.boolean().default(false),
  pinned: z.boolean().default(false),
  // Whole: what is not ours to read goes back as it came.
  jsonData: z
    .looseObject({ teams: z.array(teamSchema).nullish(), language: z.enum(LANGUAGES).nullish() })
    .nullish()
    .transform((jsonData) => jsonData ?? {}),
});
type Stored = z.infer<typeof storedSchema>;

const SETTINGS_URL = `/api/plugins/${APP_ID}/settings`;

/** Why a team was not saved: somebody else changed it since it was opened, or deleted it. Nothing was written. */
export class TeamChanged extends Error {
  constructor(
    /** The team as it is now; undefined when it is gone. */
    readonly theirs: Team | undefined
  ) {
    super('The team was changed since it was opened.');
    this.name = 'TeamChanged';
  }
}

export async function readAppSettings(): Promise<AppSettings> {
  const { jsonData } = await read();
  return { teams: jsonData.teams ?? [], ...(jsonData.language && { language: jsonData.language }) };
}

/** Saves a team; `opened` is the team as it was opened, unless it is new. Throws a TeamChanged. */
export async function saveTeam(team: Team, opened: Team | undefined): Promise<Team[]> {
  return writeTeams(team.id, opened, (teams) =>
    opened ? teams.map((one) => (one.id === team.id ? team : one)) : [...teams, team]
  );
}

/** Deletes a team as it was seen. Throws a TeamChanged. */
export async function deleteTeam(seen: Team): Promise<Team[]> {
  return writeTeams(seen.id, seen, (teams) => teams.filter(({ id }) => id !== seen.id));
}

export async function saveLanguage(language: Language | undefined): Promise<void> {
  await write(await read(), { language });
}

/** Grafana writes all settings at once and asks for no version: what is there is read again right before. */
async function writeTeams(
  id: string,
  opened: Team | undefined,
  change: (teams: readonly Team[]) => Team[]
): Promise<Team[]> {
  const stored = await read();
  const teams = stored.jsonData.teams ?? [];
  const theirs = teams.find((team) => team.id === id);
  if (JSON.stringify(theirs) !== JSON.stringify(opened)) {
    throw new TeamChanged(theirs);
  }
  const changed = change(teams);
  await write(stored, { teams: changed });
  return changed;
}

async function read(): Promise<Stored> {
  return request(storedSchema, { task: 'read-settings', url: SETTINGS_URL });
}

async function write({ enabled, pinned, jsonData }: Stored, changed: Partial<Stored['jsonData']>): Promise<void> {
  const body = { enabled, pinned, jsonData: { ...jsonData, ...changed } };
  await request(ANYTHING, { task: 'save-settings', method: 'POST', url: SETTINGS_URL, body });
}
