import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, Stack, TextArea, useStyles2 } from '@grafana/ui';
import React, { useRef } from 'react';

import type { TextPart } from '../../policy/texts';
import { variablesOf } from './variables';

interface Props {
  part: TextPart;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** One part of a message: its text, and a list of what can be put where the cursor is. */
export function TextField({ part, value, disabled, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const area = useRef<HTMLTextAreaElement>(null);
  const { label, help } = wordsOf(part);
  const insert = (text: string) => {
    const { selectionStart: from = value.length, selectionEnd: to = value.length } = area.current ?? {};
    onChange(value.slice(0, from) + text + value.slice(to));
    area.current?.focus();
  };
  return (
    <Stack direction="column" gap={1}>
      <Field noMargin label={label} description={help} htmlFor={`messages-${part}`}>
        <TextArea
          id={`messages-${part}`}
          ref={area}
          className={styles.text}
          rows={part === 'text' ? 6 : 3}
          value={value}
          disabled={disabled}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </Field>
      {!disabled && (
        <Field
          noMargin
          label={t('messages.insert-label', 'Insert into: {{- part}}', { part: label })}
          htmlFor={`messages-insert-${part}`}
        >
          <Combobox
            id={`messages-insert-${part}`}
            placeholder={t('messages.insert', 'What the message can say …')}
            value={null}
            options={variablesOf(part).map((one) => ({
              value: one.value,
              label: one.description,
              description: one.value,
            }))}
            onChange={(option) => insert(option.value)}
          />
        </Field>
      )}
    </Stack>
  );
}

/** What a part of the texts is called. */
export function partName(part: TextPart): string {
  return wordsOf(part).label;
}

function wordsOf(part: TextPart): { label: string; help: string } {
  switch (part) {
    case 'title':
      return {
        label: t('messages.title-part', 'Title'),
        help: t('messages.title-help', 'Of a message, however many breaches it tells.'),
      };
    case 'text':
      return {
        label: t('messages.text-part', 'Text'),
        help: t(
          'messages.text-help',
          'Of each breach. Its first line is bold in Slack; since when, severity, owner and links follow by themselves.'
        ),
      };
    case 'short':
      return {
        label: t('messages.short-part', 'Short text'),
        help: t('messages.short-help', 'One line for SMS, Alimtalk and phone calls.'),
      };
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
});
