import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import type { Proposal } from '../../kpi/discover/propose';
import { AREAS, areaLabel } from '../labels';
import { SqlText } from '../SqlText';
import { isObjection, proposalText, reasonText } from './reasonText';

interface Props {
  proposals: readonly Proposal[];
  picked: ReadonlySet<Proposal>;
  /** Undefined where nothing can be chosen. */
  onPick?(picked: Set<Proposal>): void;
}

/** Every proposal, area by area, with its reasons. */
export function ProposalList({ proposals, picked, onPick }: Props) {
  const pick = (proposal: Proposal, isPicked: boolean) =>
    onPick?.(new Set(isPicked ? [...picked, proposal] : [...picked].filter((other) => other !== proposal)));
  return (
    <Stack direction="column" gap={3}>
      {AREAS.map((area) => ({ area, own: proposals.filter(({ kpi }) => kpi.area === area) }))
        .filter(({ own }) => own.length > 0)
        .map(({ area, own }) => (
          <section key={area} aria-label={areaLabel(area)}>
            <Text element="h3" variant="h5">
              {areaLabel(area)}
            </Text>
            {own.map((proposal) => (
              <ProposalItem
                key={`${proposal.kpi.id} ${JSON.stringify(proposal.kpi.source)}`}
                proposal={proposal}
                isPicked={picked.has(proposal)}
                onPick={onPick && ((isPicked) => pick(proposal, isPicked))}
              />
            ))}
          </section>
        ))}
    </Stack>
  );
}

interface ItemProps {
  proposal: Proposal;
  isPicked: boolean;
  onPick?(isPicked: boolean): void;
}

function ProposalItem({ proposal: { kpi, reasons }, isPicked, onPick }: ItemProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const against = reasons.filter(isObjection);
  return (
    <div className={styles.item}>
      <Checkbox
        label={kpi.name}
        value={isPicked}
        disabled={!onPick}
        aria-describedby={id}
        onChange={({ currentTarget }) => onPick?.(currentTarget.checked)}
      />
      <div id={id} className={styles.reasons}>
        <div>{[proposalText(kpi), ...reasons.filter((reason) => !isObjection(reason)).map(reasonText)].join(' ')}</div>
        {against.map((reason) => (
          <div key={reason.code}>
            <span className={styles.objection}>
              <Icon name="exclamation-triangle" size="sm" /> {reasonText(reason)}
            </span>
            {reason.code === 'no-index' && <SqlText sql={`${reason.ddl};`} />}
          </div>
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ padding: theme.spacing(1, 0), borderBottom: `1px solid ${theme.colors.border.weak}` }),
  reasons: css({
    marginLeft: theme.spacing(3),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  objection: css({ color: theme.colors.warning.text }),
});
