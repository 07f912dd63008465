import type { Kpi } from '../kpi/catalogue/schema';
import { isCount } from '../kpi/detect/calibrations';

/** What a message names, and how its numbers are written: a KPI, or a query with the labels that tell its series apart. */
export type Watched = Pick<Kpi, 'id' | 'name' | 'unit'> & { value?: Kpi['value']; labels?: readonly string[] };

/** Grafana's template language takes text between quotes as Go does; a name must not end the string or the action. */
export function goString(text: string): string {
  return JSON.stringify(text).replace(/[{}]/g, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`);
}

/** A template that prints the text as it is, braces and all: labels and annotations of a rule are templates. */
export function printed(text: string): string {
  return /[{}]/.test(text) ? `{{ ${goString(text)} }}` : text;
}

/** The text that `printed` made a template of; any other template as it is. */
export function unprinted(template: string): string {
  const [, quoted] = /^\{\{ ("(?:[^"\\{}]|\\.)*") \}\}$/.exec(template) ?? [];
  const text: unknown = quoted === undefined ? template : JSON.parse(quoted);
  return String(text);
}

/** A template that chooses by the alert's KPI; a query is watched alone. */
export function byKpi<K extends Watched>(kpis: readonly K[], text: (kpi: K) => string): string {
  const texts = new Set(kpis.map(text));
  const [only] = texts;
  if (texts.size === 1 && only !== undefined) {
    return only;
  }
  return (
    kpis
      .map((kpi, index) => `{{ ${index === 0 ? 'if' : 'else if'} eq $labels.kpi ${goString(kpi.id)} }}${text(kpi)}`)
      .join('') + '{{ end }}'
  );
}

/** `₩` for `currencyKRW`: the sign that stands before an amount, or nothing for what is no currency. */
export function currencySign(unit: string): string {
  const [, code] = /^currency([A-Z]{3})$/.exec(unit) ?? [];
  if (code === undefined) {
    return '';
  }
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? '';
}

const NUMBER = '{{ humanize .Value }}';

/** Prints a number of events, which has no halves: as panels round it (see `whole`), until thousands shorten it. */
export const COUNT = `{{ if lt .Value 1000.0 }}{{ printf "%.0f" .Value }}{{ else }}${NUMBER}{{ end }}`;

/** A template that prints the number of a ref, with its currency. */
export const amount = (kpis: readonly Watched[], ref: 'A' | 'B') => {
  const sign = byKpi(kpis, ({ unit }) => printed(currencySign(unit)));
  const number = byKpi(kpis, ({ value }) => (value && isCount({ value }) ? COUNT : NUMBER));
  return `${sign}{{ with $values.${ref} }}${number}{{ end }}`;
};

/** A number that a condition compares with a value: one without a point would be of another type. */
export function goNumber(number: number): string {
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A number as people write it, to the last digit. */
export function numberText(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 20 });
}

/** A template that prints an amount that is known, with the alert's currency. */
export function amountText(kpis: readonly Watched[], number: number): string {
  return `${byKpi(kpis, ({ unit }) => printed(currencySign(unit)))}${numberText(number)}`;
}
