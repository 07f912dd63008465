import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Box, Button, Field, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { GrafanaError } from '../../grafana/error';
import { findTemplates, isUnrenderable, type StoredTemplates } from '../../grafana/templates';
import { SEVERITIES } from '../../policy/schema';
import { OUR_TEMPLATE_GROUP, templateGroup, textsToday } from '../../policy/templateGroup';
import { LANGUAGES, MENTIONS, OUR_TEXTS, TEXT_PARTS, textsSchema, type Language, type Texts } from '../../policy/texts';
import { LeaveGuard } from '../editor/LeaveGuard';
import { messageLanguage } from '../editor/messageLanguage';
import { ErrorAlert } from '../errors/ErrorAlert';
import { toast } from '../toast';
import { languageName, severityName } from '../words';
import { DefaultLanguage } from './DefaultLanguage';
import { MessageExample, Problem, sampleOf, type Moment } from './MessageExample';
import { TextField } from './TextField';
import { showMessage, useSaveTemplates } from './useMessages';

const MOMENTS: readonly Moment[] = ['breach', 'over', 'unread'];

/** The texts as a form, and beside it what they come to. */
export function MessagesForm({ stored }: { stored: StoredTemplates | null }) {
  const styles = useStyles2(getStyles);
  const [opened, setOpened] = useState(stored);
  const read = opened ? textsToday(opened.spec.content) : OUR_TEXTS;
  const [texts, setTyped] = useState(read ?? OUR_TEXTS);
  const [language, setLanguage] = useState(messageLanguage);
  const [problem, setProblem] = useState<string>();
  const save = useSaveTemplates();
  const setTexts = (typed: Texts) => {
    setTyped(typed);
    setProblem(undefined);
  };
  const isLocked = opened?.isProvisioned ?? false;
  const content = templateGroup(texts);
  const isEmpty = !textsSchema.safeParse(texts).success;
  const isChanged = content !== (opened?.spec.content ?? OUR_TEMPLATE_GROUP);

  const onSave = async (over: StoredTemplates | null = opened) => {
    setProblem(undefined);
    save.reset();
    const found = await problemOf(content);
    if (found !== undefined) {
      setProblem(found);
      return;
    }
    await save.mutateAsync({ content, opened: over }).then(
      async () => {
        setOpened((await findTemplates()) ?? null);
        toast(t('messages.saved', 'The texts are saved. Messages say so within a minute.'));
      },
      // The page shows what failed.
      () => undefined
    );
  };

  const onTheirs = async () => {
    const theirs = (await findTemplates()) ?? null;
    setOpened(theirs);
    setTexts((theirs && textsToday(theirs.spec.content)) ?? OUR_TEXTS);
    save.reset();
  };

  const isConflict = save.error instanceof GrafanaError && save.error.failure === 'conflict';

  return (
    <div className={styles.columns}>
      <LeaveGuard isUnsaved={isChanged && !isLocked && read !== undefined} />
      <Stack direction="column" gap={3}>
        {isLocked && (
          <Alert severity="info" title={t('messages.locked', 'A provisioning file holds these texts')}>
            {t('messages.locked-why', 'They can be changed in that file alone, under "templates".')}
          </Alert>
        )}
        {read === undefined && (
          <Alert severity="warning" title={t('messages.foreign', 'Somebody rewrote these templates in Grafana')}>
            {t(
              'messages.foreign-why',
              'Their texts can’t be told any more, and messages say what was written there. Below are our own words; saving them replaces it.'
            )}
          </Alert>
        )}
        <Stack direction="row">
          <RadioButtonGroup<Language>
            aria-label={t('messages.language', 'Language')}
            value={language}
            onChange={setLanguage}
            options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
          />
        </Stack>
        {TEXT_PARTS.map((part) => (
          <TextField
            key={`${language}-${part}`}
            part={part}
            value={texts[language][part]}
            disabled={isLocked}
            onChange={(text) => setTexts({ ...texts, [language]: { ...texts[language], [part]: text } })}
          />
        ))}
        <Mentions mention={texts.mention} disabled={isLocked} onChange={(mention) => setTexts({ ...texts, mention })} />
        <DefaultLanguage />
        {isEmpty && <Text color="error">{t('messages.empty', 'Each text needs words, 4,000 letters at most')}</Text>}
        {problem !== undefined && <Problem problem={problem} />}
        {isConflict && (
          <Alert
            severity="warning"
            title={t(
              'messages.conflict',
              'Somebody else changed the texts since you opened them. Nothing is saved yet.'
            )}
          >
            <Stack direction="row" gap={1} wrap="wrap">
              <Button onClick={onTheirs}>{t('messages.take', 'Show theirs, and give up mine')}</Button>
              <Button variant="secondary" onClick={async () => onSave((await findTemplates()) ?? null)}>
                {t('messages.replace', 'Replace them with mine')}
              </Button>
            </Stack>
          </Alert>
        )}
        {save.isError && !isConflict && <ErrorAlert error={save.error} />}
        {!isLocked && (
          <Stack direction="row" gap={1} wrap="wrap">
            <Button disabled={save.isPending || isEmpty || !isChanged} onClick={() => onSave()}>
              {t('messages.save', 'Save texts')}
            </Button>
            <Button
              variant="secondary"
              disabled={JSON.stringify(texts) === JSON.stringify(OUR_TEXTS)}
              onClick={() => setTexts(OUR_TEXTS)}
            >
              {t('messages.reset', 'Back to our words')}
            </Button>
          </Stack>
        )}
      </Stack>
      <div className={styles.beside}>
        <Box element="aside" backgroundColor="secondary" borderRadius="default" padding={2}>
          <MessageExample content={content} language={language} />
        </Box>
      </div>
    </div>
  );
}

function Mentions({
  mention,
  disabled,
  onChange,
}: {
  mention: Texts['mention'];
  disabled: boolean;
  onChange: (mention: Texts['mention']) => void;
}) {
  return (
    <Stack direction="row" gap={3} wrap="wrap">
      {SEVERITIES.map((severity) => {
        const label = t('messages.mention', 'Mentioned in Slack: {{- severity}}', { severity: severityName(severity) });
        return (
          <Field key={severity} noMargin label={label}>
            <RadioButtonGroup
              aria-label={label}
              disabled={disabled}
              value={mention[severity]}
              onChange={(value) => onChange({ ...mention, [severity]: value })}
              options={MENTIONS.map((value) => ({
                value,
                label: value === 'none' ? t('messages.mention-none', 'Nobody') : `@${value}`,
              }))}
            />
          </Field>
        );
      })}
    </Stack>
  );
}

/** What Grafana has against the texts, in any language and at any moment; nothing where it can't tell beforehand. */
async function problemOf(content: string): Promise<string | undefined> {
  const now = Date.now();
  try {
    for (const language of LANGUAGES) {
      for (const moment of MOMENTS) {
        const shown = await showMessage(content, [sampleOf(moment, 'critical', language, now)]);
        if ('problem' in shown) {
          return `${languageName(language)}: ${shown.problem}`;
        }
      }
    }
    return undefined;
  } catch (error) {
    if (isUnrenderable(error)) {
      return undefined;
    }
    throw error;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    alignItems: 'start',
    gap: theme.spacing(4),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  // Below Grafana's own bar, which stays at the top as well.
  beside: css({ [theme.breakpoints.up('lg')]: { position: 'sticky', top: theme.spacing(8) } }),
});
