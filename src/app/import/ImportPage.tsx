import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  Field,
  FileUpload,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  TextArea,
  useStyles2,
} from '@grafana/ui';
import React, { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { listAlertable, listKpiDataSources } from '../../grafana/datasources';
import { planImport } from '../../policy/importPlan';
import { readPolicies } from '../../policy/policyYaml';
import { EditorFrame } from '../editor/EditorFrame';
import { triggerProblem } from '../editor/triggerProblem';
import { ErrorAlert } from '../errors/ErrorAlert';
import { usePolicies, useSurroundings } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH } from '../routes';
import { useAppSettings } from '../teams/useTeams';
import { toast } from '../toast';
import { ImportIssues } from './ImportIssues';
import { ImportTable } from './ImportTable';
import { useImport } from './useImport';

/**
 * Policies from a text: what importing it would do is shown first. Those with a problem are left out; of the others
 * either all are imported or none.
 */
export function ImportPage() {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState('');
  // Reading a thousand policies takes longer than a key.
  const read = useDeferredValue(text);
  return (
    <EditorFrame title={t('import.title', 'Import policies')}>
      <Stack direction="column" gap={2}>
        <Field
          label={t('import.text', 'Policies as YAML')}
          description={t(
            'import.text-help',
            'As the export of policies writes them. Policies that it does not name stay.'
          )}
          noMargin
        >
          <TextArea
            className={styles.text}
            id="import-text"
            rows={12}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Field>
        <div>
          <FileUpload
            size="sm"
            accept=".yaml,.yml"
            onFileUpload={({ currentTarget }) => void currentTarget.files?.[0]?.text().then(setText)}
          >
            {t('import.file', 'Read a file')}
          </FileUpload>
        </div>
        {read.trim() !== '' && <Plan text={read} />}
      </Stack>
    </EditorFrame>
  );
}

function Plan({ text }: { text: string }) {
  const navigate = useNavigate();
  const [dataSources] = useState(listKpiDataSources);
  const policies = usePolicies();
  const { contactPoints, isPending } = useSurroundings();
  const settings = useAppSettings();
  const reading = useMemo(() => readPolicies(text), [text]);
  const save = useImport(dataSources);
  if (policies.isError) {
    return <ErrorAlert error={policies.error} />;
  }
  if (!reading.ok) {
    return <ImportIssues issues={reading.issues} />;
  }
  if (policies.isPending || isPending || settings.isPending) {
    return <LoadingPlaceholder text={t('import.loading', 'Reading the policies that there are')} />;
  }
  const listed = new Map(policies.data.map((policy) => [policy.first.uid, policy]));
  const plan = planImport(reading.policies, {
    stored: new Map([...listed].map(([id, { stored }]) => [id, stored])),
    kpis: new Map(
      dataSources.flatMap(({ uid, mysqlUid, catalogue }) =>
        catalogue.ok && mysqlUid !== undefined ? [[uid, catalogue.catalogue.kpis]] : []
      )
    ),
    triggerProblem,
    alertable: listAlertable(),
    contactPoints,
    teams: settings.data?.teams,
  });
  const todo = plan.filter(({ action, problem }) => action !== 'nothing' && !problem);
  const left = plan.filter(({ problem }) => problem).length;
  const count = (which: string) => todo.filter(({ action }) => action === which).length;
  const onImport = () =>
    save.mutate(
      { plan: todo, listed },
      {
        onSuccess: () => {
          toast(t('import.done', 'Imported policies: {{number}}', { number: todo.length }));
          navigate(POLICIES_PATH);
        },
      }
    );
  return (
    <>
      <ImportTable plan={plan} />
      {todo.some(({ action, policy }) => action === 'create' && policy.trigger.kind === 'unusual') && (
        <Text color="secondary">
          {t(
            'import.unmeasured',
            'Importing does not measure what is usual: new policies judge their KPIs as if they were noisier than most, until each is opened and saved.'
          )}
        </Text>
      )}
      {save.isError && <ErrorAlert error={save.error} />}
      <Stack direction="row" gap={1} alignItems="center">
        <Button disabled={save.isPending || todo.length === 0} onClick={onImport}>
          {left === 0
            ? t('import.do', 'Create {{created}}, change {{changed}}', {
                created: count('create'),
                changed: count('change'),
              })
            : t('import.do-some', 'Create {{created}}, change {{changed}}, leave out {{left}}', {
                created: count('create'),
                changed: count('change'),
                left,
              })}
        </Button>
        <LinkButton variant="secondary" href={hrefOf(POLICIES_PATH)}>
          {t('editor.cancel', 'Cancel')}
        </LinkButton>
        <span role="status">
          {save.isPending && t('bulk.progress', '{{done}} of {{of}}', { done: save.saved, of: todo.length })}
        </span>
      </Stack>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
});
