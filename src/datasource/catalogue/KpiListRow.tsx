import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { KpiRow } from './kpiRows';

export interface KpiActions {
  onOpen(index: number): void;
  onSwap(index: number, other: number): void;
  onDuplicate(index: number): void;
  onDelete(index: number): void;
}

interface Props extends KpiActions {
  row: KpiRow;
  readOnly: boolean;
  isFocused: boolean;
  /** The KPIs beside it in its area. */
  above?: number;
  below?: number;
}

/** A KPI of the list: what it is called, what is to be mended, and what can be done with it. */
export function KpiListRow({ row, readOnly, isFocused, above, below, onOpen, onSwap, onDuplicate, onDelete }: Props) {
  const styles = useStyles2(getStyles);
  const { index, id, issues } = row;
  const name = kpiName(row);
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Button fill="text" size="sm" ref={isFocused ? focus : undefined} onClick={() => onOpen(index)}>
          {name}
        </Button>
        <code>{id}</code>
        {issues.length > 0 && (
          <Badge
            color="red"
            icon="exclamation-triangle"
            text={t('kpis.mistakes', '{{count}} to mend', { count: issues.length })}
          />
        )}
      </span>
      {!readOnly && (
        <span className={styles.actions}>
          <Mover
            icon="arrow-up"
            label={t('kpis.up', 'Move {{- name}} up', { name })}
            {...{ index, onSwap }}
            to={above}
          />
          <Mover
            icon="arrow-down"
            label={t('kpis.down', 'Move {{- name}} down', { name })}
            {...{ index, onSwap }}
            to={below}
          />
          <IconButton
            name="copy"
            tooltip={t('kpis.duplicate', 'Duplicate {{- name}}', { name })}
            onClick={() => onDuplicate(index)}
          />
          <IconButton
            name="trash-alt"
            tooltip={t('kpis.delete', 'Remove {{- name}}', { name })}
            onClick={() => onDelete(index)}
          />
        </span>
      )}
    </li>
  );
}

function focus(element: HTMLElement | null) {
  element?.focus();
}

interface MoverProps extends Pick<KpiActions, 'onSwap'> {
  icon: 'arrow-up' | 'arrow-down';
  label: string;
  index: number;
  /** Undefined at the end of an area: there it keeps the keyboard, which a disabled button would lose. */
  to?: number;
}

function Mover({ icon, label, index, to, onSwap }: MoverProps) {
  const styles = useStyles2(getStyles);
  return (
    <IconButton
      name={icon}
      tooltip={label}
      aria-disabled={to === undefined}
      className={to === undefined ? styles.end : undefined}
      onClick={() => to !== undefined && onSwap(index, to)}
    />
  );
}

/** What a KPI is called, as long as it has no name yet. */
export function kpiName({ name, id, index }: Pick<KpiRow, 'name' | 'id' | 'index'>): string {
  return name || id || t('kpis.nameless', 'KPI {{number}}', { number: index + 1 });
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(0.5, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  name: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  end: css({ opacity: 0.4 }),
  actions: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
});
