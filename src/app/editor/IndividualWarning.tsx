import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { isIndividual } from '../../policy/individual';
import { contactPointOf, findTeam } from '../../policy/team';
import { useTeams } from '../teams/useTeams';
import { useChannelTypes, useContactPoints } from '../policies/usePolicies';
import { newContactPointOf, type PolicyFields } from './form';

/** What to think of before one person alone is told; nothing where a team is. */
export function IndividualWarning() {
  const { control } = useFormContext<PolicyFields>();
  const [contact, team, severity, contactPoint, slack, channel] = useWatch({
    control,
    name: ['contact', 'team', 'severity', 'contactPoint', 'slack', 'channel'],
  });
  const chosen = findTeam(useTeams() ?? [], team);
  const points = useContactPoints().data ?? [];
  const types = useChannelTypes().data ?? [];
  const made = newContactPointOf({ contact, slack, channel }, types)?.contactPoint;
  const told = contact === 'team' ? chosen && contactPointOf(chosen, severity) : contactPoint;
  const isOne = made
    ? isIndividual([made.probe ?? made.integration])
    : points.find(({ title }) => title === told)?.isIndividual;
  return isOne ? (
    <Alert severity="warning" title={t('editor.individual', 'This tells one person')}>
      {t(
        'editor.individual-why',
        'Nobody hears of a breach while that person sleeps, travels or has left. Better tell a team: a channel, a group’s address, or a contact point with several channels, which Grafana adds under Alerting, Contact points. Or say below who else is told when nobody answers.'
      )}
    </Alert>
  ) : null;
}
