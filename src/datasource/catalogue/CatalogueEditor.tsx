import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import { catalogueSummary } from '../labels';
import type { BusinessKpiOptions } from '../types';
import { FormView, openFields } from './FormView';
import { ImportModal } from './ImportModal';
import { IssueList } from './IssueList';
import type { OpenKpi } from './KpiForm';
import { issuesOfKpi, kpiIndex, kpiRows, withInserted } from './kpiRows';
import { PresetPicker } from './PresetPicker';
import { useRemoved } from './RemovedNotice';
import { Toolbar, type View } from './Toolbar';
import type { CatalogueWork } from './useCatalogue';
import { useSuggestions } from './useSuggestions';
import { YamlView } from './YamlView';

interface Props {
  work: CatalogueWork;
  options: Pick<BusinessKpiOptions, 'mysqlUid' | 'timeLimit'>;
  readOnly: boolean;
  /** What a file of the catalogue is called. */
  fileName: string;
}

const NO_ISSUES: readonly CatalogueIssue[] = [];

/** The catalogue, in a form or as YAML: both can say the same, and what is wrong stays until it is mended. */
export function CatalogueEditor({ work, options, readOnly, fileName }: Props) {
  const { result, kpis, stored } = work;
  const issues = result.ok ? NO_ISSUES : result.issues;
  const rows = useMemo(() => kpiRows(kpis ?? [], issues), [kpis, issues]);
  const [view, setView] = useState<View>(kpis ? 'form' : 'yaml');
  const [open, setOpen] = useState<OpenKpi>();
  const [place, setPlace] = useState<{ line: number }>();
  const [isImporting, setImporting] = useState(false);
  const removed = useRemoved(work);
  const suggestions = useSuggestions(options, open !== undefined);

  const showYaml = (line?: number) => {
    setView('yaml');
    setPlace(line === undefined ? undefined : { line });
    setOpen(undefined);
  };
  const showForm = (to?: OpenKpi) => {
    setView('form');
    setOpen(to);
  };
  const openerOf = (issue: CatalogueIssue) => {
    const index = kpiIndex(issue);
    if (index === undefined || !openFields(kpis?.[index], issuesOfKpi(issues, index))) {
      return undefined;
    }
    return () => showForm({ index, field: issue.field.split('.').slice(2).join('.') });
  };

  return (
    <Stack direction="column" gap={1}>
      <Toolbar
        view={view}
        readOnly={readOnly}
        getText={work.text}
        fileName={fileName}
        onView={(next) => (next === 'yaml' ? showYaml() : showForm())}
        onImport={() => setImporting(true)}
      />
      {view === 'yaml' && (
        <>
          <YamlView text={work.text()} issues={issues} place={place} readOnly={readOnly} onChange={work.setText} />
          {!readOnly && kpis && <PresetPicker onPick={(kpi) => work.setKpis(withInserted(kpis, kpis.length, kpi))} />}
        </>
      )}
      {view === 'form' && kpis && (
        <FormView
          {...{ kpis, rows, issues, removed, readOnly, suggestions, open }}
          onOpen={setOpen}
          onChange={work.setKpis}
          onYaml={(index) => showYaml(issues.find((issue) => kpiIndex(issue) === index)?.line)}
        />
      )}
      {view === 'form' && !kpis && (
        <Alert severity="info" title={t('config.no-form', 'This text is no list of KPIs yet')}>
          <Button variant="secondary" size="sm" onClick={() => showYaml(issues[0]?.line)}>
            <Trans i18nKey="config.mend-yaml">Mend it as YAML</Trans>
          </Button>
        </Alert>
      )}
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        {result.ok && <Text color="secondary">{catalogueSummary(result.catalogue)}</Text>}
        {!readOnly && !result.ok && stored.ok && (
          <Button
            variant="secondary"
            size="sm"
            icon="history"
            onClick={() => {
              work.revert();
              setOpen(undefined);
            }}
          >
            <Trans i18nKey="config.revert">Go back to the catalogue in use</Trans>
          </Button>
        )}
      </Stack>
      <IssueList issues={issues} rows={rows} inUse={stored} onLine={showYaml} openerOf={openerOf} />
      {isImporting && (
        <ImportModal
          kpis={result.ok ? result.catalogue.kpis : undefined}
          onTake={(taken) => {
            work.setKpis(taken);
            setImporting(false);
            setOpen(undefined);
          }}
          onDismiss={() => setImporting(false)}
        />
      )}
    </Stack>
  );
}
