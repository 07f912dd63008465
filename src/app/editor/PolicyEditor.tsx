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
import type { Calibrations } from '../../kpi/detect/calibrations';
import { DEFAULT_TIME_LIMIT } from '../../kpi/sql/dialect';
import type { Sources } from '../../policy/drift';
import { calibrationsIn } from '../../policy/stored';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useChannelTypes, useSavePolicy } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH } from '../routes';
import { useTeams } from '../teams/useTeams';
import { toast } from '../toast';
import { AboutFields } from './AboutFields';
import { CadenceFields } from './CadenceFields';
import { Conflict } from './Conflict';
import { ContactPointFields } from './ContactPointFields';
import { EndingFields } from './EndingFields';
import { EscalationFields } from './EscalationFields';
import { fieldsOf, policyFormSchema, withTheirs, type PolicyDraft, type PolicyFields } from './form';
import { LeaveGuard } from './LeaveGuard';
import { NO_KPIS, selectionOf, sourceProblem } from './selection';
import { QueryTriggerFields } from './QueryTriggerFields';
import { QuietFields } from './QuietFields';
import { Summary } from './Summary';
import { makesContact } from './toldForm';
import { TriggerFields } from './TriggerFields';
import { triggerProblem } from './triggerProblem';
import { useIsTaken } from './useIsTaken';
import { useTrial } from './useTrial';
import { useUsual } from './useUsual';
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
  const channelTypes = useChannelTypes().data;
  const teams = useTeams();
  const schema = useMemo(() => policyFormSchema(id, channelTypes, teams), [id, channelTypes, teams]);
  const form = useForm<PolicyFields, unknown, PolicyDraft>({ resolver: zodResolver(schema), defaultValues: fields });
  const { isDirty } = form.formState;
  // In an effect, after the guard below has let go.
  useEffect(() => {
    if (save.isSuccess) {
      navigate(POLICIES_PATH);
    }
  }, [save.isSuccess, navigate]);

  const [datasourceUid, ids, contact, kind, direction, by, watched] = useWatch({
    control: form.control,
    name: ['datasourceUid', 'kpis', 'contact', 'trigger.kind', 'trigger.direction', 'trigger.by', 'watched'],
  });
  const isQuery = watched === 'query';
  const trial = useTrial(form.control);
  const selection = selectionOf(dataSources, datasourceUid, ids);
  const problem = isQuery ? undefined : sourceProblem(selection);
  const isTaken = useIsTaken();
  const { source, kpis, missing } = selection;

  const judged = { direction, by: by === '' ? undefined : by };
  const usual = useUsual(datasourceUid, kpis, judged, opened && calibrationsIn(opened.rules));
  const isUnusual = !isQuery && kind === 'unusual';
  const [isHeld, setHeld] = useState(false);

  const write = (draft: PolicyDraft, sources: Sources, options: { calibrations?: Calibrations; overwrite: boolean }) =>
    save.mutate(
      { ...draft, ...sources, ...options, opened },
      { onSuccess: (outcome) => toast(savedText(outcome, draft.policy.title)) }
    );

  const onSaveQuery = (draft: PolicyDraft, overwrite: boolean) =>
    trial.labels((labels) => {
      const { query: asked } = draft.policy;
      const told = asked && { ...asked, labels: labels.length > 0 ? labels : undefined };
      write({ ...draft, policy: { ...draft.policy, query: told } }, NO_KPIS, { overwrite });
    });

  const onSave = (draft: PolicyDraft, { overwrite = false, unmeasured = false } = {}) => {
    if (draft.policy.query) {
      if (!(draft.newContactPoint && isTaken(draft.newContactPoint.title))) {
        onSaveQuery(draft, overwrite);
      }
      return;
    }
    const { mysqlUid, timeLimit } = source ?? {};
    // Each of these is said where it is mended.
    if (
      mysqlUid === undefined ||
      missing.length > 0 ||
      (draft.newContactPoint && isTaken(draft.newContactPoint.title)) ||
      triggerProblem(draft.policy.trigger, kpis) !== undefined
    ) {
      return;
    }
    const writeMeasured = (calibrations: Calibrations) =>
      write(draft, { kpis, mysqlUid, timeLimit: timeLimit ?? DEFAULT_TIME_LIMIT }, { calibrations, overwrite });
    if (isUnusual && !unmeasured) {
      setHeld(true);
      usual.measureMissing(writeMeasured);
    } else {
      writeMeasured(usual.measured);
    }
  };

  const isBusy = save.isPending || (isUnusual && usual.isPending) || (isQuery && trial.isPending);

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
          <WatchFields dataSources={dataSources} selection={selection} isNew={opened === undefined} />
          {isQuery ? <QueryTriggerFields /> : <TriggerFields kpis={kpis} usual={usual} />}
          <ContactPointFields isNew={opened === undefined} />
          <CadenceFields />
          <EscalationFields />
          <QuietFields kpis={kpis} />
          <EndingFields />
          <AboutFields />
          {problem !== undefined && <Alert severity="error" title={problem} />}
          {save.error instanceof ChangedMeanwhile && opened && save.variables && (
            <Conflict
              conflict={save.error}
              opened={opened}
              mine={save.variables.policy}
              onTake={(theirs) => onTake(opened, theirs)}
              onReplace={form.handleSubmit((draft) => onSave(draft, { overwrite: true }))}
            />
          )}
          {save.isError && !(save.error instanceof ChangedMeanwhile) && <ErrorAlert error={save.error} />}
          {isHeld && isUnusual && usual.error && (
            <Alert
              severity="warning"
              title={t('editor.not-saved-yet', 'The policy is not saved yet: what is usual could not be measured')}
            >
              <p>{usual.error.message}</p>
              <p>
                {t(
                  'editor.unmeasured-means',
                  'Mend that and save again. Or save it as it is: the KPIs are then judged as if they were noisier than most, until somebody measures what is usual.'
                )}
              </p>
              <Button
                variant="secondary"
                disabled={isBusy}
                onClick={form.handleSubmit((draft) => onSave(draft, { unmeasured: true }))}
              >
                {t('editor.save-unmeasured', 'Save without measuring')}
              </Button>
            </Alert>
          )}
          <Stack direction="row" gap={1}>
            <Button type="submit" disabled={problem !== undefined || isBusy} icon={isBusy ? 'spinner' : undefined}>
              {saveText(opened === undefined, makesContact(contact))}
            </Button>
            <LinkButton variant="secondary" href={hrefOf(POLICIES_PATH)}>
              {t('editor.cancel', 'Cancel')}
            </LinkButton>
          </Stack>
        </form>
        <div className={styles.beside}>
          <Summary selection={selection} trial={trial} isNew={opened === undefined} />
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
