import { contactPointOf, findTeam, refOf, type Team } from '../../policy/team';
import type { TeamRef } from '../../policy/teamRef';
import type { PolicyFields } from './form';

/** Whether the policy's contact point is one that is to be made. */
export function makesContact(contact: PolicyFields['contact']): boolean {
  return contact === 'slack' || contact === 'channel';
}

/** The name of who is told: a team, or a contact point, be it there or not. */
export function told({
  contact,
  team,
  contactPoint,
  slack,
  channel,
}: Pick<PolicyFields, 'contact' | 'team' | 'contactPoint' | 'slack' | 'channel'>): string {
  return { team: team.name, existing: contactPoint, slack: slack.name.trim(), channel: channel.name.trim() }[contact];
}

/** Who is told and who owns it, as the policy says it. */
export function toldInput(values: PolicyFields, teams: readonly Team[]) {
  const { contact, contactPoint, owner, severity } = values;
  if (contact !== 'team') {
    return { contactPoint: told(values), owner };
  }
  const team = findTeam(teams, values.team);
  const ownOwner = values.ownOwner.trim();
  return {
    team: { ...refOf(team ?? values.team), ...(ownOwner !== '' && { owner: 'own' }) },
    contactPoint: team ? contactPointOf(team, severity) : contactPoint,
    owner: ownOwner || team?.owner || owner,
  };
}

export function stepInput(
  { team: ref, ...step }: PolicyFields['escalation'][number],
  { severity }: PolicyFields,
  teams: readonly Team[]
) {
  const team = ref && findTeam(teams, ref);
  return {
    ...step,
    ...(team && { contactPoint: contactPointOf(team, severity) }),
    ...(ref && { team: refOf(team ?? ref) }),
  };
}

/** Where a team is chosen that is not there (any more). */
export function missingTeamPaths(
  { contact, team, escalation }: PolicyFields,
  teams: readonly Team[] | undefined
): PropertyKey[][] {
  const isMissing = (ref: TeamRef) => teams !== undefined && findTeam(teams, ref) === undefined;
  return [
    ...(contact === 'team' && isMissing(team) ? [['team']] : []),
    ...escalation.flatMap((step, index) =>
      step.team && isMissing(step.team) ? [['escalation', index, 'contactPoint']] : []
    ),
  ];
}
