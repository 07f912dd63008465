import { t } from '@grafana/i18n';
import { ClipboardButton, CollapsableSection, Stack, Text, TextArea } from '@grafana/ui';
import React, { useState } from 'react';

import { catalogueYaml } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { CATALOGUE_VERSION } from '../../kpi/catalogue/version';
import { deleteAuditStatements, deletionsOf } from '../../kpi/sql/deleteAudit';
import { scriptText } from '../../kpi/sql/script';

/** Rows that are deleted for good leave nothing to count: what a DBA runs so that something is left. */
export function DeleteAudit({ kpis }: { kpis: readonly Kpi[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const deletions = kpis.flatMap((kpi) => deletionsOf(kpi) ?? []);
  if (deletions.length === 0) {
    return null;
  }
  const script = scriptText(kpis.flatMap(deleteAuditStatements));
  const yaml = catalogueYaml({ version: CATALOGUE_VERSION, kpis: deletions });
  return (
    <CollapsableSection
      label={t('editor.audit', 'Rows are deleted for good?')}
      isOpen={isOpen}
      onToggle={setIsOpen}
      unmountContentWhenClosed
    >
      <Stack direction="column" gap={2}>
        <Text>
          {t(
            'editor.audit-why',
            'Then no column tells of them. Let a DBA run this: a trigger writes a row for each deletion to a table of its own. TRUNCATE, dropped partitions and deletions by a foreign key’s cascade fire no trigger. The last line names the account that reads: put that of your MySQL data source there.'
          )}
        </Text>
        <Copied label={t('editor.audit-sql', 'SQL for the DBA')} text={script} />
        <Text>
          {t(
            'editor.audit-then',
            'Then add that table to the catalogue: in the settings of the data source, Import, with this text, by id. Watch the new KPI with “A line of yours”, or here by its created rows.'
          )}
        </Text>
        <Copied label={t('editor.audit-yaml', 'YAML for the catalogue')} text={yaml} />
      </Stack>
    </CollapsableSection>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <TextArea aria-label={label} readOnly rows={Math.min(16, text.split('\n').length)} value={text} />
      <ClipboardButton variant="secondary" size="sm" icon="copy" aria-label={copyName(label)} getText={() => text}>
        {t('kpi.copy', 'Copy')}
      </ClipboardButton>
    </Stack>
  );
}

function copyName(what: string): string {
  return t('editor.copy', 'Copy: {{- what}}', { what });
}
