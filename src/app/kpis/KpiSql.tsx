import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, CollapsableSection, Text, TextArea, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { planDrop } from '../../kpi/detect/reading';
import { compileWindows } from '../../kpi/sql/windows';
import { durationSeconds } from '../../kpi/time/duration';
import type { ListedKpi } from './listing';

const HOURS = 3 * 3600;

/** What the database is asked for this KPI, to read and to copy: its value now and in each reference. */
export function KpiSql({ listed: { kpi, watching } }: { listed: ListedKpi }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState(false);
  const [to] = useState(() => Math.floor(Date.now() / 1000));
  const sql = useMemo(
    () =>
      isOpen
        ? compileWindows([kpi], planDrop(kpi, { from: to - HOURS, to }, durationSeconds(watching.window)).windows)
        : '',
    [isOpen, kpi, to, watching.window]
  );
  return (
    <CollapsableSection
      label={
        <Text element="h2" variant="h4">
          {t('kpi.sql', 'SQL')}
        </Text>
      }
      isOpen={isOpen}
      onToggle={setIsOpen}
      unmountContentWhenClosed
    >
      <div className={styles.place}>
        <TextArea
          className={styles.sql}
          aria-label={t('kpi.sql-label', 'SQL that reads {{- name}}', { name: kpi.name })}
          readOnly
          rows={16}
          value={sql}
        />
        <ClipboardButton className={styles.copy} variant="secondary" size="sm" icon="copy" getText={() => sql}>
          {t('kpi.copy', 'Copy')}
        </ClipboardButton>
      </div>
    </CollapsableSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({ position: 'relative' }),
  sql: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
  copy: css({ position: 'absolute', top: theme.spacing(1), right: theme.spacing(2) }),
});
