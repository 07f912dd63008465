import { textUtil } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { DropThresholds } from '../kpi/detect/judge';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import { References } from './References';
import { Sparkline } from './Sparkline';
import { StateBadge } from './StateBadge';
import {
  expectedText,
  formatValue,
  freshnessText,
  sentence,
  signedPercent,
  signedValue,
  stateReason,
  windowText,
  type Clock,
} from './text';
import { getTileStyles } from './tileStyles';
import type { Verdict } from './verdict';

interface Props {
  reading: Reading;
  curve: CurvePoint[];
  verdict: Verdict;
  thresholds: DropThresholds;
  clock: Clock;
  showSparkline: boolean;
}

/** A KPI: what it is now, what it should be, and what to make of it. */
export function Tile({ reading, curve, verdict, thresholds, clock, showSparkline }: Props) {
  const styles = useStyles2(getTileStyles, verdict.state);
  const { kpi } = reading;
  const reason = stateReason(verdict.state, reading, thresholds.minimumEvents, clock);
  return (
    <article className={styles.tile} aria-label={sentence(reading, verdict, clock)}>
      <header className={styles.head}>
        <h3 className={styles.name} title={kpi.description ?? kpi.name}>
          {kpi.name}
        </h3>
        <StateBadge state={verdict.state} goodDirection={kpi.goodDirection} />
      </header>
      <div className={styles.numbers}>
        <span className={styles.value}>{formatValue(verdict.now, kpi.unit)}</span>
        <span className={styles.window}>{windowText(reading, clock)}</span>
        {verdict.change !== undefined && verdict.difference !== undefined && (
          <span className={styles.change}>
            <strong>{signedPercent(verdict.change)}</strong>
            <span className={styles.difference}> · {signedValue(verdict.difference, kpi.unit)}</span>
          </span>
        )}
      </div>
      <div className={styles.explanation}>
        <p className={styles.comparison}>
          <span>
            <Trans i18nKey="tile.expected">expected</Trans>{' '}
            <strong className={styles.expected}>{expectedText(verdict.expected, kpi.unit)}</strong>
          </span>
          <References reading={reading} />
        </p>
        {reason !== undefined && <p className={styles.reason}>{reason}</p>}
      </div>
      {showSparkline && (
        <div className={styles.curve}>
          <Sparkline curve={curve} reading={reading} state={verdict.state} />
        </div>
      )}
      <footer className={styles.foot}>
        <span>{freshnessText(reading, clock)}</span>
        <Owner kpi={kpi} />
      </footer>
    </article>
  );
}

function Owner({ kpi }: { kpi: Reading['kpi'] }) {
  const runbook = kpi.runbook && /^https?:\/\//i.test(kpi.runbook) ? textUtil.sanitizeUrl(kpi.runbook) : undefined;
  return (
    <span>
      {kpi.owner}
      {kpi.owner && runbook && ' · '}
      {runbook && (
        <TextLink
          href={runbook}
          external
          variant="bodySmall"
          aria-label={t('tile.runbook-of', 'Runbook of {{- name}}', { name: kpi.name })}
        >
          {t('tile.runbook', 'Runbook')}
        </TextLink>
      )}
    </span>
  );
}
