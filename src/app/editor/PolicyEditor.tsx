import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { zodResolver } from '@hookform/resolvers/zod';
import React, { useEffect, useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';

import type { KpiDataSource } from '../../grafana/datasources';
import { ChangedMeanwhile, type Opened } from '../../grafana/savePolicy';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useSavePolicy } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH } from '../routes';
import { toast } from '../toast';
import { AboutFields } from './AboutFields';
import { CadenceFields } from './CadenceFields';
import { Conflict } from './Conflict';
import { ContactPointFields } from './ContactPointFields';
import { DropFields } from './DropFields';
import { EndingFields } from './EndingFields';
import { fieldsOf, policyFormSchema, withTheirs, type PolicyDraft, type PolicyFields } from './form';
import { LeaveGuard } from './LeaveGuard';
import { selectionOf, sourceProblem } from './selection';
import { Summary } from './Summary';
import { useIsTaken } from './useIsTaken';
import { WatchFields } from './WatchFields';

interface Props {
  id: string;
  dataSources: readonly KpiDataSource[];
  fields: PolicyFields;
  /** The policy as it was opened; undefined for a new one. */
  opened?: Opened;
}

/** A policy as a sentence to fill in, and beside it what that means. */
export function PolicyEditor({ id, dataSources, fields, ...props }: Props) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const save = useSavePolicy();
  const [opened, setOpened] = useState(props.opened);
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

  const onSave = (draft: PolicyDraft, overwrite = false) => {
    // Each of these is said where it is mended.
    if (source?.mysqlUid === undefined || missing.length > 0 || (draft.slack && isTaken(draft.slack.name))) {
      return;
    }
    save.mutate(
      { ...draft, kpis, mysqlUid: source.mysqlUid, timeLimit: source.timeLimit, opened, overwrite },
      { onSuccess: (outcome) => toast(savedText(outcome, draft.policy.title)) }
    );
  };

  const onTake = (before: Opened, theirs: Opened) => {
    form.reset(withTheirs(fieldsOf(before.policy), fieldsOf(theirs.policy), form.getValues()), {
      keepDefaultValues: true,
    });
    setOpened(theirs);
    save.reset();
  };

  return (
    <FormProvider {...form}>
      <LeaveGuard isUnsaved={isDirty && !save.isSuccess} />
      <div className={styles.columns}>
        <form onSubmit={form.handleSubmit((draft) => onSave(draft))} noValidate>
          <WatchFields dataSources={dataSources} selection={selection} />
          <DropFields />
          <ContactPointFields />
          <CadenceFields />
          <EndingFields />
          <AboutFields />
          {problem !== undefined && <Alert severity="error" title={problem} />}
          {save.error instanceof ChangedMeanwhile && opened && save.variables && (
            <Conflict
              conflict={save.error}
              opened={opened}
              mine={save.variables.policy}
              onTake={(theirs) => onTake(opened, theirs)}
              onReplace={form.handleSubmit((draft) => onSave(draft, true))}
            />
          )}
          {save.isError && !(save.error instanceof ChangedMeanwhile) && <ErrorAlert error={save.error} />}
          <Stack direction="row" gap={1}>
            <Button
              type="submit"
              disabled={problem !== undefined || save.isPending}
              icon={save.isPending ? 'spinner' : undefined}
            >
              {saveText(opened === undefined, contact === 'slack')}
            </Button>
            <LinkButton variant="secondary" href={hrefOf(POLICIES_PATH)}>
              {t('editor.cancel', 'Cancel')}
            </LinkButton>
          </Stack>
        </form>
        <div className={styles.beside}>
          <Summary selection={selection} isNew={opened === undefined} />
        </div>
      </div>
    </FormProvider>
  );
}

function savedText(outcome: 'saved' | 'unchanged', title: string): string {
  return outcome === 'saved'
    ? t('editor.saved', '"{{- title}}" is saved and watched from the next minute on', { title })
    : t('editor.unchanged', 'Nothing to change: "{{- title}}" is stored like this already', { title });
}

function saveText(isNew: boolean, makesContact: boolean): string {
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
