import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import React, { useContext } from 'react';

import { severity } from '../../kpi/detect/judgeReading';
import { groupBy } from '../../kpi/groupBy';
import { ClockContext } from '../Freshness';
import type { Item } from '../items';
import { stateWord } from '../text';

interface Props {
  items: Item[];
  area: string | undefined;
  page: number;
  pages: number;
  paused: boolean;
  sound: { on: boolean; blocked: boolean; muted: boolean; toggle: () => void; toggleMute: () => void };
  onTurn: (pages: number) => void;
  onTogglePause: () => void;
}

/** How everything stands, what time it is, and the few things that a person does at a wall. */
export function WallBar({ items, area, page, pages, paused, sound, onTurn, onTogglePause }: Props) {
  const styles = useStyles2(getStyles);
  const { asOf, timeZone } = useContext(ClockContext);
  return (
    <div className={styles.bar}>
      <strong className={styles.time}>{dateTimeFormat(asOf * 1000, { timeZone, format: 'HH:mm' })}</strong>
      <span className={styles.summary} role="status">
        {summaryText(items)}
      </span>
      {area !== undefined ? (
        <span className={styles.area}>{areaName(area)}</span>
      ) : (
        // What stands beside it must not move when there is one.
        <span className={styles.unknown} aria-hidden>
          {areaName('customers')}
        </span>
      )}
      {pages > 1 && (
        <span className={styles.group}>
          <Button
            variant="secondary"
            icon="angle-left"
            tooltip={t('wall.previous', 'Previous page')}
            onClick={() => onTurn(-1)}
          />
          <span>{t('wall.page', '{{page}} of {{pages}}', { page: page + 1, pages })}</span>
          <Button
            variant="secondary"
            icon="angle-right"
            tooltip={t('wall.next', 'Next page')}
            onClick={() => onTurn(1)}
          />
          <Button
            variant="secondary"
            icon={paused ? 'play' : 'pause'}
            aria-pressed={paused}
            tooltip={t('wall.pause', 'Stop turning the pages')}
            onClick={onTogglePause}
          />
        </span>
      )}
      <span className={styles.group}>
        <Button
          variant={sound.blocked ? 'destructive' : sound.on ? 'primary' : 'secondary'}
          icon={<Icon key={String(sound.blocked)} name={sound.blocked ? 'exclamation-triangle' : 'bell'} />}
          aria-pressed={sound.on}
          onClick={sound.toggle}
        >
          {soundText(sound)}
        </Button>
        {sound.on && !sound.blocked && (
          <Button variant="secondary" icon="bell-slash" aria-pressed={sound.muted} onClick={sound.toggleMute}>
            {sound.muted ? t('wall.muted', 'Muted for 15 min') : t('wall.mute', 'Mute for 15 min')}
          </Button>
        )}
      </span>
    </div>
  );
}

function soundText({ on, blocked }: Props['sound']): string {
  if (blocked) {
    return t('wall.sound-blocked', 'No sound: this browser waits for a click');
  }
  return on ? t('wall.sound-on', 'Sound is on') : t('wall.sound-off', 'Switch sound on');
}

/** "2 Dropping · 1 Rising · 9 OK", worst first. */
function summaryText(items: readonly Item[]): string {
  const worstFirst = [...items].sort((a, b) => severity(a.verdict.state) - severity(b.verdict.state));
  return groupBy(worstFirst, ({ verdict, reading }) => stateWord(verdict.state, reading.kpi.goodDirection))
    .map(([state, { length }]) => t('wall.count', '{{number}} {{- state}}', { number: length, state }))
    .join(' · ');
}

function areaName(area: string): string {
  switch (area) {
    case 'customers':
      return t('area.customers', 'Customers');
    case 'sellers':
      return t('area.sellers', 'Sellers');
    case 'systems':
      return t('area.systems', 'Systems');
    default:
      return t('area.own', 'Own KPIs');
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 3),
      fontSize: 'clamp(14px, 2.2cqw, 36px)',
      lineHeight: 1.2,
    }),
    time: css({ fontVariantNumeric: 'tabular-nums', fontWeight: theme.typography.fontWeightMedium }),
    summary: css({ flex: 1, minWidth: '10ch' }),
    area: css({ color: theme.colors.text.secondary }),
    unknown: css({ visibility: 'hidden' }),
    group: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontSize: theme.typography.body.fontSize,
    }),
  };
}
