import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import { fieldsOf } from './fields';
import type { Suggestions } from './formContext';
import { KpiForm, type OpenKpi } from './KpiForm';
import { KpiList } from './KpiList';
import { issuesOfKpi, swapped, withInserted, type KpiRow } from './kpiRows';
import { PresetPicker } from './PresetPicker';
import { RemovedNotice, type RemovedKpis } from './RemovedNotice';

interface Props {
  kpis: readonly unknown[];
  rows: readonly KpiRow[];
  issues: readonly CatalogueIssue[];
  removed: RemovedKpis;
  readOnly: boolean;
  suggestions: Suggestions;
  open?: OpenKpi;
  onOpen(open: OpenKpi | undefined): void;
  onChange(kpis: readonly unknown[]): void;
  /** Goes to the KPI in the YAML. */
  onYaml(index: number): void;
}

/** The catalogue as a list of KPIs, or one of them in fields. */
export function FormView(props: Props) {
  const { kpis, rows, issues, removed, readOnly, suggestions, open, onOpen, onChange, onYaml } = props;
  const [last, setLast] = useState<number>();

  const insert = (place: number, kpi: unknown) => {
    onChange(withInserted(kpis, place, kpi));
    onOpen({ index: place, field: 'name', isNew: true });
  };
  const close = () => {
    setLast(open?.index);
    onOpen(undefined);
  };

  if (!open) {
    return (
      <Stack direction="column" gap={1}>
        {!readOnly && <PresetPicker onPick={(kpi) => insert(kpis.length, kpi)} />}
        <RemovedNotice {...removed} />
        <KpiList
          rows={rows}
          readOnly={readOnly}
          last={last}
          onOpen={(index) => onOpen({ index })}
          onSwap={(index, other) => onChange(swapped(kpis, index, other))}
          onDuplicate={(index) => insert(index + 1, kpis[index])}
          onDelete={removed.remove}
        />
      </Stack>
    );
  }
  const ownIssues = issuesOfKpi(issues, open.index);
  const fields = openFields(kpis[open.index], ownIssues);
  return fields ? (
    <KpiForm
      key={open.index}
      fields={fields}
      issues={ownIssues}
      open={open}
      readOnly={readOnly}
      suggestions={suggestions}
      onChange={(kpi) => onChange(kpis.map((other, index) => (index === open.index ? kpi : other)))}
      onClose={close}
    />
  ) : (
    <Alert severity="info" title={t('kpi.no-fields', 'This KPI says something that no field can hold')}>
      <Stack direction="row" gap={1}>
        <Button variant="secondary" size="sm" onClick={() => onYaml(open.index)}>
          <Trans i18nKey="kpi.mend-yaml">Mend it as YAML</Trans>
        </Button>
        <Button variant="secondary" size="sm" icon="arrow-left" onClick={close}>
          <Trans i18nKey="kpi.back">All KPIs</Trans>
        </Button>
      </Stack>
    </Alert>
  );
}

/** The fields of a KPI, unless there is something in it that would be lost. */
export function openFields(kpi: unknown, issues: readonly CatalogueIssue[]) {
  return issues.some(({ code }) => code === 'unknown-field') ? undefined : fieldsOf(kpi);
}
