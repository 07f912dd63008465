import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { Reason } from '../../kpi/discover/propose';

/** What a KPI is, such as "Sum of amount in payments". */
export function proposalText({ source, value }: Kpi): string {
  const table = source.kind === 'sql' ? '' : source.table;
  switch (value.kind) {
    case 'count':
      return t('discover.count', 'Rows of {{- table}}.', { table });
    case 'distinct':
      return t('discover.distinct', 'Different {{- column}} in {{- table}}.', { column: value.column, table });
    case 'sum':
      return t('discover.sum', 'Sum of {{- column}} in {{- table}}.', { column: value.column, table });
    case 'average':
      return t('discover.average', 'Mean of {{- column}} in {{- table}}.', { column: value.column, table });
    case 'maximum':
      return t('discover.maximum', 'Highest {{- column}} in {{- table}}.', { column: value.column, table });
    case 'last':
      return t('discover.last', 'Newest {{- column}} in {{- table}}.', { column: value.column, table });
    case 'ratio':
      return t('discover.ratio', 'A share of the rows of {{- table}}.', { table });
  }
}

/** Why it is proposed, or what speaks against it, as a sentence. */
export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'time':
      return t('discover.time', '{{- column}} ({{type}}) says when.', reason);
    case 'zone':
      return zoneText(reason);
    case 'money':
      return t('discover.money', '{{- column}} looks like money.', reason);
    case 'counted':
      return t('discover.counted', '{{- column}} looks like a number of things.', reason);
    case 'people':
      return t('discover.people', '{{- column}} looks like who it was.', reason);
    case 'status':
      return t('discover.status', '{{- column}} says how it went; good is: {{- values}}.', reason);
    case 'dimensions':
      return t('discover.dimensions', 'Can be split by {{- columns}}, which have few values.', reason);
    case 'index':
      return t('discover.index', 'The index “{{- index}}” begins with the time, so that reading is quick.', reason);
    case 'sampler':
      return t('discover.sampler', "Written by the sampler of MySQL's own health.");
    case 'no-index':
      return t(
        'discover.no-index',
        'No index begins with the time: each reading would go through the whole table. Have a DBA create this one:'
      );
    case 'view':
      return t('discover.view', 'It is a view: Check tells whether an index serves it.');
    case 'quiet':
      return t('discover.quiet', 'Nothing was written for {{days}} days.', reason);
    case 'empty':
      return t('discover.empty', 'The table is empty.');
    case 'set-aside':
      return t('discover.set-aside', 'By its name the table is a copy, or something technical.');
  }
}

function zoneText({ column, zone, from }: Extract<Reason, { code: 'zone' }>): string {
  switch (from) {
    case 'comment':
      return t('discover.zone-comment', 'The comment of {{- column}} says that its clock is that of {{- zone}}.', {
        column,
        zone,
      });
    case 'clock':
      return t('discover.zone-clock', 'By its newest row the clock of {{- column}} is that of {{- zone}}.', {
        column,
        zone,
      });
    case 'guess':
      return t(
        'discover.zone-guess',
        'The clock of {{- column}} is taken for that of {{- zone}}: nothing says otherwise.',
        { column, zone }
      );
  }
}

/** Whether it is something to think about before the KPI is taken. */
export function isObjection({ code }: Reason): boolean {
  return ['no-index', 'quiet', 'empty', 'set-aside'].includes(code);
}
