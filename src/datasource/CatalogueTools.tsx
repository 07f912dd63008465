import { t, Trans } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import { withKpi } from '../kpi/catalogue/presets';
import { EMPTY_CATALOGUE, type Catalogue, type Kpi } from '../kpi/catalogue/schema';
import { CheckDrawer } from './check/CheckDrawer';
import { DiscoverDrawer } from './discover/DiscoverDrawer';
import { RollupDrawer } from './rollup/RollupDrawer';
import { SamplerDrawer } from './sampler/SamplerDrawer';
import { readSettings, type BusinessKpiOptions } from './types';

interface Props {
  options: BusinessKpiOptions;
  readOnly: boolean;
  onChange(catalogue: Catalogue): void;
}

type Tool = 'discover' | 'check' | 'rollup' | 'sampler';

/** What helps with a catalogue beside writing it. Each needs the database, and a catalogue that can be read. */
export function CatalogueTools({ options, readOnly, onChange }: Props) {
  const [open, setOpen] = useState<Tool>();
  const settings = readSettings(options);
  const catalogue = settings.catalogue.ok ? settings.catalogue.catalogue : EMPTY_CATALOGUE;
  const isMended = settings.catalogue.ok && options.draft === undefined;
  const close = () => setOpen(undefined);
  const change = (kpis: Kpi[]) => {
    onChange({ ...catalogue, kpis });
    close();
  };
  const add = readOnly ? undefined : (kpis: Kpi[]) => change(kpis.reduce(withKpi, catalogue).kpis);
  const opener = (tool: Tool, needsKpis: boolean) => ({
    variant: 'secondary' as const,
    disabled: settings.mysqlUid === undefined || !isMended || (needsKpis && catalogue.kpis.length === 0),
    tooltip: toolTip(settings.mysqlUid !== undefined, isMended),
    onClick: () => setOpen(tool),
  });
  return (
    <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
      <Button icon="search" {...opener('discover', false)}>
        <Trans i18nKey="tools.discover">Discover KPIs</Trans>
      </Button>
      <Button icon="check-circle" {...opener('check', true)}>
        <Trans i18nKey="tools.check">Check the KPIs</Trans>
      </Button>
      <Button icon="clock-nine" {...opener('rollup', true)}>
        <Trans i18nKey="tools.rollup">Roll up a table</Trans>
      </Button>
      <Button icon="database" {...opener('sampler', false)}>
        <Trans i18nKey="tools.sampler">MySQL&apos;s own health</Trans>
      </Button>
      {open === 'check' && <CheckDrawer settings={settings} catalogue={catalogue} onClose={close} />}
      {open === 'discover' && <DiscoverDrawer settings={settings} catalogue={catalogue} onClose={close} onAdd={add} />}
      {open === 'rollup' && (
        <RollupDrawer
          settings={settings}
          catalogue={catalogue}
          onClose={close}
          onSwitch={
            readOnly
              ? undefined
              : (switched) => change(catalogue.kpis.map((kpi) => switched.find(({ id }) => id === kpi.id) ?? kpi))
          }
        />
      )}
      {open === 'sampler' && <SamplerDrawer settings={settings} catalogue={catalogue} onClose={close} onAdd={add} />}
    </Stack>
  );
}

/** Why a tool can't be used yet. */
function toolTip(hasDatabase: boolean, isMended: boolean): string | undefined {
  if (!hasDatabase) {
    return t('tools.no-database', 'Choose the MySQL data source first.');
  }
  return isMended ? undefined : t('tools.draft', 'Mend the mistakes of the catalogue first.');
}
