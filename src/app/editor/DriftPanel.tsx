import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import React from 'react';

import type { Adoption } from '../../policy/adopt';
import { changedFields } from '../../policy/changes';
import type { Difference } from '../../policy/drift';
import type { Policy } from '../../policy/schema';
import { ComparisonTable } from '../ComparisonTable';
import { ErrorAlert } from '../errors/ErrorAlert';
import { factName } from '../factWords';
import { useSavePolicy } from '../policies/usePolicies';
import { fieldName, fieldText } from '../policyFields';
import { toast } from '../toast';

interface Props {
  policy: Policy;
  differences: readonly Difference[];
  adoption?: Adoption;
  /** Contact points that the policy names and that are not there: it can't be written as it is. */
  gone: readonly string[];
  /** What a policy is saved with. */
  request: Omit<Parameters<ReturnType<typeof useSavePolicy>['mutate']>[0], 'policy'>;
  onResolved: () => void;
  onIgnore: () => void;
}

/** What somebody changed in Grafana of what the policy was stored as, and the two ways to have both agree again. */
export function DriftPanel({ policy, differences, adoption, gone, request, onResolved, onIgnore }: Props) {
  const save = useSavePolicy();
  // Grafana keeps a contact point that a rule tells; where somebody had the rule tell another one, it lets it go.
  const isNobodyTold = differences.some(({ fact }) => fact === 'contactPoint');
  const write = (written: Policy, done: string) =>
    save.mutate(
      { ...request, policy: written, overwrite: true },
      {
        onSuccess: () => {
          toast(done);
          onResolved();
        },
      }
    );
  return (
    <Alert severity="warning" title={t('drift.title', 'This policy was changed elsewhere in Grafana')}>
      <Stack direction="column" gap={2} alignItems="flex-start">
        <Differences differences={differences} />
        {isNobodyTold ? (
          <span>
            {t(
              'drift.contact-point-gone',
              'Its contact point is gone: nobody is told. Edit the policy to choose another.'
            )}
          </span>
        ) : (
          gone.length > 0 && (
            <span>
              {t(
                'drift.cannot-repair',
                'Gone from Grafana, so that it can’t be as the policy says: {{- names}}. Adopt the change, or edit the policy to choose another contact point.',
                { names: gone.join(', ') }
              )}
            </span>
          )
        )}
        {adoption && <AdoptionMeans policy={policy} adoption={adoption} />}
        {save.isError && <ErrorAlert error={save.error} />}
        <Stack direction="row" gap={1} wrap="wrap">
          {!isNobodyTold && gone.length === 0 && (
            <Button
              disabled={save.isPending}
              onClick={() => write(policy, t('drift.repaired', '"{{- title}}" is as the policy says again', policy))}
            >
              {t('drift.repair', 'Repair: as the policy says')}
            </Button>
          )}
          {adoption && !isNobodyTold && (
            <Button
              variant="secondary"
              disabled={save.isPending}
              onClick={() =>
                write(
                  adoption.policy,
                  t('drift.adopted', 'The policy "{{- title}}" says what was changed', adoption.policy)
                )
              }
            >
              {t('drift.adopt', 'Adopt: change the policy')}
            </Button>
          )}
          <Button variant="secondary" fill="text" onClick={onIgnore}>
            {t('drift.edit', 'Edit the policy')}
          </Button>
        </Stack>
      </Stack>
    </Alert>
  );
}

/** The same change in a policy's reminders is told once. */
function Differences({ differences }: { differences: readonly Difference[] }) {
  const isSame = (a: Difference, b: Difference) => a.fact === b.fact && a.written === b.written && a.found === b.found;
  const rows = differences.filter((one, index) => differences.findIndex((other) => isSame(one, other)) === index);
  return (
    <ComparisonTable
      head={[t('drift.what', 'What'), t('drift.written', 'As the policy says'), t('drift.found', 'As Grafana has it')]}
      rows={rows.map(({ rule, fact, written, found }) => ({
        key: `${rule} ${fact}`,
        name: factName(fact),
        texts: [written, found ?? t('drift.gone', 'Gone')],
      }))}
    />
  );
}

function AdoptionMeans({ policy, adoption }: { policy: Policy; adoption: Adoption }) {
  const fields = changedFields(policy, adoption.policy);
  return (
    <Stack direction="column" gap={1}>
      <Text weight="medium">{t('drift.adoption', 'Adopted, the policy would say:')}</Text>
      <ComparisonTable
        head={[t('drift.field', 'Field'), t('drift.now', 'Now'), t('drift.then', 'Then')]}
        rows={fields.map((field) => ({
          key: field,
          name: fieldName(field),
          texts: [fieldText(field, policy), fieldText(field, adoption.policy)],
        }))}
      />
      {adoption.lost.length > 0 && (
        <span>
          {t('drift.lost', 'A policy can’t say the rest, and it would be put back: {{- facts}}.', {
            facts: [...new Set(adoption.lost.map(({ fact }) => factName(fact)))].join(', '),
          })}
        </span>
      )}
    </Stack>
  );
}
