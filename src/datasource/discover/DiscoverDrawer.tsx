import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import type { Catalogue, Kpi } from '../../kpi/catalogue/schema';
import { openDatabase } from '../database';
import { ToolDrawer } from '../ToolDrawer';
import type { Settings } from '../types';
import { useTask } from '../useTask';
import { discover, type Discovery } from './discover';
import { ProposalList } from './ProposalList';

interface Props {
  settings: Settings;
  catalogue: Catalogue;
  /** Undefined where the catalogue can't be changed here. */
  onAdd?(kpis: Kpi[]): void;
  onClose(): void;
}

/** Proposes KPIs from what the database has; a person chooses. */
export function DiscoverDrawer({ settings, catalogue, onAdd, onClose }: Props) {
  const [first] = catalogue.kpis;
  const zone = first?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const task = useTask<Discovery, { read: number; all: number }>(async (signal, report) =>
    discover(await openDatabase(settings), {
      catalogue,
      zone,
      signal,
      onProgress: (read, all) => report({ read, all }),
    })
  );
  return (
    <ToolDrawer
      title={t('discover.title', 'Discover KPIs')}
      subtitle={t(
        'discover.subtitle',
        'What the tables of the database could be watched for. Nothing is changed there.'
      )}
      task={task}
      running={progressText(task.state === 'running' ? task.progress : undefined)}
      failed={t('discover.failed', 'The database could not be looked through')}
      onClose={onClose}
    >
      {task.state === 'done' && <Found discovery={task.result} onAdd={onAdd} onClose={onClose} />}
    </ToolDrawer>
  );
}

function progressText(progress: { read: number; all: number } | undefined): string {
  return progress
    ? t('discover.progress', 'Looking at the tables: {{read}} of {{all}} …', { ...progress })
    : t('discover.reading', 'Reading what there is …');
}

function Found({ discovery, onAdd, onClose }: { discovery: Discovery } & Pick<Props, 'onAdd' | 'onClose'>) {
  const styles = useStyles2(getStyles);
  const { proposals, unread, isCut } = discovery;
  const known = proposals.filter((proposal) => proposal.known !== undefined);
  const unknown = proposals.filter((proposal) => proposal.known === undefined);
  const [picked, setPicked] = useState(() => new Set(unknown.filter((proposal) => proposal.picked)));
  if (proposals.length === 0) {
    return (
      <Alert severity="info" title={t('discover.nothing', 'No table has a time by which its rows could be counted')}>
        <Trans i18nKey="discover.nothing-advice">
          Does the account have SELECT on the tables of the business? A KPI needs a column that says when something
          happened: TIMESTAMP, DATETIME, DATE, or a number of seconds or milliseconds since 1970.
        </Trans>
      </Alert>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      {unread.length > 0 && (
        <Alert severity="warning" title={t('discover.unread', 'Not all rows could be read')}>
          {t('discover.unread-tables', 'Judged by their names alone: {{- tables}}.', { tables: unread.join(', ') })}
        </Alert>
      )}
      {isCut && (
        <Alert severity="warning" title={t('discover.cut', 'The database has more tables than were looked at')}>
          <Trans i18nKey="discover.cut-advice">
            An account that sees the tables of the business alone finds the right ones.
          </Trans>
        </Alert>
      )}
      <ProposalList proposals={unknown} picked={picked} onPick={onAdd && setPicked} />
      {known.length > 0 && (
        <Text color="secondary">
          {t('discover.known', 'In the catalogue already: {{- names}}.', {
            names: known.map(({ kpi }) => kpi.name).join(', '),
          })}
        </Text>
      )}
      <div className={styles.footer}>
        {onAdd && (
          <Button
            disabled={picked.size === 0}
            onClick={() => onAdd(unknown.filter((proposal) => picked.has(proposal)).map(({ kpi }) => kpi))}
          >
            {t('discover.add', 'Add {{count}} KPIs', { count: picked.size })}
          </Button>
        )}
        {onAdd && (
          <Button variant="secondary" onClick={() => setPicked(new Set(picked.size === 0 ? unknown : []))}>
            {picked.size === 0 ? t('discover.all', 'Choose all') : t('discover.none', 'Choose none')}
          </Button>
        )}
        <Button variant="secondary" fill="text" onClick={onClose}>
          <Trans i18nKey="discover.close">Close</Trans>
        </Button>
      </div>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  footer: css({
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 0),
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
});
