import { t } from '@grafana/i18n';

import { SEVERITIES, type Severity } from '../../policy/schema';
import { teamId, type Team } from '../../policy/team';

/** What the form of a team holds: of a severity nothing where it is told as always. */
export interface TeamFields {
  name: string;
  owner: string;
  contactPoint: string;
  bySeverity: Record<Severity, string>;
}

export function formOf(team: Team | undefined): TeamFields {
  const { name = '', owner = '', contactPoint = '', bySeverity = {} } = team ?? {};
  const of = (severity: Severity) => bySeverity[severity] ?? '';
  return {
    name,
    owner,
    contactPoint,
    bySeverity: { critical: of('critical'), warning: of('warning'), info: of('info') },
  };
}

/** The team that the fields say; a new one gets an id. */
export function teamOf(
  { name, owner, contactPoint, bySeverity }: TeamFields,
  opened: Team | undefined,
  teams: readonly Team[]
): Team {
  const others = SEVERITIES.flatMap((severity) => {
    const other = bySeverity[severity];
    return other === '' || other === contactPoint ? [] : [[severity, other] as const];
  });
  return {
    id: opened?.id ?? teamId(name, teams),
    name: name.trim(),
    owner: owner.trim(),
    contactPoint,
    ...(others.length > 0 && { bySeverity: Object.fromEntries(others) }),
  };
}

/** What is wrong with the fields, by field. */
export function problemsOf(
  { name, owner, contactPoint }: TeamFields,
  opened: Team | undefined,
  teams: readonly Team[]
): { name?: string; owner?: string; contactPoint?: string } {
  const isTaken = teams.some((team) => team.id !== opened?.id && team.name === name.trim());
  return {
    ...(!isLine(name) && { name: t('teams.rule-name', 'A name of up to 120 characters') }),
    ...(isTaken && { name: t('teams.rule-taken', 'Another team has this name') }),
    ...(!isLine(owner) && { owner: t('teams.rule-owner', 'A name or a link of up to 120 characters') }),
    ...(contactPoint === '' && { contactPoint: t('teams.rule-contact', 'Choose a contact point') }),
  };
}

function isLine(text: string): boolean {
  const { length } = text.trim();
  return length > 0 && length <= 120;
}
