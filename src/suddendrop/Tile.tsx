import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { memo, useContext } from 'react';

import type { Clock } from './clock';
import { Sparkline } from './curve/Sparkline';
import { Details } from './Details';
import { Drivers } from './drivers/Drivers';
import { differenceText, signedPercent, valueOrUnknown } from './format';
import { Freshness } from './Freshness';
import type { Item } from './items';
import { KpiName } from './KpiName';
import { Owner } from './Owner';
import { References } from './References';
import { StateBadge } from './StateBadge';
import { sentence, sinceText, unreadText, windowText } from './text';
import { getTileStyles } from './tileStyles';
import { todayText } from './today';
import { PaletteContext } from './tone';
import { PolicyButton } from './watch/PolicyButton';
import { whyText } from './why';

interface Props {
  item: Item;
  /** Of the data, not of the moment: it stands still between two refreshes. */
  clock: Clock;
  showSparkline: boolean;
  /** Too small for anything but how the KPI stands; of hundreds, what nobody sees would cost most. */
  isTiny: boolean;
}

/** A KPI: what it is now, what it should be, and what to make of it. */
export const Tile = memo(function Tile({ item, clock, showSparkline, isTiny }: Props) {
  const { reading, measure, verdict } = item;
  const styles = useStyles2(getTileStyles, verdict.state, useContext(PaletteContext));
  const { kpi } = reading;
  const isUnread = verdict.state === 'error';
  return (
    <article className={styles.tile} aria-label={sentence(item, clock)}>
      <header className={styles.head}>
        <h3 className={styles.name} title={kpi.description ?? kpi.name}>
          <KpiName item={item} />
        </h3>
        {verdict.since && <span className={styles.since}>{sinceText(verdict.since, clock)}</span>}
        <Details item={item} clock={clock}>
          <StateBadge state={verdict.state} goodDirection={kpi.goodDirection} />
        </Details>
      </header>
      <div className={styles.numbers}>
        <span className={styles.value}>{valueOrUnknown(verdict.now, measure)}</span>
        <div className={styles.beside}>
          {verdict.change !== undefined && verdict.now !== undefined && verdict.expected !== undefined && (
            <span className={styles.change}>
              <strong>{signedPercent(verdict.change)}</strong>
              <span className={styles.difference}> · {differenceText(verdict.now, verdict.expected, measure)}</span>
            </span>
          )}
          {!isUnread && <span className={styles.window}>{windowText(verdict.judged, clock)}</span>}
        </div>
      </div>
      <div className={styles.explanation}>
        {!isUnread && (
          <p className={styles.comparison}>
            <span>
              <Trans i18nKey="tile.expected">expected</Trans>{' '}
              <strong className={styles.expected}>{valueOrUnknown(verdict.expected, measure)}</strong>
            </span>
            {!isTiny && <References item={item} clock={clock} />}
          </p>
        )}
        {!isTiny && <p className={styles.why}>{isUnread ? unreadText() : whyText(item, clock)}</p>}
        {!isTiny && item.today && <p className={styles.today}>{todayText(item.today, measure)}</p>}
      </div>
      {showSparkline && !isTiny && (
        <div className={styles.curve}>
          <Sparkline item={item} clock={clock} />
        </div>
      )}
      {!isTiny && (
        <footer className={styles.foot}>
          <span className={styles.newest}>{!isUnread && <Freshness reading={reading} />}</span>
          <span className={styles.more}>
            {!isUnread && <Drivers item={item} />}
            <Owner item={item} className={styles.owner} />
            <PolicyButton item={item} clock={clock} />
          </span>
        </footer>
      )}
    </article>
  );
});
