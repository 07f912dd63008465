import { looseKpis, looseYaml } from '../../kpi/catalogue/loose';
import { parseCatalogue, parseCatalogueYaml, type CatalogueResult } from '../../kpi/catalogue/parse';
import { CATALOGUE_VERSION } from '../../kpi/catalogue/version';

/** A catalogue as it is being written, right or wrong: as text, or as KPIs of the form. */
export interface Written {
  /** What it says, or what is to be mended, line by line. */
  result: CatalogueResult;
  text?: string;
  kpis?: readonly unknown[];
}

export function fromText(text: string): Written {
  return { text, result: parseCatalogueYaml(text) };
}

/** Of KPIs with mistakes there is a text as well: lines are what the mistakes are told by. */
export function fromKpis(kpis: readonly unknown[]): Written {
  const result = parseCatalogue({ version: CATALOGUE_VERSION, kpis });
  return result.ok ? { kpis, result } : { kpis, ...fromText(looseYaml(kpis)) };
}

export function textOf({ text, kpis }: Written): string {
  return text ?? looseYaml(kpis ?? []);
}

/** The KPIs as they are written; undefined where the text is no list of them. */
export function kpisOf({ text, kpis }: Written): readonly unknown[] | undefined {
  return kpis ?? looseKpis(text ?? '');
}
