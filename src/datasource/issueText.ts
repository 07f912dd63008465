import { t } from '@grafana/i18n';

import type { CatalogueIssue } from '../kpi/catalogue/issues';

/** Such as "Line 4, kpis.0.name: …"; what a catalogue says of itself has no line when it was not written as text. */
export function issueText(issue: CatalogueIssue): string {
  const { line, field } = issue;
  const place = [...(line === undefined ? [] : [lineLabel(line)]), ...(field === '' ? [] : [field])].join(', ');
  return place === '' ? issueMessage(issue) : `${place}: ${issueMessage(issue)}`;
}

export function lineLabel(line: number): string {
  return t('issue.line', 'Line {{line}}', { line });
}

/** What is wrong with a field and how to mend it, in the person's language. */
export function issueMessage({ code, detail }: CatalogueIssue): string {
  switch (code) {
    case 'id':
      return t('issue.id', 'must be a short name: a-z, 0-9 and _, beginning with a letter');
    case 'column':
      return t('issue.column', 'must be the name of one column: letters, digits and _ only');
    case 'table':
      return t('issue.table', 'must be the name of a table, or database.table');
    case 'zone':
      return t('issue.zone', 'must be a time zone such as Asia/Seoul or UTC');
    case 'duration':
      return t('issue.duration', 'must be a duration such as 30s, 10m or 2h');
    case 'link':
      return t('issue.link', 'must be a link that starts with http:// or https://');
    case 'date':
      return t('issue.date', 'must be a day such as 2026-12-25; in YAML in quotes');
    case 'price':
      return t('issue.price', 'must be a number above 0');
    case 'price-kind':
      return t('issue.price-kind', 'is for KPIs that count: their value is count or distinct');
    case 'currency':
      return t('issue.currency', 'must be the three letters of a currency, such as KRW');
    case 'literal':
      return t('issue.literal', 'must be a text, a number, true or false');
    case 'taken':
      return t('issue.taken', 'is taken by an earlier KPI: choose another one');
    case 'rollup':
      return t(
        'issue.rollup',
        "can't be told from a rollup, which has sums alone: use count, sum, average or maximum, or another source"
      );
    case 'sql-select':
      return t('issue.sql-select', 'must be one SELECT (or WITH … SELECT)');
    case 'sql-time':
      return t(
        'issue.sql-time',
        'must have {time}, or {time:o.created_at}, as a condition where the range of time belongs, and no other braces'
      );
    case 'sql-characters':
      return t('issue.sql-characters', 'must do without comments and without \\ $ ; # @ [[, inside quotes too');
    case 'sql-quotes':
      return t('issue.sql-quotes', 'has a quote that nothing closes');
    case 'sql-parentheses':
      return t('issue.sql-parentheses', "has parentheses that don't match");
    case 'sql-words':
      return t('issue.sql-words', 'must only read: no INTO, no locks, no SLEEP and the like');
    case 'missing':
      return t('issue.missing', 'is missing: write it');
    case 'unknown-field':
      return t('issue.unknown-field', 'has fields that nobody knows: {{- detail}}. Mend or remove them', { detail });
    case 'choice':
      return t('issue.choice', 'must be one of: {{- detail}}', { detail });
    case 'text':
      return t('issue.text', 'must be a text; in YAML, numbers and the like need quotes');
    case 'list':
      return t('issue.list', 'must be a list');
    case 'fields':
      return t('issue.fields', 'must have fields of its own, each as name: value');
    case 'too-long':
      return t('issue.too-long', 'is too long: {{- detail}} characters at most', { detail });
    case 'too-many':
      return t('issue.too-many', 'has too many entries: {{- detail}} at most', { detail });
    case 'too-few':
      return t('issue.too-few', 'needs one entry or more');
    case 'newer':
      return t('issue.newer', 'is {{- detail}}, newer than this release reads. Update KPI Watch', { detail });
    case 'yaml-tab':
      return t('issue.yaml-tab', 'is indented by a tab: use spaces');
    case 'yaml-twice':
      return t('issue.yaml-twice', 'names a field for the second time: remove one of the two');
    case 'yaml-colon':
      return t(
        'issue.yaml-colon',
        'has a colon too many, or what follows is indented too far: put a text with a colon in quotes'
      );
    case 'yaml-start':
      return t('issue.yaml-start', "has a text that begins with a character of YAML's own: put it in quotes");
    case 'yaml-open':
      return t(
        'issue.yaml-open',
        'lacks a closing quote or bracket before it, or is indented unlike the lines around it'
      );
    case 'yaml-documents':
      return t('issue.yaml-documents', 'begins a second document: a catalogue is one, so remove the line ---');
    case 'yaml-alias':
      return t('issue.yaml-alias', 'refers to an anchor that is not there, or to too many: write out what is meant');
    case 'yaml':
      return t('issue.yaml', 'is no YAML: {{- detail}}', { detail });
    case 'other':
      return t('issue.other', "can't be read: {{- detail}}", { detail });
  }
}
