import { t } from '@grafana/i18n';
import { Alert, Button, LinkButton, Stack } from '@grafana/ui';
import React from 'react';

import { groupAgain, groupStanding, ownTextsIn } from '../../policy/templateGroup';
import { ErrorAlert } from '../errors/ErrorAlert';
import { partName } from '../messages/TextField';
import { useSaveTemplates, useTemplates } from '../messages/useMessages';
import { hrefOf, MESSAGES_PATH } from '../routes';
import { toast } from '../toast';
import { languageName } from '../words';
import { useContactPoints } from './usePolicies';

/** Whether the words of messages are as this release writes them; nothing where no contact point calls them. */
export function TemplateNotice({ mayEdit }: { mayEdit: boolean }) {
  const stored = useTemplates().data;
  const isCalled = useContactPoints().data?.some(({ callsOurs }) => callsOurs) ?? false;
  const save = useSaveTemplates();
  const content = stored?.spec.content;
  const standing = stored === undefined || !isCalled ? 'fine' : groupStanding(content);
  if (standing === 'fine') {
    return null;
  }
  const own = content === undefined ? [] : ownTextsIn(content);
  const onWrite = () =>
    save.mutate(
      { content: groupAgain(content), opened: stored ?? null },
      { onSuccess: () => toast(t('messages.saved', 'The texts are saved. Messages say so within a minute.')) }
    );
  return (
    <Alert severity={standing === 'missing' ? 'error' : 'warning'} title={titleOf(standing)}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>
          {stored?.isProvisioned
            ? t('messages.locked-why', 'They can be changed in that file alone, under "templates".')
            : meaningOf(standing)}
        </span>
        {own.length > 0 && !stored?.isProvisioned && (
          <span>
            {t(
              'messages.group-own',
              'These were written by people and stay as they are; "Back to our words" on the page "Messages" replaces them: {{- texts}}.',
              { texts: own.map(({ language, part }) => `${partName(part)} (${languageName(language)})`).join(', ') }
            )}
          </span>
        )}
        {save.isError && <ErrorAlert error={save.error} />}
        {mayEdit && !stored?.isProvisioned && (
          <Stack direction="row" gap={1} wrap="wrap">
            <Button size="sm" disabled={save.isPending} onClick={onWrite}>
              {t('messages.write-again', 'Write it again')}
            </Button>
            <LinkButton size="sm" variant="secondary" href={hrefOf(MESSAGES_PATH)}>
              {t('messages.look', 'Look at the messages')}
            </LinkButton>
          </Stack>
        )}
      </Stack>
    </Alert>
  );
}

type Standing = 'missing' | 'other' | 'foreign';

function titleOf(standing: Standing): string {
  switch (standing) {
    case 'missing':
      return t('messages.group-missing', 'Grafana’s template group "KPI Watch" is gone, and messages need it');
    case 'other':
      return t('messages.group-other', 'Messages are not written as this release of KPI Watch writes them');
    case 'foreign':
      return t('messages.foreign', 'Somebody rewrote these templates in Grafana');
  }
}

function meaningOf(standing: Standing): string {
  switch (standing) {
    case 'missing':
      return t(
        'messages.group-missing-why',
        'Somebody deleted it. Until it is there again, contact points of KPI Watch tell a breach in Grafana’s own words, and those that an earlier release made say nothing. Written again it has our own words.'
      );
    case 'other':
      return t(
        'messages.group-other-why',
        'Another release wrote the template group "KPI Watch", or somebody changed it in Grafana. Messages go out as it says, and may lack links or names. Written again it keeps what people wrote on the page "Messages".'
      );
    case 'foreign':
      return t(
        'messages.group-foreign-why',
        'Messages say what was written there into the template group "KPI Watch". Written again it has our own words, and theirs are lost.'
      );
  }
}
