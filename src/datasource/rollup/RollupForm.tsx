import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Checkbox, Combobox, Field, Input, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import { qualifiedName } from '../../kpi/catalogue/filter';
import type { Catalogue, Kpi } from '../../kpi/catalogue/schema';
import { planRollup, rollupTable, type RollupCandidate } from '../../kpi/rollup/rollup';
import { refreshStatement, rollupStatements } from '../../kpi/sql/rollup';
import { scriptText } from '../../kpi/sql/script';
import type { ScriptServer } from '../scriptServer';
import { SqlText } from '../SqlText';
import { RollupComparison } from './RollupComparison';
import { obstacleText } from './rollupText';

const WEEK = 7 * 86_400;

interface Props {
  server: ScriptServer;
  candidate: RollupCandidate;
  catalogue: Catalogue;
  onSwitch?(kpis: readonly Kpi[]): void;
}

/** What a rollup is to be, the script that makes it, and the way over to it. */
export function RollupForm({ server, candidate, catalogue, onSwitch }: Props) {
  const { kpis, others } = candidate;
  const [proposed] = useState(() => rollupTable(candidate, catalogue.kpis));
  const [table, setTable] = useState(proposed);
  const [late, setLate] = useState(900);
  const [weeks, setWeeks] = useState(4);
  const [withEvent, setWithEvent] = useState(true);
  const [now] = useState(() => Math.floor(Date.now() / 1000));
  const [comparisons, setComparisons] = useState(0);
  const isTable = qualifiedName.safeParse(table).success;
  const rollup = kpis.length > 0 ? planRollup(kpis, isTable ? table : proposed, server.place) : undefined;
  const names = kpis.map(({ name }) => name).join(', ');

  return (
    <Stack direction="column" gap={2}>
      {kpis.length > 0 && (
        <Text>{t('rollup.told', 'Told from minutes as well as from rows: {{- names}}.', { names })}</Text>
      )}
      {others.length > 0 && (
        <Alert severity="info" title={t('rollup.others', 'These KPIs stay with the table')}>
          <ul>
            {others.map(({ kpi, obstacle }) => (
              <li key={kpi.id}>
                {kpi.name}: {obstacleText(obstacle)}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {rollup && (
        <>
          <Stack direction="row" gap={2} wrap="wrap">
            <Field
              label={t('rollup.table', 'Table of minutes')}
              htmlFor="kpiwatch-rollup-table"
              invalid={!isTable}
              error={t('issue.table', 'must be the name of a table, or database.table')}
              noMargin
            >
              <Input
                id="kpiwatch-rollup-table"
                width={40}
                value={table}
                onChange={({ currentTarget }) => setTable(currentTarget.value)}
              />
            </Field>
            <Field label={t('rollup.late', 'Rows come at most so late')} htmlFor="kpiwatch-rollup-late" noMargin>
              <Combobox
                id="kpiwatch-rollup-late"
                width={20}
                value={late}
                options={[
                  { value: 900, label: t('rollup.minutes', '{{count}} minutes', { count: 15 }) },
                  { value: 3600, label: t('rollup.hours', '{{count}} hours', { count: 1 }) },
                  { value: 21_600, label: t('rollup.hours', '{{count}} hours', { count: 6 }) },
                  { value: 86_400, label: t('rollup.hours', '{{count}} hours', { count: 24 }) },
                ]}
                onChange={(option) => setLate(option.value)}
              />
            </Field>
            <Field label={t('rollup.backfill', 'Sum up the past')} htmlFor="kpiwatch-rollup-backfill" noMargin>
              <Combobox
                id="kpiwatch-rollup-backfill"
                width={20}
                value={weeks}
                options={[4, 8, 13, 53].map((count) => ({
                  value: count,
                  label: t('rollup.weeks', '{{count}} weeks', { count }),
                }))}
                onChange={(option) => setWeeks(option.value)}
              />
            </Field>
          </Stack>
          <div>
            <Checkbox
              label={t('rollup.event', 'An event of the server refreshes it every minute')}
              value={withEvent}
              onChange={({ currentTarget }) => setWithEvent(currentTarget.checked)}
            />
          </div>
          <section aria-label={t('rollup.script', 'The script, for a DBA to run once')}>
            <Text element="h3" variant="h5">
              {t('rollup.script', 'The script, for a DBA to run once')}
            </Text>
            <SqlText
              sql={scriptText(
                rollupStatements(rollup, {
                  reader: server.reader,
                  late,
                  backfill: { from: now - weeks * WEEK, to: now },
                  withEvent,
                  writtenAt: now,
                })
              )}
            />
            {!withEvent && (
              <>
                <Text>
                  <Trans i18nKey="rollup.scheduler">For your own scheduler, every minute:</Trans>
                </Text>
                <SqlText sql={`${refreshStatement(rollup, late)};`} />
              </>
            )}
          </section>
          <section aria-label={t('rollup.switch-title', 'Then compare, and switch over')}>
            <Stack direction="column" gap={1} alignItems="flex-start">
              <Text element="h3" variant="h5">
                {t('rollup.switch-title', 'Then compare, and switch over')}
              </Text>
              <Text color="secondary">
                <Trans i18nKey="rollup.compare-what">
                  Reads the newest three hours, and an hour of each of the three weeks before, from both.
                </Trans>
              </Text>
              <Button
                variant="secondary"
                icon="exchange-alt"
                disabled={!isTable}
                onClick={() => setComparisons(comparisons + 1)}
              >
                <Trans i18nKey="rollup.compare">Compare table and rollup</Trans>
              </Button>
              {comparisons > 0 && (
                <RollupComparison
                  key={`${comparisons} ${table}`}
                  database={server.database}
                  kpis={kpis}
                  rollup={rollup}
                  onSwitch={onSwitch}
                />
              )}
            </Stack>
          </section>
        </>
      )}
    </Stack>
  );
}
