import type { DataSourceSettings } from '@grafana/data';
import { useMemo, useState } from 'react';
import { stringify } from 'yaml';

import type { CatalogueResult } from '../../kpi/catalogue/parse';
import { readSettings, type BusinessKpiOptions } from '../types';
import { fromKpis, fromText, kpisOf, textOf, type Written } from './written';

/** The catalogue that is being edited, and how to change it. */
export interface CatalogueWork {
  /** As Grafana has it: in use until the next save. */
  stored: CatalogueResult;
  /** What it says as it stands, or what is to be mended. */
  result: CatalogueResult;
  /** The KPIs as they stand, right or wrong; undefined where the text is no list of them. */
  kpis: readonly unknown[] | undefined;
  /** As YAML. */
  text(): string;
  setKpis(kpis: readonly unknown[]): void;
  setText(text: string): void;
  /** Gives up what was written since the last save. */
  revert(): void;
}

type Changed = Pick<BusinessKpiOptions, 'catalogue' | 'draft'>;

/**
 * What is written is kept here: parsed and written back, a text would lose its comments and the place of the cursor.
 * With mistakes in it, it is a draft, and the stored catalogue stays in use.
 */
export function useCatalogue(
  options: DataSourceSettings<BusinessKpiOptions>,
  onChange: (changed: Changed) => void
): CatalogueWork {
  const saved = useSaved(options);
  const stored = useMemo(() => readSettings(saved).catalogue, [saved]);
  const [written, setWritten] = useState(() => initially(saved, stored));
  const kpis = useMemo(() => kpisOf(written), [written]);

  const write = (next: Written) => {
    setWritten(next);
    onChange(
      next.result.ok
        ? { catalogue: next.result.catalogue, draft: undefined }
        : { catalogue: saved.catalogue, draft: textOf(next) }
    );
  };
  return {
    stored,
    result: written.result,
    kpis,
    text: () => textOf(written),
    setKpis: (next) => write(fromKpis(next)),
    setText: (text) => write(fromText(text)),
    revert: () => write(initially({ catalogue: saved.catalogue }, stored)),
  };
}

/** The options as Grafana has stored them: it counts a version up with each save. */
function useSaved({ version, jsonData }: DataSourceSettings<BusinessKpiOptions>): BusinessKpiOptions {
  const [saved, setSaved] = useState({ version, jsonData });
  if (saved.version !== version) {
    setSaved({ version, jsonData });
  }
  return saved.jsonData;
}

function initially({ catalogue, draft }: BusinessKpiOptions, stored: CatalogueResult): Written {
  if (draft !== undefined) {
    return fromText(draft);
  }
  return stored.ok ? fromKpis(stored.catalogue.kpis) : fromText(stringify(catalogue));
}
