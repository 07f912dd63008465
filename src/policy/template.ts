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

/** A template that prints the number of a ref in its unit. */
export const amount = (kpis: readonly Watched[], ref: 'A' | 'B') => {
  const sign = byKpi(kpis, ({ unit }) => printed(currencySign(unit)));
  const number = byKpi(kpis, numberOf);
  return `${sign}{{ with $values.${ref} }}${number}{{ end }}`;
};

/** Where a bare number would mislead: 0.9 is 90 %, and 1,209,600 seconds are fourteen days. */
function numberOf({ unit, value }: Watched): string {
  switch (unit) {
    case 'percentunit':
      return '{{ humanizePercentage .Value }}';
    case 'percent':
      return `${NUMBER}%`;
    case 's':
      return '{{ humanizeDuration .Value }}';
    default:
      return value && isCount({ value }) ? COUNT : NUMBER;
  }
}

/** A number that a condition compares with a value: one without a point would be of another type. */
export function goNumber(number: number): string {
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A number as people write it, to the last digit. */
export function numberText(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 20 });
}

/** A template that prints an amount that is known, in the unit of the alert's KPI. */
export function amountText(kpis: readonly Watched[], number: number): string {
  return byKpi(kpis, ({ unit }) => printed(unitText(unit, number)));
}

/** A number that is known, in its unit: as `amount` prints those of an evaluation. */
export function unitText(unit: string, number: number): string {
  switch (unit) {
    case 'percentunit':
      // 0.07 · 100 is 7.000000000000001 to a computer.
      return `${numberText(Number((number * 100).toPrecision(12)))}%`;
    case 'percent':
      return `${numberText(number)}%`;
    case 's':
      return secondsText(number);
    default:
      return `${currencySign(unit)}${numberText(number)}`;
  }
}

/** `14d`, `1h 30m`, `0.25s`. */
function secondsText(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds < 60) {
    return `${numberText(seconds)}s`;
  }
  return [
    { count: Math.floor(seconds / 86_400), name: 'd' },
    { count: Math.floor(seconds / 3600) % 24, name: 'h' },
    { count: Math.floor(seconds / 60) % 60, name: 'm' },
    { count: seconds % 60, name: 's' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, name }) => `${count}${name}`)
    .join(' ');
}
