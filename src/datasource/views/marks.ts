import { createDataFrame, FieldType, textUtil, type DataFrame } from '@grafana/data';

/** A mark on a dashboard's curves: an instant, or a region where `to` is later. Epoch seconds. */
export interface Mark {
  from: number;
  to?: number;
  /** Plain text, line by line. */
  lines: string[];
  tags: string[];
}

/**
 * Marks as Grafana reads annotations: by the names of these fields. It shows texts as HTML; they come from databases
 * and people, and are to be read as they are.
 */
export function marksFrame(name: string, marks: readonly Mark[], notice?: string): DataFrame {
  return createDataFrame({
    name,
    meta: {
      preferredVisualisationType: 'table',
      ...(notice !== undefined && { notices: [{ severity: 'info' as const, text: notice }] }),
    },
    fields: [
      { name: 'time', type: FieldType.time, values: marks.map(({ from }) => from * 1000) },
      { name: 'timeEnd', type: FieldType.time, values: marks.map(({ from, to = from }) => to * 1000) },
      {
        name: 'text',
        type: FieldType.string,
        values: marks.map(({ lines }) => lines.map((line) => textUtil.escapeHtml(line)).join('<br>')),
      },
      { name: 'tags', type: FieldType.other, values: marks.map(({ tags }) => tags) },
    ],
  });
}
