import { t } from '@grafana/i18n';

import { filterSchema, type Filter } from '../../kpi/catalogue/filter';
import type { FieldChange } from '../../kpi/catalogue/diff';
import { operatorLabel } from '../FilterRows';
import { areaLabel, AREAS } from '../labels';
import { directions, sourceKinds, timeTypes, valueKinds } from './choices';
import { fieldLabel } from './fieldLabel';
import { listText, literalText } from './literalText';

/** Such as "Table: orders → shop.orders"; of lists, what is new in them and what is gone. */
export function changeText({ field, before, after }: FieldChange): string {
  const label = fieldLabel(field);
  if (Array.isArray(before) || Array.isArray(after)) {
    return `${label}: ${listChange(items(before), items(after))}`;
  }
  return `${label}: ${wordOf(field, before)} → ${wordOf(field, after)}`;
}

function listChange(before: readonly string[], after: readonly string[]): string {
  const gone = before.filter((item) => !after.includes(item));
  const come = after.filter((item) => !before.includes(item));
  const parts = [
    ...(come.length > 0 ? [t('changes.come', 'added {{- items}}', { items: come.join('; ') })] : []),
    ...(gone.length > 0 ? [t('changes.gone', 'removed {{- items}}', { items: gone.join('; ') })] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : t('changes.order', 'in another order');
}

function items(list: unknown): string[] {
  return Array.isArray(list) ? list.map(itemText) : [];
}

function itemText(item: unknown): string {
  const filter = filterSchema.safeParse(item);
  if (filter.success) {
    return conditionText(filter.data);
  }
  return typeof item === 'object' && item !== null ? Object.values(item).join(' ') : String(item);
}

function conditionText(filter: Filter): string {
  const start = `${filter.column} ${operatorLabel(filter.op)}`;
  switch (filter.op) {
    case 'in':
    case 'not in':
      return `${start} ${listText(filter.values)}`;
    case 'between':
      return `${start} ${listText([filter.from, filter.to])}`;
    case 'is null':
    case 'is not null':
      return start;
    default:
      return `${start} ${literalText(filter.value)}`;
  }
}

/** What a field says, as the form says it. */
function wordOf(field: string, value: unknown): string {
  if (value === undefined) {
    return t('changes.nothing', 'nothing');
  }
  const options =
    field === 'area' ? AREAS.map((area) => ({ value: area, label: areaLabel(area) })) : (optionsOf(field) ?? []);
  return options.find((option) => option.value === value)?.label ?? String(value);
}

function optionsOf(field: string): ReadonlyArray<{ value: string; label?: string }> | undefined {
  if (field === 'goodDirection') {
    return directions();
  }
  if (field.endsWith('time.type')) {
    return timeTypes();
  }
  if (field.endsWith('source.kind')) {
    return sourceKinds();
  }
  return field.endsWith('.kind') ? valueKinds() : undefined;
}
