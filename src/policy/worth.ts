import type { Kpi } from '../kpi/catalogue/schema';
import { isCount } from '../kpi/detect/calibrations';
import { math, type RuleQuery } from './query';
import type { Policy } from './schema';
import { byKpi, COUNT, currencySign, numberText, printed } from './template';
import type { Change, Trigger } from './triggerSchema';

type Priced = Pick<Kpi, 'value' | 'unit' | 'price'>;

/**
 * What a drop costs, in refs of its own: L is how many are missing, and W1, W2 … what they are worth, one for each price
 * among the KPIs. Nothing of it is among the alert's labels, so that it stays the same alert while the numbers move.
 */
export function worthQueries(trigger: Trigger, kpis: readonly Priced[]): RuleQuery[] {
  if (!isDrop(trigger) || !kpis.some(isMissed)) {
    return [];
  }
  return [math('L', '$B - $A'), ...amountsOf(kpis).map((amount, index) => math(`W${index + 1}`, `$L * ${amount}`))];
}

/** The same in words, a template; undefined where nothing can be said. */
export function worthText(trigger: Trigger, kpis: readonly Kpi[], language: Policy['language']): string | undefined {
  if (!isDrop(trigger) || !kpis.some(isMissed)) {
    return undefined;
  }
  const amounts = amountsOf(kpis);
  const text = (kpi: Kpi) => {
    if (!isMissed(kpi)) {
      return '';
    }
    const worth =
      kpi.price &&
      `{{ with $values.W${amounts.indexOf(kpi.price.amount) + 1} }}${moneyOf(kpi)}{{ humanize .Value }}{{ end }}`;
    return sentence(kpi, isCount(kpi) ? COUNT : '{{ humanize .Value }}', worth, language);
  };
  return `{{ with $values.L }}{{ if gt .Value 0.0 }}${byKpi(kpis, text)}{{ end }}{{ end }}`;
}

/** The same with made-up numbers, for an example: of a thousand that are expected. */
export function worthExample(trigger: Trigger, kpi: Priced, language: Policy['language']): string | undefined {
  if (!isDrop(trigger)) {
    return undefined;
  }
  const missing = 10 * Math.min(Math.round(trigger.percent) + 12, 100);
  const worth = kpi.price && `${moneyOf(kpi)}${numberText(kpi.price.amount * missing)}`;
  return isMissed(kpi) ? sentence(kpi, numberText(missing), worth, language) : undefined;
}

function sentence({ unit, value }: Priced, missing: string, worth: string | undefined, language: Policy['language']) {
  const count = `${printed(currencySign(unit))}${missing}`;
  if (language === 'ko') {
    const unitOf = value.kind === 'sum' ? '' : '건';
    return `예상보다 약 ${count}${unitOf} 적음${worth === undefined ? '' : `, 약 ${worth} 상당`}.`;
  }
  const less = value.kind === 'sum' ? 'less' : 'fewer';
  return `About ${count} ${less} than expected${worth === undefined ? '' : `, worth about ${worth}`}.`;
}

/** Whether what is expected and does not come is missing: of counts and sums of money it is. */
function isMissed({ value: { kind }, unit }: Priced): boolean {
  return kind === 'count' || kind === 'distinct' || (kind === 'sum' && currencySign(unit) !== '');
}

function isDrop(trigger: Trigger): trigger is Change {
  return (trigger.kind === 'unusual' || trigger.kind === 'fixed') && trigger.direction === 'drop';
}

function amountsOf(kpis: readonly Priced[]): number[] {
  return [...new Set(kpis.flatMap(({ price }) => price?.amount ?? []))];
}

function moneyOf({ price }: Priced): string {
  return price ? printed(currencySign(`currency${price.currency}`)) : '';
}
