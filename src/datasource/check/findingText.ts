import { t } from '@grafana/i18n';

import type { Finding, Verdict } from '../../kpi/check/findings';

/** A verdict in a word. */
export function verdictText(verdict: Verdict): string {
  switch (verdict) {
    case 'good':
      return t('check.good', 'Good');
    case 'hint':
      return t('check.hint', 'Look at it');
    case 'bad':
      return t('check.bad', 'To mend');
    case 'unknown':
      return t('check.unknown', 'Not known');
  }
}

/** What was found and, where it is not good, what to do next. */
export function findingText(finding: Finding): string {
  switch (finding.code) {
    case 'rows-few':
      return t('check.rows-few', 'The server reads about {{read}} rows for {{events}} events.', finding);
    case 'rows-many':
      return t(
        'check.rows-many',
        'The server reads about {{read}} rows for {{events}} events. Filters on other columns cost that: add them to the index.',
        finding
      );
    case 'rows-scan':
      return t(
        'check.rows-scan',
        'The server reads {{- table}} from beginning to end, about {{read}} rows, for each window. It needs an index that begins with the time.',
        finding
      );
    case 'not-known':
      return t('check.not-known', 'The server does not tell.');
    case 'index-serves':
      return t('check.index-serves', 'The index “{{- index}}” begins with the time.', finding);
    case 'index-used':
      return t('check.index-used', 'The server finds the rows by an index.');
    case 'index-missing':
      return t(
        'check.index-missing',
        'No index of {{- table}} begins with the time. Have a DBA create this one:',
        finding
      );
    case 'zone-fits':
      return t('check.zone-fits', 'The newest row lies where it should.');
    case 'zone-ahead':
      return t(
        'check.zone-ahead',
        'The newest row lies {{duration}} in the future: whatever writes it goes by another clock. Mend it there.',
        { duration: durationText(finding.seconds) }
      );
    case 'zone-other':
      return finding.seconds < 0
        ? t(
            'check.zone-future',
            'By the clock of {{- zone}} the newest row lies {{duration}} in the future. {{- fitting}} would fit: write it as the zone of the time column.',
            { ...finding, duration: durationText(-finding.seconds) }
          )
        : t(
            'check.zone-late',
            'By the clock of {{- zone}} the newest row is {{duration}} old, by that of {{- fitting}} it is fresh. If that is where it is written, make it the zone of the time column.',
            { ...finding, duration: durationText(finding.seconds) }
          );
    case 'zone-session':
      return t(
        'check.zone-session',
        'The connection goes by {{- zone}}, which puts its clock back once a year: an hour is then read wrongly. Write +00:00 as the session time zone in the MySQL data source.',
        finding
      );
    case 'no-rows':
      return t('check.no-rows', 'There is no row yet.');
    case 'delay-kept':
      return t('check.delay-kept', 'The newest row is {{duration}} old; {{stated}} are stated.', {
        ...finding,
        duration: durationText(finding.age),
      });
    case 'delay-short':
      return finding.better === undefined
        ? t('check.silent', 'The newest row is {{duration}} old. Is anything still written there?', {
            duration: durationText(finding.age),
          })
        : t(
            'check.delay-short',
            'The newest row is {{duration}} old, and {{stated}} are stated as its delay. If it is so at other times too, write ingestDelay: {{better}}.',
            { ...finding, duration: durationText(finding.age) }
          );
    case 'delay-day':
      return t('check.delay-day', 'A day counts once it is over.');
  }
}

/** `45s`, `12m`, `3.5h` or `9d`, as the catalogue writes durations. */
function durationText(seconds: number): string {
  const [unit, length] =
    seconds < 120 ? ['s', 1] : seconds < 7200 ? ['m', 60] : seconds < 172_800 ? ['h', 3600] : ['d', 86_400];
  const amount = seconds / Number(length);
  return `${amount < 10 && unit === 'h' ? Math.round(amount * 10) / 10 : Math.round(amount)}${unit}`;
}
