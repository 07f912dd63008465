import { z } from 'zod';

import { changedFields } from './changes';
import type { Escalation } from './escalation';
import type { Policy, Severity } from './schema';
import { teamRefSchema, type TeamRef } from './teamRef';

const another = z.string().min(1).optional();

/** A named group that is told, over which contact points, and who answers for it. */
export const teamSchema = z.object({
  ...teamRefSchema.shape,
  /** A name, or a link to where they are asked. */
  owner: z.string().trim().min(1).max(120),
  /** The Grafana contact point that is told, by name. */
  contactPoint: z.string().min(1),
  /** Another one for a severity: Grafana lets a rule have one alone. */
  // Not a record: Grafana gives keys back in an order of its own, and two that say the same must be the same.
  bySeverity: z.object({ critical: another, warning: another, info: another }).optional(),
});

export type Team = z.infer<typeof teamSchema>;

/** The contact point that the team is told over. */
export function contactPointOf({ contactPoint, bySeverity }: Team, severity: Severity): string {
  return bySeverity?.[severity] ?? contactPoint;
}

/** All contact points of a team, each once. */
export function contactPointsOf({ contactPoint, bySeverity = {} }: Team): string[] {
  return [...new Set([contactPoint, ...Object.values(bySeverity)])];
}

/** The policy, telling this team; its owner becomes the team's, unless it says one of its own. */
export function withTeam(policy: Policy, team: Team, ownOwner?: string): Policy {
  return {
    ...policy,
    team: { ...refOf(team), ...(ownOwner !== undefined && { owner: 'own' as const }) },
    contactPoint: contactPointOf(team, policy.severity),
    owner: ownOwner ?? team.owner,
  };
}

/** The policy, telling a contact point that is no team's. */
export function withContactPoint({ team: _team, ...policy }: Policy, contactPoint: string): Policy {
  return { ...policy, contactPoint };
}

/** The policy with an owner of its own, whatever its team says. */
export function withOwner(policy: Policy, owner: string): Policy {
  return { ...policy, owner, ...(policy.team && { team: { ...refOf(policy.team), owner: 'own' as const } }) };
}

/** The policy as its teams are today. Of a team that is not there it keeps what it was told of it. */
export function withTeams(policy: Policy, teams: readonly Team[]): Policy {
  const team = policy.team && findTeam(teams, policy.team);
  const told = team ? withTeam(policy, team, policy.team?.owner === 'own' ? policy.owner : undefined) : policy;
  return policy.escalation
    ? { ...told, escalation: policy.escalation.map((step) => stepToday(step, policy.severity, teams)) }
    : told;
}

/** Whether a policy tells otherwise than its teams say today. */
export function isBehind(policy: Policy, teams: readonly Team[]): boolean {
  return teamsOf(policy).length > 0 && changedFields(policy, withTeams(policy, teams)).length > 0;
}

/** The policy, no longer of this team: whom it tells, and who owns it, stay as they are. */
export function withoutTeam({ team, ...policy }: Policy, id: string): Policy {
  return {
    ...policy,
    ...(team && team.id !== id && { team }),
    ...(policy.escalation && {
      escalation: policy.escalation.map(({ team: told, ...step }) =>
        told && told.id !== id ? { ...step, team: told } : step
      ),
    }),
  };
}

/** The teams that a policy names, each once. */
export function teamsOf({ team, escalation = [] }: Pick<Policy, 'team' | 'escalation'>): TeamRef[] {
  const refs = [team ?? [], ...escalation.map((step) => step.team ?? [])].flat();
  return refs.filter(({ id }, index) => refs.findIndex((other) => other.id === id) === index);
}

/** The teams that a policy names and that are not there (any more). */
export function missingTeams(policy: Policy, teams: readonly Team[]): TeamRef[] {
  return teamsOf(policy).filter((ref) => findTeam(teams, ref) === undefined);
}

/** The contact points that a policy names and that are not there; none where it is not known which there are. */
export function missingContactPoints(
  { contactPoint, escalation = [] }: Pick<Policy, 'contactPoint' | 'escalation'>,
  known: ReadonlySet<string> | undefined
): string[] {
  const named = new Set([contactPoint, ...escalation.map((step) => step.contactPoint)]);
  return known ? [...named].filter((name) => !known.has(name)) : [];
}

/** By its id; from another Grafana, where it has another id, by its name. */
export function findTeam(teams: readonly Team[], { id, name }: TeamRef): Team | undefined {
  return teams.find((team) => team.id === id) ?? teams.find((team) => team.name === name);
}

/** An id for a team of this name that no other has: readable where the name can be. */
export function teamId(name: string, taken: readonly Team[]): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = words.slice(0, 30) || 'team';
  const isFree = (id: string) => taken.every((team) => team.id !== id);
  let id = base;
  for (let number = 2; !isFree(id); number++) {
    id = `${base}-${number}`;
  }
  return id;
}

export function refOf({ id, name }: TeamRef): TeamRef {
  return { id, name };
}

function stepToday(step: Escalation[number], severity: Severity, teams: readonly Team[]): Escalation[number] {
  const team = step.team && findTeam(teams, step.team);
  return team ? { ...step, contactPoint: contactPointOf(team, severity), team: refOf(team) } : step;
}
