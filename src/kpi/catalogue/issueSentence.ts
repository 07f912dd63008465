import type { IssueCode } from './issueCodes';

/** English, for those who have no translations; the data source's own words are in its locales. */
export function issueSentence(code: IssueCode, detail: string): string {
  switch (code) {
    case 'id':
      return 'must be a short name: a-z, 0-9 and _, beginning with a letter';
    case 'column':
      return 'must be the name of one column: letters, digits and _ only';
    case 'table':
      return 'must be the name of a table, or database.table';
    case 'zone':
      return 'must be a time zone such as Asia/Seoul or UTC';
    case 'duration':
      return 'must be a duration such as 30s, 10m or 2h';
    case 'link':
      return 'must be a link that starts with http:// or https://';
    case 'date':
      return 'must be a day such as 2026-12-25; in YAML in quotes';
    case 'price':
      return 'must be a number above 0';
    case 'price-kind':
      return 'is for KPIs that count: their value is count or distinct';
    case 'currency':
      return 'must be the three letters of a currency, such as KRW';
    case 'literal':
      return 'must be a text, a number, true or false';
    case 'taken':
      return 'is taken by an earlier KPI: choose another one';
    case 'rollup':
      return 'can’t be told from a rollup, which has sums alone: use count, sum, average or maximum, or another source';
    case 'sql-select':
      return 'must be one SELECT (or WITH … SELECT)';
    case 'sql-time':
      return 'must have {time}, or {time:o.created_at}, as a condition where the range of time belongs, and no other braces';
    case 'sql-characters':
      return 'must do without comments and without \\ $ ; # @ [[, inside quotes too';
    case 'sql-quotes':
      return 'has a quote that nothing closes';
    case 'sql-parentheses':
      return 'has parentheses that don’t match';
    case 'sql-words':
      return 'must only read: no INTO, no locks, no SLEEP and the like';
    case 'missing':
      return 'is missing: write it';
    case 'unknown-field':
      return `has fields that nobody knows: ${detail}. Mend or remove them`;
    case 'choice':
      return `must be one of: ${detail}`;
    case 'text':
      return 'must be a text; in YAML, numbers and the like need quotes';
    case 'list':
      return 'must be a list';
    case 'fields':
      return 'must have fields of its own, each as name: value';
    case 'too-long':
      return `is too long: ${detail} characters at most`;
    case 'too-many':
      return `has too many entries: ${detail} at most`;
    case 'too-few':
      return 'needs one entry or more';
    case 'newer':
      return `is ${detail}, newer than this release reads. Update KPI Watch`;
    case 'yaml-tab':
      return 'is indented by a tab: use spaces';
    case 'yaml-twice':
      return 'names a field for the second time: remove one of the two';
    case 'yaml-colon':
      return 'has a colon too many, or what follows is indented too far: put a text with a colon in quotes';
    case 'yaml-start':
      return 'has a text that begins with a character of YAML’s own: put it in quotes';
    case 'yaml-open':
      return 'lacks a closing quote or bracket before it, or is indented unlike the lines around it';
    case 'yaml-documents':
      return 'begins a second document: a catalogue is one, so remove the line ---';
    case 'yaml-alias':
      return 'refers to an anchor that is not there, or to too many: write out what is meant';
    case 'yaml':
      return `is no YAML: ${detail}`;
    case 'other':
      return `can’t be read: ${detail}`;
  }
}
