import { t } from '@grafana/i18n';
import { Field, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import { LANGUAGES, type Language } from '../../policy/texts';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useAppSettings, useSaveLanguage } from '../teams/useTeams';
import { toast } from '../toast';
import { languageName } from '../words';

/** What messages of new policies are written in, for all who write one: it is set at once, and by an Admin alone. */
export function DefaultLanguage() {
  const { manageTeams } = currentAccess();
  const settings = useAppSettings().data;
  const save = useSaveLanguage();
  const label = t('messages.default-language', 'Messages of new policies are in');
  const onChange = (language: Language | 'own') =>
    save.mutate(language === 'own' ? undefined : language, {
      onSuccess: () =>
        toast(t('messages.default-saved', 'New policies begin with that language. Others stay as they are.')),
    });
  return settings ? (
    <>
      <Field
        noMargin
        label={label}
        description={
          manageTeams
            ? t('messages.default-help', 'A policy can say another language. It is saved at once.')
            : t('messages.default-others', 'An Admin of this Grafana sets this. A policy can say another language.')
        }
      >
        <RadioButtonGroup<Language | 'own'>
          aria-label={label}
          disabled={!manageTeams || save.isPending}
          value={settings.language ?? 'own'}
          onChange={onChange}
          options={[
            { value: 'own', label: t('messages.default-own', 'The language of who writes it') },
            ...LANGUAGES.map((value) => ({ value, label: languageName(value) })),
          ]}
        />
      </Field>
      {save.isError && <ErrorAlert error={save.error} />}
    </>
  ) : null;
}
