import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import type { Clock } from './clock';
import { DialogButton } from './DialogButton';
import { DriverTable } from './drivers/Drivers';
import { useHasDrivers } from './drivers/useDrivers';
import { Glyph } from './Glyph';
import type { Item } from './items';
import { Owner } from './Owner';
import { sentence, stateWord } from './text';
import { todayText } from './today';
import { PolicyCard } from './watch/PolicyCard';
import { policiesOf, useWatches } from './watch/WatchContext';
import { whyText } from './why';

interface Props {
  item: Item;
  clock: Clock;
  className?: string;
  children: ReactNode;
}

/**
 * The state, which tells more when asked: why it is what it is, what drives the KPI, who is told. So all of it is a click
 * away where a place is too small to show it.
 */
export function Details({ item, clock, className, children }: Props) {
  const styles = useStyles2(getStyles);
  const { name, goodDirection } = item.reading.kpi;
  const state = stateWord(item.verdict.state, goodDirection);
  return (
    <DialogButton
      title={name}
      button={
        <button
          type="button"
          className={styles.button}
          aria-label={t('details.of', '{{- state}}: more about {{- name}}', { state, name })}
        >
          <span className={cx(styles.state, className)}>
            {children}
            <Glyph name="more" />
          </span>
        </button>
      }
    >
      <Told item={item} clock={clock} />
    </DialogButton>
  );
}

function Told({ item, clock }: Pick<Props, 'item' | 'clock'>) {
  const hasDrivers = useHasDrivers(item);
  const watches = useWatches();
  const policies = policiesOf(item, watches);
  const { kpi } = item.reading;
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="column" gap={1}>
        <p>{sentence(item, clock)}</p>
        <p>{whyText(item, clock)}</p>
        {item.today && <p>{todayText(item.today, item.measure)}</p>}
      </Stack>
      {hasDrivers && item.verdict.state !== 'error' && (
        <Part title={t('details.drivers', 'What drives it')}>
          <DriverTable item={item} />
        </Part>
      )}
      {policies && (
        <Part title={t('details.policies', 'Policies that watch it')}>
          <PolicyCard
            policies={policies}
            clock={clock}
            kpi={kpi}
            newPolicyHref={watches?.kind === 'known' ? watches.newPolicyHref : undefined}
          />
        </Part>
      )}
      {(kpi.owner ?? kpi.runbook) !== undefined && (
        <Stack gap={1}>
          <Owner item={item} />
        </Stack>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text element="h4" variant="h6">
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    button: css({
      flexShrink: 0,
      maxWidth: '100%',
      padding: 0,
      border: 0,
      borderRadius: theme.shape.radius.pill,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      textAlign: 'start',
      '&:hover': { boxShadow: `0 0 0 2px ${theme.colors.border.medium}` },
    }),
    state: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.25), whiteSpace: 'nowrap' }),
  };
}
