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
      return t('issue.date', 'must be a day such as 2026-12-25, in quotes');
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
    case 'type':
      return t('issue.type', 'must be of another kind: {{- detail}}', { detail });
    case 'length':
      return t('issue.length', 'is too short, too long, or too small or large: it must be {{- detail}}', { detail });
    case 'newer':
      return t('issue.newer', 'is {{- detail}}, newer than this release reads. Update KPI Watch', { detail });
    case 'yaml':
      return detail;
  }
}
