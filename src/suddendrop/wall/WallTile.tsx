import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useContext } from 'react';

import type { KpiWatch } from '../../kpi/watch';
import type { Clock } from '../clock';
import { Sparkline } from '../curve/Sparkline';
import { valueOrUnknown, signedPercent } from '../format';
import { Glyph, stateGlyph } from '../Glyph';
import type { Item } from '../items';
import { KpiName } from '../KpiName';
import { sentence, sinceText, stateWord, unreadText } from '../text';
import { PaletteContext } from '../tone';
import { takenText } from '../watch/watchText';
import { whyText } from '../why';
import { isAlarming } from './pages';
import { getWallTileStyles } from './wallTileStyles';

interface Props {
  item: Item;
  clock: Clock;
  acknowledged: boolean;
  /** Who has the breach of the policy that watches the KPI. */
  taken: KpiWatch['taken'];
  showSparkline: boolean;
  onAcknowledge: () => void;
}

/** A KPI to be read from across a room: what, how much, how bad. */
export function WallTile({ item, clock, acknowledged, taken, showSparkline, onAcknowledge }: Props) {
  const { reading, measure, verdict } = item;
  const { name, goodDirection } = reading.kpi;
  const styles = useStyles2(getWallTileStyles, verdict.state, useContext(PaletteContext));
  const alarming = isAlarming(item);
  const judged = verdict.state === 'ok' || verdict.state === 'watch' || verdict.state === 'drop';
  return (
    <article
      className={cx(styles.tile, alarming && !acknowledged && !taken && styles.flashing)}
      aria-label={sentence(item, clock)}
    >
      <header className={styles.head}>
        <h3 className={styles.name}>
          <KpiName item={item} />
        </h3>
        <span className={styles.state}>
          <Glyph name={stateGlyph(verdict.state, goodDirection)} />
          {stateWord(verdict.state, goodDirection)}
        </span>
      </header>
      <div className={styles.numbers}>
        <span className={styles.value}>{valueOrUnknown(verdict.now, measure)}</span>
        {judged && verdict.change !== undefined && (
          <span className={styles.change}>{signedPercent(verdict.change)}</span>
        )}
      </div>
      <div className={styles.detail}>
        <p className={styles.reason}>
          {judged
            ? t('wall.expected', 'expected {{- expected}}', { expected: valueOrUnknown(verdict.expected, measure) })
            : verdict.state === 'error'
              ? unreadText()
              : whyText(item, clock)}
          {judged && verdict.since && ` · ${sinceText(verdict.since, clock)}`}
          {taken && ` · ${takenText(taken, clock)}`}
        </p>
        {alarming && !taken && (
          <Button
            variant="secondary"
            icon={acknowledged ? 'check' : 'bell'}
            aria-pressed={acknowledged}
            aria-label={t('wall.acknowledge-of', 'Acknowledge {{- name}}', { name })}
            onClick={onAcknowledge}
          >
            {acknowledged ? t('wall.acknowledged', 'Acknowledged') : t('wall.acknowledge', 'Acknowledge')}
          </Button>
        )}
      </div>
      <div className={styles.curve}>{showSparkline && <Sparkline item={item} clock={clock} />}</div>
    </article>
  );
}
