import { t } from '@grafana/i18n';
import { Checkbox, ConfirmModal, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import { contactPointsOnlyOf, type Deletion } from '../../grafana/deletePolicies';
import { Bullets } from '../Bullets';
import { useTeams } from '../teams/useTeams';
import type { PolicyRow } from './row';
import { useContactPoints } from './usePolicies';

/** So many are named. */
const NAMED = 10;

interface Props {
  rows: readonly PolicyRow[];
  onConfirm: (deletion: Deletion) => void;
  onDismiss: () => void;
}

/**
 * Asks before policies are deleted, and says what goes with them and what stays. Of several the word is to be typed, for
 * there is no way back.
 */
export function DeleteModal({ rows, onConfirm, onDismiss }: Props) {
  const contactPoints = useContactPoints().data ?? [];
  // Without the teams nobody knows whether one of them is told over it.
  const teams = useTeams();
  const own = teams ? contactPointsOnlyOf(rows, { contactPoints, teams }) : [];
  const [takesAlong, setTakesAlong] = useState(true);
  const [first, ...others] = rows;
  const isOne = others.length === 0;
  return (
    <ConfirmModal
      isOpen
      title={
        isOne
          ? t('policies.delete-title', 'Delete policy')
          : t('bulk.delete-title', 'Delete policies: {{number}}', { number: rows.length })
      }
      body={
        isOne ? (
          t('policies.delete-question', 'Delete "{{- title}}"? Its KPIs are no longer watched by it.', {
            title: first?.title,
          })
        ) : (
          <Named titles={rows.map(({ title }) => title)} />
        )
      }
      description={
        <Stack direction="column" gap={2}>
          <span>{whatGoes(rows, own)}</span>
          {own.length > 0 && (
            <Checkbox
              label={
                own.length === 1
                  ? t('policies.delete-contact-point', 'Delete the contact point "{{- own}}" as well', { own: own[0] })
                  : t('bulk.delete-contact-points', 'Delete {{number}} contact points as well', { number: own.length })
              }
              description={
                isOne
                  ? t('policies.delete-contact-point-why', 'It was made for this policy, and nothing else uses it.')
                  : t(
                      'bulk.delete-contact-points-why',
                      'Made for these policies, and used by nothing else: {{- names}}',
                      {
                        names: own.join(', '),
                      }
                    )
              }
              value={takesAlong}
              onChange={({ currentTarget }) => setTakesAlong(currentTarget.checked)}
            />
          )}
        </Stack>
      }
      confirmationText={isOne ? undefined : t('bulk.delete', 'Delete')}
      confirmText={t('policies.delete-confirm', 'Delete')}
      dismissText={t('policies.delete-dismiss', 'Cancel')}
      onConfirm={() =>
        onConfirm({ policies: rows.map(({ id, title }) => ({ id, title })), contactPoints: takesAlong ? own : [] })
      }
      onDismiss={onDismiss}
    />
  );
}

function Named({ titles }: { titles: readonly string[] }) {
  const more = titles.length - NAMED;
  return (
    <Bullets>
      {titles.slice(0, NAMED).map((title, index) => (
        <li key={`${index} ${title}`}>{title}</li>
      ))}
      {more > 0 && <li>{t('bulk.more', 'and {{more}} more', { more })}</li>}
    </Bullets>
  );
}

function whatGoes(rows: readonly PolicyRow[], own: readonly string[]): string {
  const [first, ...others] = rows;
  if (others.length > 0) {
    return own.length > 0
      ? t('bulk.delete-takes', 'Their alert rules, active hours and quiet times go with them.')
      : t('bulk.delete-means', 'Their alert rules, active hours and quiet times go with them. Contact points stay.');
  }
  return own.length > 0 || !first?.policy
    ? t('policies.delete-takes', 'Its alert rules, active hours and quiet times go with it.')
    : t(
        'policies.delete-keeps',
        'Its alert rules, active hours and quiet times go with it. The contact point "{{- contactPoint}}" stays.',
        { contactPoint: first.policy.contactPoint }
      );
}
