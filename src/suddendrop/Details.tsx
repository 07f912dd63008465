import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Toggletip, useStyles2 } from '@grafana/ui';
import React, { useState, type ReactNode } from 'react';

import type { Clock } from './clock';
import { DriverTable } from './drivers/Drivers';
import { useHasDrivers } from './drivers/useDrivers';
import type { Item } from './items';
import { Owner } from './Owner';
import { stateWord } from './text';
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
 * away where a place is too small to show it. Of hundreds, hardly one is ever opened: the rest cost a plain button.
 */
export function Details({ item, clock, className, children }: Props) {
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState<boolean>();
  const { name, goodDirection } = item.reading.kpi;
  const state = stateWord(item.verdict.state, goodDirection);
  const button = (
    <button
      type="button"
      className={styles.button}
      aria-label={t('details.of', '{{- state}}: more about {{- name}}', { state, name })}
      aria-expanded={false}
      onClick={() => setIsOpen(true)}
    >
      <span className={className}>
        {children}
        <Icon name="angle-down" size="sm" aria-hidden />
      </span>
    </button>
  );
  return isOpen === undefined ? (
    button
  ) : (
    <Toggletip
      show={isOpen}
      onOpen={() => setIsOpen(true)}
      onClose={() => setIsOpen(false)}
      fitContent
      title={name}
      content={<Told item={item} clock={clock} />}
    >
      {button}
    </Toggletip>
  );
}

function Told({ item, clock }: Pick<Props, 'item' | 'clock'>) {
  const styles = useStyles2(getStyles);
  const hasDrivers = useHasDrivers(item);
  const watches = useWatches();
  const policies = policiesOf(item, watches);
  const { kpi } = item.reading;
  return (
    <div role="dialog" aria-label={t('details.title', 'About {{- name}}', { name: kpi.name })} className={styles.told}>
      <p>{whyText(item, clock)}</p>
      {item.today && <p>{todayText(item.today, item.measure)}</p>}
      {hasDrivers && (
        <section>
          <h4 className={styles.title}>{t('details.drivers', 'What drives it')}</h4>
          <DriverTable item={item} />
        </section>
      )}
      {policies && (
        <section>
          <h4 className={styles.title}>{t('details.policies', 'Policies that watch it')}</h4>
          <PolicyCard
            policies={policies}
            clock={clock}
            kpi={kpi}
            newPolicyHref={watches?.kind === 'known' ? watches.newPolicyHref : undefined}
          />
        </section>
      )}
      <p className={styles.owner}>
        <Owner item={item} className="" />
      </p>
    </div>
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
      '&:hover, &[aria-expanded="true"]': { boxShadow: `0 0 0 2px ${theme.colors.border.medium}` },
    }),
    told: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      maxWidth: `min(360px, calc(100vw - ${theme.spacing(6)}))`,
      '& p': { margin: 0 },
    }),
    title: css({
      margin: 0,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    owner: css({ display: 'flex', gap: theme.spacing(1), '&:empty': { display: 'none' } }),
  };
}
