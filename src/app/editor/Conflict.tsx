import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';

import type { ChangedMeanwhile, Opened } from '../../grafana/savePolicy';
import { changedFields } from '../../policy/changes';
import { differencesOf } from '../../policy/drift';
import type { Policy } from '../../policy/schema';
import { ComparisonTable } from '../ComparisonTable';
import { factName } from '../factWords';
import { fieldName, fieldText } from '../policyFields';

interface Props {
  conflict: ChangedMeanwhile;
  opened: Opened;
  /** The policy as it was to be saved. */
  mine: Policy;
  onTake: (theirs: Opened) => void;
  onReplace: () => void;
}

/** What somebody else changed since the policy was opened, and the choice whose it is to be. Nothing is written yet. */
export function Conflict({ conflict, opened, mine, onTake, onReplace }: Props) {
  const theirs = openedOf(conflict);
  return (
    <Alert
      severity="warning"
      title={
        conflict.theirs
          ? t('conflict.changed', 'Somebody else changed this policy since you opened it. Nothing is saved yet.')
          : t('conflict.deleted', 'Somebody else deleted this policy since you opened it. Nothing is saved yet.')
      }
    >
      <Stack direction="column" gap={2} alignItems="flex-start">
        {theirs && <Changes opened={opened} theirs={theirs} mine={mine} />}
        <Stack direction="row" gap={1} wrap="wrap">
          {theirs && (
            <Button variant="primary" onClick={() => onTake(theirs)}>
              {t('conflict.take', 'Take their changes')}
            </Button>
          )}
          <Button variant="secondary" onClick={onReplace}>
            {theirs ? t('conflict.replace', 'Replace them with mine') : t('conflict.again', 'Make it again')}
          </Button>
        </Stack>
        {theirs && t('conflict.take-means', 'Taking their changes keeps what you changed elsewhere; save it then.')}
      </Stack>
    </Alert>
  );
}

/** Field by field where the policy says something else; otherwise what was changed in its rules. */
function Changes({ opened, theirs, mine }: { opened: Opened; theirs: Opened; mine: Policy }) {
  const before = t('conflict.before', 'When you opened it');
  const now = t('conflict.theirs', 'Theirs');
  const fields = changedFields(opened.policy, theirs.policy);
  if (fields.length > 0) {
    return (
      <ComparisonTable
        head={[t('conflict.field', 'Field'), before, now, t('conflict.mine', 'Yours')]}
        rows={fields.map((field) => ({
          key: field,
          name: fieldName(field),
          texts: [opened.policy, theirs.policy, mine].map((policy) => fieldText(field, policy)),
        }))}
      />
    );
  }
  return (
    <ComparisonTable
      head={[t('conflict.in-rule', 'In the rule'), before, now]}
      rows={differencesOf(opened.rules, theirs.rules)
        .filter(({ fact }, index, all) => all.findIndex((other) => other.fact === fact) === index)
        .map(({ fact, written, found }) => ({ key: fact, name: factName(fact), texts: [written, found] }))}
    />
  );
}

function openedOf({ theirs }: ChangedMeanwhile): Opened | undefined {
  return theirs?.stored.kind === 'policy' ? { policy: theirs.stored.policy, rules: theirs.rules } : undefined;
}
