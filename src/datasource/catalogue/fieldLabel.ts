import { t } from '@grafana/i18n';

/** A field of the catalogue (`value.numerator.source.time.zone`) in words. */
export function fieldLabel(field: string): string {
  const [, side, rest] = /^value\.(numerator|denominator)\.?(.*)$/.exec(field) ?? [];
  if (side === undefined || rest === undefined) {
    return ownLabel(field);
  }
  const label = side === 'numerator' ? t('kpi.numerator', 'Numerator') : t('kpi.denominator', 'Denominator');
  return rest === '' ? label : `${label}: ${ownLabel(rest.startsWith('source') ? rest : `value.${rest}`)}`;
}

function ownLabel(field: string): string {
  switch (field.replace(/\.\d+(\.\w+)?$/, '')) {
    case 'id':
      return t('kpi.id', 'Id');
    case 'name':
      return t('kpi.name', 'Name');
    case 'description':
      return t('kpi.description', 'Description');
    case 'area':
      return t('kpi.area', 'Area');
    case 'source':
    case 'source.kind':
      return t('kpi.source', 'Source');
    case 'source.table':
      return t('kpi.table', 'Table');
    case 'source.events':
      return t('kpi.events', 'Column of event counts');
    case 'source.sql':
      return t('kpi.sql', 'SQL');
    case 'source.time':
    case 'source.time.column':
      return t('kpi.time-column', 'Time column');
    case 'source.time.type':
      return t('kpi.time-type', 'Type of the time column');
    case 'source.time.zone':
      return t('kpi.time-zone', 'Time zone of the time column');
    case 'source.filters':
    case 'value.filters':
      return t('kpi.filters', 'Filters');
    case 'value':
    case 'value.kind':
      return t('kpi.value', 'Value');
    case 'value.column':
      return t('kpi.value-column', 'Column of the value');
    case 'dimensions':
      return t('kpi.dimensions', 'Dimensions');
    case 'unit':
      return t('kpi.unit', 'Unit');
    case 'price':
    case 'price.amount':
      return t('kpi.price', 'What one is worth');
    case 'price.currency':
      return t('kpi.currency', 'Currency');
    case 'goodDirection':
      return t('kpi.direction', 'Good direction');
    case 'ingestDelay':
      return t('kpi.ingest-delay', 'Ingest delay');
    case 'zone':
      return t('kpi.zone', 'Time zone of the calendar');
    case 'holidays':
      return t('kpi.holidays', 'Holidays');
    case 'owner':
      return t('kpi.owner', 'Owner team');
    case 'runbook':
      return t('kpi.runbook', 'Runbook');
    case 'links':
      return t('kpi.links', 'Links');
    default:
      return field;
  }
}
