import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Alert,
  Button,
  ClipboardButton,
  Drawer,
  LoadingPlaceholder,
  RadioButtonGroup,
  Stack,
  TextArea,
  useStyles2,
} from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import React, { useMemo, useState } from 'react';

import { readContactPoints } from '../../grafana/receivers';
import { findTemplates } from '../../grafana/templates';
import { listTimeIntervals } from '../../grafana/timeIntervals';
import { policiesYaml } from '../../policy/policyYaml';
import { namesIn, provisioningFile } from '../../policy/provisioning';
import { teamsOf } from '../../policy/team';
import { ourTexts } from '../../policy/testMessage';
import { ErrorAlert } from '../errors/ErrorAlert';
import type { PolicyRow } from './row';

type Format = 'policies' | 'provisioning';

interface Props {
  rows: readonly PolicyRow[];
  onClose: () => void;
}

/** The selected policies as a text to keep, to review, or to take to another Grafana. */
export function ExportDrawer({ rows, onClose }: Props) {
  const [format, setFormat] = useState<Format>('policies');
  return (
    <Drawer
      title={t('export.title', 'Export policies: {{number}}', { number: rows.length })}
      size="md"
      onClose={onClose}
    >
      <Stack direction="column" gap={2}>
        <RadioButtonGroup<Format>
          aria-label={t('export.format', 'Format')}
          value={format}
          onChange={setFormat}
          options={[
            { value: 'policies', label: t('export.policies', 'Policies, to import again') },
            { value: 'provisioning', label: t('export.provisioning', 'Provisioning for Grafana') },
          ]}
        />
        {format === 'policies' ? <PoliciesText rows={rows} /> : <ProvisioningText rows={rows} />}
      </Stack>
    </Drawer>
  );
}

function PoliciesText({ rows }: { rows: readonly PolicyRow[] }) {
  return <TextFile name="kpiwatch-policies.yaml" text={policiesYaml(rows.flatMap(({ policy }) => policy ?? []))} />;
}

/** Rules as Grafana has them, with the contact points and time intervals that they name. */
function ProvisioningText({ rows }: { rows: readonly PolicyRow[] }) {
  const rules = useMemo(() => rows.flatMap((row) => row.rules), [rows]);
  const named = useQuery({
    queryKey: ['export', rows.map(({ id }) => id)],
    queryFn: async () => {
      const names = namesIn(rules);
      const [contactPoints, timeIntervals] = await Promise.all([
        readContactPoints(names.contactPoints),
        listTimeIntervals(),
      ]);
      const callsTemplates = contactPoints.some(({ integrations }) =>
        integrations.some(({ settings }) => ourTexts(settings).length > 0)
      );
      return {
        contactPoints,
        templates: callsTemplates ? (await findTemplates())?.spec.content : undefined,
        timeIntervals: [...names.timeIntervals].flatMap((name) => timeIntervals.get(name) ?? []),
      };
    },
    gcTime: 0,
  });
  const file = useMemo(() => named.data && provisioningFile({ rules, ...named.data }), [rules, named.data]);
  if (named.isError) {
    return <ErrorAlert error={named.error} />;
  }
  if (!file) {
    return <LoadingPlaceholder text={t('export.loading', 'Reading the contact points')} />;
  }
  const { yaml, secrets } = file;
  return (
    <>
      {secrets.length > 0 && (
        <Alert severity="info" title={t('export.secrets', 'Secrets of the contact points are left out')}>
          {t(
            'export.secrets-why',
            'Set these in the environment of the Grafana that reads the file, before it starts: {{- names}}',
            { names: secrets.join(', ') }
          )}
        </Alert>
      )}
      {rows.some(({ policy }) => policy && teamsOf(policy).length > 0) && (
        <Alert severity="info" title={t('export.teams', 'Teams are not in the file')}>
          {t(
            'export.teams-why',
            'They are in the settings of the app KPI Watch. Where there is no such team, policies tell the same contact points, and the list says that it is gone.'
          )}
        </Alert>
      )}
      <TextFile name="kpiwatch-alerting.yaml" text={yaml} />
    </>
  );
}

function TextFile({ name, text }: { name: string; text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Stack direction="row" gap={1}>
        <ClipboardButton icon="copy" variant="secondary" getText={() => text}>
          {t('export.copy', 'Copy')}
        </ClipboardButton>
        <Button icon="download-alt" variant="secondary" onClick={() => download(name, text)}>
          {t('export.download', 'Download {{- name}}', { name })}
        </Button>
      </Stack>
      <TextArea className={styles.text} aria-label={name} readOnly rows={24} value={text} />
    </>
  );
}

/** Hands a text to the browser as a file. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
});
