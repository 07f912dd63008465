import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { memo, useMemo, useState, type ReactNode } from 'react';

import type { Clock } from './clock';
import { Sparkline } from './curve/Sparkline';
import { Details } from './Details';
import { Glyph } from './Glyph';
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
  /** Rows whose data is on its way. */
  places: number;
  sort: SuddenDropOptions['sort'];
  clock: Clock;
  showSparkline: boolean;
  busy: boolean;
  width: number;
  height: number;
}

/** In pixels: a narrower table leaves the column out, so that nobody has to scroll for the rest. */
const WIDE_ENOUGH: Readonly<Record<string, number>> = { curve: 860, since: 700, lost: 620, expected: 480, now: 420 };

interface Column {
  id: string;
  header: string;
  /** Without it nobody can sort by the column. */
  order?: (a: Item, b: Item) => number;
  cell: (item: Item) => ReactNode;
}

interface Sorting {
  id: string;
  descending: boolean;
}

/** The KPIs as a table that a person sorts: what fell deepest, what is missing most. */
export function Leaderboard({ sort, ...props }: Props) {
  // The order that a person chose by a heading lasts until the panel's own order is set anew.
  return <Board key={sort} sort={sort} {...props} />;
}

function Board({ items, notices, places, sort, clock, showSparkline, busy, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const [sorting, setSorting] = useState<Sorting | undefined>(
    sort === 'query' ? undefined : { id: sort, descending: false }
  );
  const columns = useMemo(
    () => columnsFor(clock, showSparkline, styles).filter(({ id }) => width >= (WIDE_ENOUGH[id] ?? 0)),
    [clock, showSparkline, styles, width]
  );
  const rows = useMemo(() => inOrder(items, columns, sorting), [items, columns, sorting]);
  return (
    <div className={styles.board} style={{ height }} aria-busy={busy}>
      {notices.map((notice) => (
        <div key={notice.text} className={styles.notice}>
          <Message {...notice} isStrip={items.length > 0} />
        </div>
      ))}
      {items.length + places > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading
                  key={column.id}
                  column={column}
                  sorting={sorting?.id === column.id ? sorting : undefined}
                  onSort={() => setSorting(nextSorting(column.id, sorting, sort === 'query'))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <Row key={item.key} item={item} columns={columns} />
            ))}
            {Array.from({ length: places }, (_, index) => (
              <tr key={index} aria-hidden>
                <td colSpan={columns.length}>
                  <div className={styles.empty} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function inOrder(items: Item[], columns: readonly Column[], sorting: Sorting | undefined): Item[] {
  const order = columns.find(({ id }) => id === sorting?.id)?.order;
  if (!order) {
    return items;
  }
  return [...items].sort((a, b) => (sorting?.descending ? order(b, a) : order(a, b)));
}

/** A heading sorts, then the other way round, and then, where the panel has no order of its own, as the query does. */
function nextSorting(id: string, sorting: Sorting | undefined, canEnd: boolean): Sorting | undefined {
  if (sorting?.id !== id) {
    return { id, descending: false };
  }
  return sorting.descending && canEnd ? undefined : { id, descending: !sorting.descending };
}

interface HeadingProps {
  column: Column;
  /** Where the table is sorted by it. */
  sorting: Sorting | undefined;
  onSort: () => void;
}

function Heading({ column: { header, order }, sorting, onSort }: HeadingProps) {
  const styles = useStyles2(getStyles);
  return (
    <th scope="col" aria-sort={sorting && (sorting.descending ? 'descending' : 'ascending')}>
      {order ? (
        <button type="button" aria-label={t('board.sort', 'Sort by {{- column}}', { column: header })} onClick={onSort}>
          {header}
          {sorting && <Glyph name="more" className={sorting.descending ? styles.arrow : styles.arrowUp} />}
        </button>
      ) : (
        header
      )}
    </th>
  );
}

const Row = memo(function Row({ item, columns }: { item: Item; columns: readonly Column[] }) {
  return (
    <tr>
      {columns.map(({ id, cell }) => (
        <td key={id}>{cell(item)}</td>
      ))}
    </tr>
  );
});

function columnsFor(clock: Clock, showSparkline: boolean, styles: ReturnType<typeof getStyles>): Column[] {
  const curve: Column = {
    id: 'curve',
    header: t('board.curve', 'Curve'),
    cell: (item) => (
      <div className={styles.curve}>
        <Sparkline item={item} clock={clock} />
      </div>
    ),
  };
  return [
    {
      id: 'drop',
      header: t('board.state', 'State'),
      order: byDrop,
      cell: (item) => (
        <Details item={item} clock={clock}>
          <StateBadge state={item.verdict.state} goodDirection={item.reading.kpi.goodDirection} />
        </Details>
      ),
    },
    {
      id: 'name',
      header: t('board.kpi', 'KPI'),
      order: byName,
      cell: (item) => (
        <strong className={styles.name}>
          <KpiName item={item} />
        </strong>
      ),
    },
    {
      id: 'now',
      header: t('board.now', 'Now'),
      cell: (item) => <span className={styles.number}>{valueOrUnknown(item.verdict.now, item.measure)}</span>,
    },
    {
      id: 'expected',
      header: t('board.expected', 'Expected'),
      cell: (item) => <span className={styles.number}>{valueOrUnknown(item.verdict.expected, item.measure)}</span>,
    },
    {
      id: 'change',
      header: t('board.change', 'Change'),
      order: byChange,
      cell: (item) => (
        <span className={styles.number}>
          {item.verdict.change === undefined ? '' : signedPercent(item.verdict.change)}
        </span>
      ),
    },
    {
      id: 'lost',
      header: t('board.lost', 'Lost volume'),
      order: byLost,
      cell: (item) => <span className={styles.number}>{lostText(item)}</span>,
    },
    {
      id: 'since',
      header: t('board.since', 'Since'),
      cell: (item) => (
        <span className={styles.number}>{item.verdict.since && sinceCell(item.verdict.since, clock)}</span>
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
    board: css({ overflow: 'auto' }),
    notice: css({ marginBottom: theme.spacing(1) }),
    table: css({
      width: '100%',
      '& th': {
        position: 'sticky',
        top: 0,
        zIndex: 1,
        padding: theme.spacing(1),
        background: theme.colors.background.primary,
        fontWeight: theme.typography.fontWeightMedium,
        textAlign: 'start',
        whiteSpace: 'nowrap',
        '&:has(> button)': { padding: 0 },
        '& > button': {
          position: 'relative',
          width: '100%',
          padding: theme.spacing(1, 2.5, 1, 1),
          border: 'none',
          background: 'none',
          font: 'inherit',
          textAlign: 'inherit',
        },
      },
      '& td': { padding: theme.spacing(1) },
      // The state is no wider than its words.
      '& tr > :first-child': { width: 0 },
      '& tr': { borderBottom: `1px solid ${theme.colors.border.weak}` },
      '& tbody tr:last-child': { borderBottom: 'none' },
      '& tbody tr:hover': { background: theme.colors.action.hover },
      // Numbers are compared by their last digits: from "Now" to "Lost volume".
      [`& tr > ${NUMBERS}`]: { textAlign: 'end' },
      // Below the words of a heading, which leaves room for the arrow of its order.
      [`& tr > ${NUMBERS}:not(:has(> button))`]: { paddingRight: theme.spacing(2.5) },
    }),
    arrow: css({ position: 'absolute', marginTop: 2 }),
    arrowUp: css({ position: 'absolute', marginTop: 2, transform: 'rotate(180deg)' }),
    empty: css({
      height: 32,
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.secondary,
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
    // What is scrolled out of sight is not drawn until it comes near.
    curve: css({ width: 180, height: 32, contentVisibility: 'auto' }),
  };
}
