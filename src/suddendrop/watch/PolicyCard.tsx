import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Reading } from '../../kpi/detect/reading';
import type { KpiWatch } from '../../kpi/watch';
import type { Clock } from '../clock';
import { standingText, takenText, watchIcon } from './watchText';

interface Props {
  policies: readonly KpiWatch[];
  kpi: Reading['kpi'];
  clock: Clock;
  newPolicyHref?: string;
}

/** Each policy of a KPI: how it stands, who has the breach, and the links that the person may follow. */
export function PolicyCard({ policies, kpi, clock, newPolicyHref }: Props) {
  const styles = useStyles2(getStyles);
  if (policies.length === 0) {
    return <NoPolicy kpi={kpi} newPolicyHref={newPolicyHref} />;
  }
  return (
    <ul className={styles.list}>
      {policies.map((watch) => (
        <li key={`${watch.policyId} ${watch.value ?? ''}`}>
          <Stack direction="column" gap={0.5}>
            <a className={styles.title} href={watch.policyHref}>
              {watch.value === undefined ? watch.title : `${watch.title} · ${watch.value}`}
            </a>
            <span className={styles.standing}>
              <Icon key={watchIcon(watch)} name={watchIcon(watch)} aria-hidden />
              {standingText(watch, clock)}
              {watch.taken && ` · ${takenText(watch.taken, clock)}`}
            </span>
            <Stack direction="row" gap={1}>
              {watch.acknowledgeHref && (
                <LinkButton icon="check" href={watch.acknowledgeHref}>
                  {t('watch.acknowledge', 'Acknowledge')}
                </LinkButton>
              )}
              {watch.silenceHref && (
                <LinkButton variant="secondary" icon="bell-slash" href={watch.silenceHref}>
                  {t('watch.silence', 'Silence')}
                </LinkButton>
              )}
            </Stack>
          </Stack>
        </li>
      ))}
    </ul>
  );
}

function NoPolicy({ kpi: { id, name }, newPolicyHref }: Pick<Props, 'kpi' | 'newPolicyHref'>) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <span>{t('watch.nobody', 'No policy tells anybody when {{- name}} drops.', { name })}</span>
      {newPolicyHref ? (
        <LinkButton icon="plus" href={`${newPolicyHref}?${new URLSearchParams({ kpi: id })}`}>
          {t('watch.new', 'New policy')}
        </LinkButton>
      ) : (
        <span>{t('watch.ask', 'Ask an Editor to make one.')}</span>
      )}
    </Stack>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      listStyle: 'none',
    }),
    title: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
    standing: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  };
}
