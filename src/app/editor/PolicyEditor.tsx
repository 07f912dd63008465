import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { zodResolver } from '@hookform/resolvers/zod';
import React, { useEffect, useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';

import type { KpiDataSource } from '../../grafana/datasources';
import { isChangedMeanwhile } from '../../grafana/savePolicy';
import type { Policy } from '../../policy/schema';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useSavePolicy } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH } from '../routes';
import { toast } from '../toast';
import { AboutFields } from './AboutFields';
import { CadenceFields } from './CadenceFields';
import { ContactPointFields } from './ContactPointFields';
import { DropFields } from './DropFields';
import { EndingFields } from './EndingFields';
import { policyFormSchema, type PolicyDraft, type PolicyFields } from './form';
import { LeaveGuard } from './LeaveGuard';
import { selectionOf, sourceProblem } from './selection';
import { Summary } from './Summary';
import { useIsTaken } from './useContactPoints';
import { WatchFields } from './WatchFields';

interface Props {
  id: string;
  dataSources: readonly KpiDataSource[];
  fields: PolicyFields;
  /** The policy as it was opened; undefined for a new one. */
  before?: Policy;
}

/** A policy as a sentence to fill in, and beside it what that means. */
export function PolicyEditor({ id, dataSources, fields, before }: Props) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const save = useSavePolicy();
  const [overwrite, setOverwrite] = useState(false);
  const schema = useMemo(() => policyFormSchema(id), [id]);
  const form = useForm<PolicyFields, unknown, PolicyDraft>({ resolver: zodResolver(schema), defaultValues: fields });
  const { isDirty } = form.formState;
  // In an effect, after the guard below has let go.
  useEffect(() => {
    if (save.isSuccess) {
      navigate(POLICIES_PATH);
    }
  }, [save.isSuccess, navigate]);

  const [datasourceUid, ids, contact] = useWatch({ control: form.control, name: ['datasourceUid', 'kpis', 'contact'] });
  const selection = selectionOf(dataSources, datasourceUid, ids);
  const problem = sourceProblem(selection);
  const isTaken = useIsTaken();
  const { source, kpis, missing } = selection;

  const onSubmit = form.handleSubmit((draft) => {
    // Each of these is said where it is mended.
    if (source?.mysqlUid === undefined || missing.length > 0 || (draft.slack && isTaken(draft.slack.name))) {
      return;
    }
    save.mutate(
      { ...draft, kpis, mysqlUid: source.mysqlUid, timeLimit: source.timeLimit, before, overwrite },
      {
        onSuccess: () =>
          toast(t('editor.saved', '"{{- title}}" is saved and watched from the next minute on', draft.policy)),
        onError: (error) => setOverwrite(isChangedMeanwhile(error)),
      }
    );
  });

  return (
    <FormProvider {...form}>
      <LeaveGuard isUnsaved={isDirty && !save.isSuccess} />
      <div className={styles.columns}>
        <form onSubmit={onSubmit} noValidate>
          <WatchFields dataSources={dataSources} selection={selection} />
          <DropFields />
          <ContactPointFields />
          <CadenceFields />
          <EndingFields />
          <AboutFields />
          {problem !== undefined && <Alert severity="error" title={problem} />}
          {save.isError && <ErrorAlert error={save.error} />}
          <Stack direction="row" gap={1}>
            <Button
              type="submit"
              disabled={problem !== undefined || save.isPending}
              icon={save.isPending ? 'spinner' : undefined}
            >
              {saveText(before === undefined, contact === 'slack', overwrite)}
            </Button>
            <LinkButton variant="secondary" href={hrefOf(POLICIES_PATH)}>
              {t('editor.cancel', 'Cancel')}
            </LinkButton>
          </Stack>
        </form>
        <div className={styles.beside}>
          <Summary selection={selection} isNew={before === undefined} />
        </div>
      </div>
    </FormProvider>
  );
}

function saveText(isNew: boolean, makesContact: boolean, overwrite: boolean): string {
  if (overwrite) {
    return t('editor.save-over', 'Replace the other change');
  }
  if (isNew) {
    return makesContact
      ? t('editor.create-both', 'Create contact point and policy')
      : t('editor.create', 'Create policy');
  }
  return makesContact ? t('editor.save-both', 'Create contact point and save policy') : t('editor.save', 'Save policy');
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
