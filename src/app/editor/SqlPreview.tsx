import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { CollapsableSection, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { compileTrigger } from '../../policy/trigger';
import { triggerSchema } from '../../policy/triggerSchema';
import { triggerInput, type TriggerFields } from './triggerForm';
import { triggerProblem } from './triggerProblem';

interface Props {
  kpis: readonly Kpi[];
  trigger: TriggerFields;
}

/** The statements that the rule asks MySQL; nothing while the form can't say them. */
export function SqlPreview({ kpis, trigger }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [writtenAt] = useState(() => Math.floor(Date.now() / 1000));
  const parsed = triggerSchema.safeParse(triggerInput(trigger));
  if (kpis.length === 0 || !parsed.success || parsed.data.kind === 'shifted') {
    return null;
  }
  // Said at the field: there is no such statement.
  if (triggerProblem(parsed.data, kpis) !== undefined) {
    return null;
  }
  // What is usual for the KPIs, and how the server is told its time limit, is known once it is saved.
  const asked = { mysqlUid: '', dialect: 'other', timeLimit: 0, writtenAt, calibrations: {} } as const;
  const queries = isOpen ? compileTrigger(parsed.data, kpis, asked) : [];
  return (
    <CollapsableSection
      label={
        <Text element="h2" variant="h5">
          {t('editor.sql', 'SQL of the rule')}
        </Text>
      }
      isOpen={isOpen}
      onToggle={setIsOpen}
      unmountContentWhenClosed
    >
      <Stack direction="column" gap={1}>
        {queries.map(
          ({ refId, model: { rawSql } }) =>
            typeof rawSql === 'string' && <Statement key={refId} title={titleOf(refId)} sql={rawSql} />
        )}
      </Stack>
    </CollapsableSection>
  );
}

function titleOf(refId: string): string {
  switch (refId) {
    case 'A':
      return t('editor.sql-now', 'A: now');
    case 'B':
      return t('editor.sql-expected', 'B: expected');
    default:
      return t('editor.sql-judgement', '{{refId}}: now, expected, and how unusual that is', { refId });
  }
}

function Statement({ title, sql }: { title: string; sql: string }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Text variant="bodySmall" weight="medium">
        {title}
      </Text>
      <pre className={styles.sql}>{sql}</pre>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sql: css({ margin: 0, fontSize: theme.typography.bodySmall.fontSize }),
});
