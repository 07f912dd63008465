import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Card, Icon, LinkButton, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { currentAccess } from '../../grafana/access';
import { listAlertableOf, listKpiDataSources, type KpiDataSource } from '../../grafana/datasources';
import { findKpi } from '../../kpi/catalogue/parse';
import { isWatchedBy, PRESETS, type Preset } from '../../policy/presets';
import { ErrorAlert } from '../errors/ErrorAlert';
import { usePolicies } from '../policies/usePolicies';
import { dataSourceHref, hrefOf, POLICIES_PATH, policyPath, presetPolicyPath } from '../routes';
import { areaName } from '../words';
import { presetName, presetWhen } from './words';

const AREAS = ['customers', 'sellers', 'systems'] as const;

/** What a team can't afford to miss: what of it is watched, and a policy in one click for the rest. */
export function PresetsPage() {
  const [kpiSources] = useState(listKpiDataSources);
  const [prometheus] = useState(() => listAlertableOf('prometheus'));
  const policies = usePolicies();
  const { editPolicies } = currentAccess();
  const styles = useStyles2(getStyles);
  const watching = policies.data?.flatMap(({ stored }) => (stored.kind === 'policy' ? [stored.policy] : []));
  return (
    <PluginPage
      pageNav={{
        text: t('presets.title', 'Presets'),
        parentItem: { text: t('policies.title', 'Alert policies'), url: hrefOf(POLICIES_PATH) },
      }}
      subTitle={t(
        'presets.subtitle',
        'What somebody must act on, in every shop. One click fills a policy in; say who is told, and save.'
      )}
    >
      <Stack direction="column" gap={3}>
        {policies.isError && <ErrorAlert error={policies.error} />}
        {AREAS.map((area) => (
          <section key={area} aria-labelledby={`presets-${area}`}>
            <Text element="h2" variant="h4" id={`presets-${area}`}>
              {areaName(area)}
            </Text>
            <ul className={styles.cards}>
              {PRESETS.filter((preset) => preset.area === area).map((preset) => (
                <li key={preset.id}>
                  <PresetCard
                    preset={preset}
                    source={'kpi' in preset.watches ? sourceOf(preset.watches.kpi, kpiSources) : prometheus[0]?.uid}
                    catalogue={kpiSources[0]?.uid}
                    watchers={watching?.filter((policy) => isWatchedBy(preset, policy))}
                    mayEdit={editPolicies}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Stack>
    </PluginPage>
  );
}

interface CardProps {
  preset: Preset;
  /** Uid of the data source that has what is watched; undefined where none has. */
  source?: string;
  /** Uid of the data source to whose catalogue a KPI can be added. */
  catalogue?: string;
  /** Undefined while the policies are not known. */
  watchers?: ReadonlyArray<{ id: string; title: string }>;
  mayEdit: boolean;
}

function PresetCard({ preset, source, catalogue, watchers, mayEdit }: CardProps) {
  const name = presetName(preset.id);
  const isWatched = watchers !== undefined && watchers.length > 0;
  return (
    <Card noMargin>
      <Card.Heading>{name}</Card.Heading>
      <Card.Description>{presetWhen(preset.id)}</Card.Description>
      <Card.Meta>
        {isWatched ? (
          <Watchers watchers={watchers} />
        ) : source === undefined ? (
          <Missing preset={preset} catalogue={catalogue} />
        ) : watchers === undefined ? (
          // Not known yet, or not at all: the page says why. The line keeps its place.
          <span>…</span>
        ) : (
          <Unwatched />
        )}
      </Card.Meta>
      {mayEdit && source !== undefined && (
        <Card.Actions>
          <LinkButton
            size="sm"
            variant={isWatched ? 'secondary' : 'primary'}
            href={hrefOf(presetPolicyPath(preset.id, source))}
            aria-label={t('presets.watch-one', 'Watch {{- name}}', { name })}
          >
            {t('presets.watch', 'Watch')}
          </LinkButton>
        </Card.Actions>
      )}
    </Card>
  );
}

/** A component each: Grafana's icon keeps its picture when its name alone changes. */
function Watchers({ watchers }: { watchers: ReadonlyArray<{ id: string; title: string }> }) {
  return (
    <span>
      <Icon name="check-circle" aria-hidden /> {t('presets.watched', 'Watched by')}{' '}
      {watchers.map(({ id, title }, index) => (
        <React.Fragment key={id}>
          {index > 0 && ', '}
          <TextLink href={policyPath(id)}>{title}</TextLink>
        </React.Fragment>
      ))}
    </span>
  );
}

function Unwatched() {
  return (
    <span>
      <Icon name="eye-slash" aria-hidden /> {t('presets.unwatched', 'Nobody watches it')}
    </span>
  );
}

/** What is to be set up before it can be watched, and where. */
function Missing({ preset: { watches }, catalogue }: Pick<CardProps, 'preset' | 'catalogue'>) {
  const { setUp } = currentAccess();
  if ('expr' in watches) {
    return <span>{t('presets.no-prometheus', 'Needs a Prometheus data source')}</span>;
  }
  return (
    <span>
      {t('presets.no-kpi', 'No catalogue has the KPI "{{- kpi}}"', { kpi: watches.kpi })}
      {setUp && catalogue !== undefined && (
        <>
          {' '}
          <TextLink href={dataSourceHref(catalogue)}>{t('presets.add-kpi', 'Add it')}</TextLink>
        </>
      )}
    </span>
  );
}

/** The data source whose catalogue has that KPI. */
function sourceOf(kpi: string, sources: readonly KpiDataSource[]): string | undefined {
  return sources.find(({ catalogue }) => catalogue.ok && findKpi(catalogue.catalogue, kpi))?.uid;
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
    gap: theme.spacing(1),
    listStyle: 'none',
    marginTop: theme.spacing(1),
    // Of cards in a row the shorter have their words at the top all the same: what is left over goes below them.
    '> li > *': { height: '100%', gridTemplateRows: 'auto auto 1fr auto' },
  }),
});
