import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { CollapsableSection, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import { compileRuleExpected, compileRuleNow } from '../../kpi/sql/rule';
import { durationSeconds, DURATION } from '../../kpi/time/duration';

interface Props {
  kpis: readonly Kpi[];
  window: string;
  minimumEvents: number;
}

/** The two statements that the rule asks MySQL; nothing while the form can't say them. */
export function SqlPreview({ kpis, window, minimumEvents }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [writtenAt] = useState(() => Math.floor(Date.now() / 1000));
  if (kpis.length === 0 || !DURATION.test(window) || !Number.isInteger(minimumEvents)) {
    return null;
  }
  const asked = { seconds: durationSeconds(window), minimumEvents, writtenAt };
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
        <Statement title={t('editor.sql-now', 'A: now')} sql={compileRuleNow(kpis, asked)} />
        <Statement title={t('editor.sql-expected', 'B: expected')} sql={compileRuleExpected(kpis, asked)} />
      </Stack>
    </CollapsableSection>
  );
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
