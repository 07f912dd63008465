import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React from 'react';

import { EditorFrame } from '../editor/EditorFrame';
import { ErrorAlert } from '../errors/ErrorAlert';
import { MessagesForm } from './MessagesForm';
import { useTemplates } from './useMessages';

/** The words of all messages: one group of Grafana's message templates, which every contact point of ours calls. */
export function MessagesPage() {
  const templates = useTemplates();
  return (
    <EditorFrame title={t('messages.title', 'Messages')}>
      {templates.isError && <ErrorAlert error={templates.error} />}
      {templates.isPending && <LoadingPlaceholder text={t('messages.loading', 'Reading the texts')} />}
      {templates.data !== undefined && <MessagesForm stored={templates.data} />}
    </EditorFrame>
  );
}
