import { t } from '@grafana/i18n';

import { expectedOf } from '../kpi/detect/expected';
import { timeOfDay, type Clock } from './clock';
import { lengthText, wholePercent } from './format';
import type { Item } from './items';
import { referenceName, usedReferences } from './compared';
import type { Unusual } from './verdict';

/** Why the state is what it is, in one sentence: the rule that decided it, and the references behind what is expected. */
export function whyText(item: Item, clock: Clock): string {
  const { reading, verdict, thresholds } = item;
  if (verdict.unusual && verdict.state !== 'stale') {
    return unusualText(item, verdict.unusual);
  }
  switch (verdict.state) {
    case 'ok':
    case 'watch':
    case 'drop':
      return `${judgementText(item)}; ${referencesText(item)}.`;
    case 'low-traffic':
      if (reading.now.value === null) {
        return t('why.no-value', 'Nothing was measured in this window, so that there is no value to judge.');
      }
      if (isJudgedFromNothing(item)) {
        return t('why.from-nothing', 'Nothing is expected at this time, so that no change can be told in per cent.');
      }
      return t('why.low-traffic', '{{events}} events expected, {{minimum}} needed to judge: widen the window.', {
        events: Math.round(expectedOf(reading.references)?.events ?? 0),
        minimum: thresholds.minimumEvents,
      });
    case 'no-reference':
      return t(
        'why.no-reference',
        '{{used}} of {{count}} references have data, and two are needed to expect anything.',
        {
          used: usedReferences(reading).length,
          count: reading.references.length,
        }
      );
    case 'stale':
      return t('why.stale', 'Nothing newer than {{- time}} was read: refresh the dashboard.', {
        time: timeOfDay(reading.judged.to, clock),
      });
    case 'error':
      return reading.failure ?? t('why.error', 'The query failed.');
  }
}

/** Whether the references have events enough, and say that there is nothing. */
function isJudgedFromNothing({ reading: { references, now }, thresholds }: Item): boolean {
  const expected = expectedOf(references);
  return now.value !== null && expected?.value === 0 && expected.events >= thresholds.minimumEvents;
}

function judgementText({ reading, verdict, thresholds }: Item): string {
  const { change = 0, state } = verdict;
  const rises = reading.kpi.goodDirection === 'down';
  const values = {
    percent: wholePercent(change),
    drop: wholePercent(thresholds.drop),
    watch: wholePercent(thresholds.watch),
  };
  const isBad = rises ? change > 0 : change < 0;
  if (state === 'ok' && (!isBad || values.percent === 0)) {
    return rises ? t('why.not-above', 'Not above expected') : t('why.not-below', 'Not below expected');
  }
  switch (state) {
    case 'drop':
      return rises
        ? t('why.rise', '{{percent}} % above expected, and more than {{drop}} % is a rise', values)
        : t('why.drop', '{{percent}} % below expected, and more than {{drop}} % is a drop', values);
    case 'watch':
      return rises
        ? t('why.watch-rise', '{{percent}} % above expected, between {{watch}} % (watch) and {{drop}} % (rise)', values)
        : t('why.watch', '{{percent}} % below expected, between {{watch}} % (watch) and {{drop}} % (drop)', values);
    default:
      return rises
        ? t('why.ok-rise', '{{percent}} % above expected, and up to {{watch}} % is usual', values)
        : t('why.ok', '{{percent}} % below expected, and up to {{watch}} % is usual', values);
  }
}

/** Which references made what is expected, and which were left out. */
function referencesText({ reading }: Item): string {
  const used = usedReferences(reading).length;
  const left = reading.references.filter(({ events }) => events === 0).map(referenceName);
  return left.length === 0
    ? t('why.all-references', 'expected is the median of all {{count}} references', { count: used })
    : t('why.some-references', 'expected is the median of {{used}} references, without {{- left}} (no events)', {
        used,
        left: left.join(', '),
      });
}

/** Of a KPI that is judged as one of its policies does. */
function unusualText(item: Item, unusual: Unusual): string {
  const { policy, measured } = unusual;
  const by = measured
    ? t('why.by-policy', 'judged as the policy "{{- policy}}" does', { policy })
    : t('why.by-unmeasured', 'judged as the policy "{{- policy}}" does, and nobody has measured what is usual', {
        policy,
      });
  return `${unusualJudgement(item, unusual)}; ${usedText(unusual)}; ${by}.`;
}

function unusualJudgement({ reading, verdict }: Item, { usual = 0 }: Unusual): string {
  const { change = 0, judged, state } = verdict;
  const values = {
    percent: wholePercent(change),
    usual: wholePercent(usual),
    window: lengthText(judged.to - judged.from),
  };
  const rises = reading.kpi.goodDirection === 'down';
  switch (state) {
    case 'drop':
      return rises
        ? t(
            'why.unusual-rise',
            '{{percent}} % above expected in {{- window}}, where up to {{usual}} % is usual',
            values
          )
        : t(
            'why.unusual-drop',
            '{{percent}} % below expected in {{- window}}, where up to {{usual}} % is usual',
            values
          );
    case 'watch':
      return rises
        ? t(
            'why.unusual-watch-rise',
            '{{percent}} % above expected in {{- window}}, and more than {{usual}} % is a rise',
            values
          )
        : t(
            'why.unusual-watch',
            '{{percent}} % below expected in {{- window}}, and more than {{usual}} % is a drop',
            values
          );
    case 'low-traffic':
      return t('why.unusual-quiet', 'Too few events, even in an hour, to show that half of them are missing');
    case 'no-reference':
      return t('why.unusual-no-reference', 'Too few earlier days to expect anything');
    default:
      return t('why.as-usual', 'As usual in all windows of 1 to 60 min');
  }
}

function usedText({ references }: Unusual): string {
  const used = references.filter(({ use }) => use === 'used').length;
  const left = references.flatMap(({ days, use }) => (use === 'used' ? [] : [leftOutText(days, use)]));
  return left.length === 0
    ? t('why.usual-references', 'expected from all {{used}} references and today’s level', { used })
    : t('why.usual-some', 'expected from {{used}} references and today’s level, without {{- left}}', {
        used,
        left: left.join(', '),
      });
}

function leftOutText(days: number, use: 'gap' | 'spoilt'): string {
  const reference = referenceName({ id: '', days });
  return use === 'gap'
    ? t('why.left-gap', '{{- reference}} (no events)', { reference })
    : t('why.left-holiday', '{{- reference}} (holiday)', { reference });
}
