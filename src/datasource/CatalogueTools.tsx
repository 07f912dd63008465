import { t, Trans } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import { withKpi } from '../kpi/catalogue/presets';
import { EMPTY_CATALOGUE, type Catalogue } from '../kpi/catalogue/schema';
import { CheckDrawer } from './check/CheckDrawer';
import { DiscoverDrawer } from './discover/DiscoverDrawer';
import { readSettings, type BusinessKpiOptions } from './types';

interface Props {
  options: BusinessKpiOptions;
  readOnly: boolean;
  onChange(catalogue: Catalogue): void;
}

type Tool = 'discover' | 'check';

/** What helps with a catalogue beside writing it. Each needs the database, and a catalogue that can be read. */
export function CatalogueTools({ options, readOnly, onChange }: Props) {
  const [open, setOpen] = useState<Tool>();
  const settings = readSettings(options);
  const catalogue = settings.catalogue.ok ? settings.catalogue.catalogue : EMPTY_CATALOGUE;
  const isMended = settings.catalogue.ok && options.draft === undefined;
  const close = () => setOpen(undefined);
  return (
    <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
      <Button
        variant="secondary"
        icon="search"
        disabled={settings.mysqlUid === undefined || !isMended}
        tooltip={toolTip(settings.mysqlUid !== undefined, isMended)}
        onClick={() => setOpen('discover')}
      >
        <Trans i18nKey="tools.discover">Discover KPIs</Trans>
      </Button>
      <Button
        variant="secondary"
        icon="check-circle"
        disabled={settings.mysqlUid === undefined || !isMended || catalogue.kpis.length === 0}
        tooltip={toolTip(settings.mysqlUid !== undefined, isMended)}
        onClick={() => setOpen('check')}
      >
        <Trans i18nKey="tools.check">Check the KPIs</Trans>
      </Button>
      {open === 'check' && <CheckDrawer settings={settings} catalogue={catalogue} onClose={close} />}
      {open === 'discover' && (
        <DiscoverDrawer
          settings={settings}
          catalogue={catalogue}
          onClose={close}
          onAdd={
            readOnly
              ? undefined
              : (kpis) => {
                  onChange(kpis.reduce(withKpi, catalogue));
                  close();
                }
          }
        />
      )}
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
