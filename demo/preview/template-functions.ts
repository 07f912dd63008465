import { whole } from '../../src/kpi/whole';
import { isTrue, printed } from './template-values';

type TemplateFunction = (...args: unknown[]) => unknown;

/** The functions of Go's templates, and Grafana's own, as far as messages of the plugin call them. */
export const FUNCTIONS: Record<string, TemplateFunction | undefined> = {
  eq: (first, ...others) => others.some((other) => (other ?? '') === (first ?? '')),
  ne: (a, b) => (a ?? '') !== (b ?? ''),
  gt: (a, b) => Number(a) > Number(b),
  ge: (a, b) => Number(a) >= Number(b),
  lt: (a, b) => Number(a) < Number(b),
  le: (a, b) => Number(a) <= Number(b),
  not: (a) => !isTrue(a),
  and: (...args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  len: (list) => (Array.isArray(list) ? list.length : printed(list).length),
  index: (list, at) => (Array.isArray(list) ? list[Number(at)] : isRecord(list) ? list[printed(at)] : undefined),
  print: (...args) => args.map(printed).join(''),
  printf: (format, ...args) =>
    args.reduce<string>(
      (text, arg) =>
        text.replace(/%(?:[svd]|\.(\d)f)/, (_, digits?: string) =>
          digits === undefined ? printed(arg) : decimal(Number(arg), Number(digits))
        ),
      printed(format)
    ),
  urlquery: (text) => new URLSearchParams([['', printed(text)]]).toString().slice(1),
  toUpper: (text) => printed(text).toUpperCase(),
  toLower: (text) => printed(text).toLowerCase(),
  match: (pattern, text) => new RegExp(printed(pattern)).test(printed(text)),
  reReplaceAll: (pattern, replacement, text) =>
    printed(text).replace(new RegExp(printed(pattern), 'g'), printed(replacement)),
  stringSlice: (...texts) => texts,
  humanize: (value) => humanize(Number(value)),
  humanizeDuration: (value) => humanizeDuration(Number(value)),
  humanizePercentage: (value) => `${significant(100 * Number(value))}%`,
  'coll.Dict': (...pairs) =>
    Object.fromEntries(pairs.flatMap((key, index) => (index % 2 === 0 ? [[printed(key), pairs[index + 1]]] : []))),
  'coll.Slice': (...items) => items,
  'coll.Append': (item, list) => [...(Array.isArray(list) ? list : []), item],
  'data.JSON': (text) => JSON.parse(printed(text)),
  'data.ToJSON': (value) => JSON.stringify(value ?? ''),
};

function decimal(value: number, digits: number): string {
  return digits === 0 ? String(whole(value)) : value.toFixed(digits);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Days, hours, minutes and seconds from the longest that there is, as Prometheus writes them; parts of a second. */
function humanizeDuration(seconds: number): string {
  if (Math.abs(seconds) < 60) {
    return `${seconds === 0 || Math.abs(seconds) >= 1 ? significant(seconds) : humanize(seconds)}s`;
  }
  const whole = Math.floor(seconds);
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [whole % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return (first < 0 ? parts.slice(-1) : parts.slice(first)).map(([count, unit]) => `${count}${unit}`).join(' ');
}

/** For a thousandth, one, a thousand … */
const PREFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P'];
const ONE = PREFIXES.indexOf('');

/** Four digits and a prefix, as Prometheus writes them. */
function humanize(value: number): string {
  const thousands = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / 3);
  const step = Math.min(PREFIXES.length - 1 - ONE, Math.max(-ONE, thousands));
  return `${significant(value / 1000 ** step)}${PREFIXES[ONE + step]}`;
}

function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}
