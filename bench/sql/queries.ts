import { catalogueSchema, type Kpi } from '../../src/kpi/catalogue/schema';
import { compileWindows } from '../../src/kpi/sql/windows';
import { REFERENCES, windowDaysBefore, type TimeWindow } from '../../src/kpi/time/windows';

/** One way to read now and its references: a statement, or several one after the other. */
export interface Way {
  name: string;
  statements: string[];
}

/** The KPI that all of the ways read: how many orders. */
export function ordersKpi(table: string): Kpi {
  const [kpi] = catalogueSchema.parse({
    version: 2,
    kpis: [
      {
        id: 'orders',
        name: 'Orders',
        area: 'customers',
        source: { kind: 'table', table, time: { column: 'created_at', type: 'timestamp' } },
        value: { kind: 'count' },
      },
    ],
  }).kpis;
  if (!kpi) {
    throw new Error('one KPI in, one KPI out');
  }
  return kpi;
}

/** Now and the references: the windows that a judged window is compared with. */
export function windowsOf(judged: TimeWindow) {
  return [{ id: 'now', days: 0 }, ...REFERENCES].map(({ id, days }) => ({
    slot: `judged/${id}`,
    ...windowDaysBefore(judged, days, 'UTC'),
  }));
}

/** The product's way first, then what people write by hand. */
export function waysOf(table: string, judged: TimeWindow): [Way, ...Way[]] {
  const kpi = ordersKpi(table);
  const windows = windowsOf(judged);
  const seconds = judged.to - judged.from;
  const oldest = Math.min(...windows.map(({ from }) => from));
  const all = `created_at >= FROM_UNIXTIME(${oldest}) AND created_at < FROM_UNIXTIME(${judged.to})`;
  const day = (epoch: number) => new Date(epoch * 1000).toISOString().slice(0, 10);
  const time = (epoch: number) => new Date(epoch * 1000).toISOString().slice(11, 19);
  return [
    { name: 'windows alone', statements: [compileWindows([kpi], windows)] },
    {
      name: 'one query a window',
      statements: windows.map(
        ({ from, to }) =>
          `SELECT COUNT(*) FROM ${table} WHERE created_at >= FROM_UNIXTIME(${from}) AND created_at < FROM_UNIXTIME(${to})`
      ),
    },
    {
      name: 'one contiguous scan',
      statements: [
        `SELECT FLOOR(UNIX_TIMESTAMP(created_at) / ${seconds}) AS bucket, COUNT(*) FROM ${table} WHERE ${all} GROUP BY bucket`,
      ],
    },
    {
      name: 'DATE() on the column',
      statements: [
        `SELECT DATE(created_at) AS day, COUNT(*) FROM ${table} WHERE DATE(created_at) IN (${windows
          .map(({ from }) => `'${day(from)}'`)
          .join(
            ', '
          )}) AND TIME(created_at) >= '${time(judged.from)}' AND TIME(created_at) < '${time(judged.to)}' GROUP BY day`,
      ],
    },
  ];
}
