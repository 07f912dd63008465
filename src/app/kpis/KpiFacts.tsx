import { css } from '@emotion/css';
import { textUtil, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import { definitionOf } from './definition';
import { Freshness } from './Freshness';
import type { ListedKpi } from './listing';
import { Watchers } from './Watchers';

interface Props {
  listed: ListedKpi;
  mayEdit: boolean;
}

/** What a KPI is, whose it is and who watches it. */
export function KpiFacts({ listed, mayEdit }: Props) {
  const styles = useStyles2(getStyles);
  const { kpi } = listed;
  const links = [
    ...(kpi.runbook ? [{ title: t('kpi.runbook', 'Runbook'), url: kpi.runbook }] : []),
    ...(kpi.links ?? []),
  ];
  return (
    <aside className={styles.facts}>
      <Part title={t('kpis.watched-by', 'Watched by')}>
        <Watchers {...{ listed, mayEdit }} />
      </Part>
      <Part title={t('kpi.owner', 'Owner')}>
        <Text>{kpi.owner ?? t('kpi.no-owner', 'nobody, says the catalogue')}</Text>
      </Part>
      {links.length > 0 && (
        <Part title={t('kpi.links', 'Links')}>
          {links.map(({ title, url }) => (
            <div key={url}>
              <TextLink inline={false} external href={textUtil.sanitizeUrl(url)}>
                {title}
              </TextLink>
            </div>
          ))}
        </Part>
      )}
      <Part title={t('kpi.freshness', 'Freshness')}>
        <Freshness listed={listed} />
      </Part>
      <Part title={t('kpi.definition', 'Definition')}>
        {kpi.description && <Text element="p">{kpi.description}</Text>}
        <dl className={styles.list}>
          {definitionOf(kpi).map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Part>
    </aside>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <Text element="h2" variant="h6" color="secondary">
        {title}
      </Text>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  list: css({
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: theme.spacing(0, 0, 1) },
  }),
});
