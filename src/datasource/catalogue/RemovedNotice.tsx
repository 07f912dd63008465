import { t, Trans } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';

import { kpiRows, withInserted } from './kpiRows';
import { kpiName } from './KpiListRow';
import type { CatalogueWork } from './useCatalogue';

interface Removed {
  kpi: unknown;
  index: number;
}

/** What was removed, and how to have it back. */
export interface RemovedKpis {
  removed: readonly Removed[];
  remove(index: number): void;
  /** Puts the one back that was removed last. */
  putBack(): void;
}

export function useRemoved({ kpis = [], setKpis }: Pick<CatalogueWork, 'kpis' | 'setKpis'>): RemovedKpis {
  const [removed, setRemoved] = useState<readonly Removed[]>([]);
  return {
    removed,
    remove: (index: number) => {
      setRemoved([...removed, { kpi: kpis[index], index }]);
      setKpis(kpis.filter((_, place) => place !== index));
    },
    putBack: () => {
      const last = removed.at(-1);
      if (last) {
        setRemoved(removed.slice(0, -1));
        setKpis(withInserted(kpis, last.index, last.kpi));
      }
    },
  };
}

/** Says which KPI was removed last, and takes the keyboard to what puts it back. */
export function RemovedNotice({ removed, putBack }: Pick<RemovedKpis, 'removed' | 'putBack'>) {
  const last = removed.at(-1);
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(removed.length);
  useEffect(() => {
    if (removed.length > before.current) {
      button.current?.focus();
    }
    before.current = removed.length;
  }, [removed.length]);
  const [row] = last ? kpiRows([last.kpi], []) : [];
  return (
    <div role="status">
      {row && (
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <Text color="secondary">
            {t('kpis.removed', '{{- name}} is removed with the next save.', { name: kpiName(row) })}
          </Text>
          <Button variant="secondary" size="sm" icon="history" ref={button} onClick={putBack}>
            <Trans i18nKey="kpis.put-back">Put it back</Trans>
          </Button>
        </Stack>
      )}
    </div>
  );
}
