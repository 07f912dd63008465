import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InteractiveTable, useStyles2, type Column } from '@grafana/ui';
import React, { useMemo } from 'react';

import type { Clock } from './clock';
import { Sparkline } from './curve/Sparkline';
import { Details } from './Details';
import { differenceText, signedPercent, valueOrUnknown } from './format';
import type { Item } from './items';
import { KpiName } from './KpiName';
import { Message } from './Message';
import type { Notice } from './notices';
import type { SuddenDropOptions } from './options';
import { byChange, byDrop, byLost, byName } from './order';
import { StateBadge } from './StateBadge';
import { sinceCell } from './text';

interface Props {
  items: Item[];
  notices: Notice[];
  sort: SuddenDropOptions['sort'];
  clock: Clock;
  showSparkline: boolean;
  busy: boolean;
  width: number;
  height: number;
}

/** In pixels: a narrower table leaves the column out, so that nobody has to scroll for the rest. */
const WIDE_ENOUGH: Readonly<Record<string, number>> = { curve: 860, since: 700, lost: 620, expected: 480, now: 420 };

/** The KPIs as a table that a person sorts: what fell deepest, what is missing most. */
export function Leaderboard({ items, notices, sort, clock, showSparkline, busy, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const all = useMemo(() => columnsFor(clock, showSparkline, styles), [clock, showSparkline, styles]);
  const columns = useMemo(() => all.filter(({ id }) => width >= (WIDE_ENOUGH[id] ?? 0)), [all, width]);
  return (
    <div className={styles.board} style={{ height }} aria-busy={busy}>
      {notices.map((notice) => (
        <div key={notice.text} className={styles.notice}>
          <Message {...notice} isStrip={items.length > 0} />
        </div>
      ))}
      {items.length > 0 && (
        <InteractiveTable
          className={styles.table}
          // The order that a person chose by a heading lasts until the panel's own order is set anew.
          key={sort}
          columns={columns}
          data={items}
          getRowId={({ key }) => key}
          initialSortBy={sort === 'query' ? [] : [{ id: sort, desc: false }]}
          disableSortRemove={sort !== 'query'}
        />
      )}
    </div>
  );
}

function columnsFor(clock: Clock, showSparkline: boolean, styles: ReturnType<typeof getStyles>): Array<Column<Item>> {
  const curve: Column<Item> = {
    id: 'curve',
    header: t('board.curve', 'Curve'),
    cell: ({ row: { original } }) => (
      <div className={styles.curve}>
        <Sparkline item={original} clock={clock} />
      </div>
    ),
  };
  return [
    {
      id: 'drop',
      header: t('board.state', 'State'),
      sortType: (a, b) => byDrop(a.original, b.original),
      disableGrow: true,
      cell: ({ row: { original } }) => (
        <Details item={original} clock={clock}>
          <StateBadge state={original.verdict.state} goodDirection={original.reading.kpi.goodDirection} />
        </Details>
      ),
    },
    {
      id: 'name',
      header: t('board.kpi', 'KPI'),
      sortType: (a, b) => byName(a.original, b.original),
      cell: ({ row: { original } }) => (
        <strong className={styles.name}>
          <KpiName item={original} />
        </strong>
      ),
    },
    {
      id: 'now',
      header: t('board.now', 'Now'),
      cell: ({ row: { original } }) => (
        <span className={styles.number}>{valueOrUnknown(original.verdict.now, original.measure)}</span>
      ),
    },
    {
      id: 'expected',
      header: t('board.expected', 'Expected'),
      cell: ({ row: { original } }) => (
        <span className={styles.number}>{valueOrUnknown(original.verdict.expected, original.measure)}</span>
      ),
    },
    {
      id: 'change',
      header: t('board.change', 'Change'),
      sortType: (a, b) => byChange(a.original, b.original),
      cell: ({ row: { original } }) => (
        <span className={styles.number}>
          {original.verdict.change === undefined ? '' : signedPercent(original.verdict.change)}
        </span>
      ),
    },
    {
      id: 'lost',
      header: t('board.lost', 'Lost volume'),
      sortType: (a, b) => byLost(a.original, b.original),
      cell: ({ row: { original } }) => <span className={styles.number}>{lostText(original)}</span>,
    },
    {
      id: 'since',
      header: t('board.since', 'Since'),
      cell: ({ row: { original } }) => (
        <span className={styles.number}>{original.verdict.since && sinceCell(original.verdict.since, clock)}</span>
      ),
    },
    ...(showSparkline ? [curve] : []),
  ];
}

function lostText({ verdict: { now, expected }, measure }: Item): string {
  return now === undefined || expected === undefined ? '' : differenceText(now, expected, measure);
}

const NUMBERS = ':nth-child(n + 3):nth-child(-n + 6)';

function getStyles(theme: GrafanaTheme2) {
  return {
    // The table's own frame would scroll as well, and take the headings along.
    board: css({ overflow: 'auto', '& > div': { overflow: 'visible' } }),
    notice: css({ marginBottom: theme.spacing(1) }),
    table: css({
      '& thead th': { position: 'sticky', top: 0, zIndex: 1, background: theme.colors.background.primary },
      // Numbers are compared by their last digits: from "Now" to "Lost volume".
      [`& tr > ${NUMBERS}`]: { textAlign: 'end', '& > button': { textAlign: 'end' } },
      // Below the words of a heading, which leaves room for the arrow of its order.
      [`& tr > td${NUMBERS}`]: { paddingRight: theme.spacing(2.5) },
    }),
    // A long name takes two lines on a phone, where the numbers would not fit beside one.
    name: css({
      fontWeight: theme.typography.fontWeightMedium,
      hyphens: 'auto',
      overflowWrap: 'anywhere',
      wordBreak: 'keep-all',
      '& span, & button': { textAlign: 'start', whiteSpace: 'normal' },
    }),
    number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    curve: css({ width: 180, height: 32 }),
  };
}
