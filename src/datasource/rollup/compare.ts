import type { Kpi } from '../../kpi/catalogue/schema';
import { agreementOf, comparedWindows, NEWEST, type Agreement } from '../../kpi/rollup/agreement';
import type { Rollup } from '../../kpi/rollup/rollup';
import { compileWindows, WHOLE, type Slice, type SlotWindow } from '../../kpi/sql/windows';
import type { Answer, Database } from '../database';
import { failureText } from '../failure';
import { sourceName } from '../labels';
import { rowsOf } from '../rows';

export interface KpiAgreement {
  kpi: Kpi;
  agreement: Agreement;
}

/** What is read of both. */
interface Part {
  id: string;
  windows: readonly SlotWindow[];
  slice: Slice;
}

/**
 * Reads KPIs from their rows and from the rollup, and compares: step by step, and by each dimension. Rejects, with what
 * to do, where one of the two can't be read.
 */
export async function compareRollup(
  database: Database,
  kpis: readonly Kpi[],
  rollup: Rollup,
  signal: AbortSignal
): Promise<KpiAgreement[]> {
  const steps = comparedWindows(rollup.kpis, Math.floor(Date.now() / 1000));
  const whole = steps.filter(({ slot }) => slot === NEWEST).map((window) => ({ ...window, bucket: undefined }));
  const parts: Part[] = [
    { id: 'steps', windows: steps, slice: WHOLE },
    ...rollup.dimensions.map((dimension) => ({
      id: dimension,
      windows: whole,
      slice: { by: [dimension], filters: [] },
    })),
  ];
  const answers = await database.read(
    parts.flatMap(({ id, windows, slice }) => [
      { id: `table/${id}`, sql: sqlOf(kpis, windows, slice) },
      { id: `rollup/${id}`, sql: sqlOf(rollup.kpis, windows, slice) },
    ]),
    { signal }
  );
  return kpis.map((kpi) => {
    const agreements = parts.map(({ id, windows, slice }) =>
      agreementOf(
        windows,
        rowsOf(frameOf(answers.get(`table/${id}`), sourceName(kpi)), kpi, slice),
        rowsOf(frameOf(answers.get(`rollup/${id}`)), kpi, slice)
      )
    );
    return {
      kpi,
      agreement: {
        compared: agreements.reduce((sum, { compared }) => sum + compared, 0),
        differences: agreements.flatMap(({ differences }) => differences),
      },
    };
  });
}

/** In one zone: no step is long enough to follow a calendar, and KPIs of several zones share the statement. */
function sqlOf(kpis: readonly Kpi[], windows: readonly SlotWindow[], slice: Slice): string {
  return compileWindows(
    kpis.map((kpi) => ({ ...kpi, zone: 'UTC' })),
    windows,
    slice
  );
}

/** What the catalogue names is mended there; of a rollup that isn't there yet the server's words are enough. */
function frameOf(answer: Answer | undefined, source?: string) {
  if (!answer?.ok) {
    const reason = answer?.reason ?? '';
    throw new Error(source === undefined ? reason : failureText({ reason }, source));
  }
  return answer.frame;
}
