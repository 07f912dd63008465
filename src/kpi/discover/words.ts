import type { Kpi } from '../catalogue/schema';

/** The words of a name such as `page_views` or `pageViews`, in small letters. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[_.]+/)
    .filter((word) => word !== '');
}

/** Whether one of the words is meant, be there one or many of it. */
function hasWord(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.some((word) => wanted.has(word) || wanted.has(singular(word)));
}

/** `page views` as people would write it as a name. */
export function titleOf(words: readonly string[]): string {
  const text = words.join(' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

export function singular(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(s|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}

export function plural(word: string): string {
  return /[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

const set = (words: string) => new Set(words.split(' '));

const SYSTEMS = set('log error exception request api job queue task worker metric health heartbeat status latency');
const SELLERS = set(
  'product item listing goods sku seller vendor merchant store shop supplier inventory stock warehouse shipment shipping delivery parcel dispatch display settlement payout catalog registration'
);
const CUSTOMERS = set(
  'order payment purchase sale revenue transaction checkout cart basket search query view visit pageview session click impression event signup user member customer account login subscription subscriber review rating coupon withdrawal cancellation refund return booking reservation ticket inquiry message notification conversion lead invoice'
);

/** Whom a table of that name tells of. */
export function areaOf(table: string): Kpi['area'] {
  const words = wordsOf(table);
  // "product_views" is what customers do with products.
  if (hasWord(words.slice(-1), CUSTOMERS)) {
    return 'customers';
  }
  return hasWord(words, SELLERS)
    ? 'sellers'
    : hasWord(words, CUSTOMERS)
      ? 'customers'
      : hasWord(words, SYSTEMS)
        ? 'systems'
        : 'own';
}

const BAD = set(
  'withdrawal withdrawn cancellation cancelled canceled refund refunded return returned error exception failure failed complaint churn unsubscribe unsubscribed chargeback dispute bounce bounced rejection rejected timeout latency'
);

/** Less of it is better. */
export function isBadNews(words: readonly string[]): boolean {
  return hasWord(words, BAD);
}

const CURRENCIES: ReadonlyArray<[RegExp, string]> = [
  [/\b(krw|won)\b|[원₩]/i, 'currencyKRW'],
  [/\b(usd|us dollars?|dollars?)\b|\$/i, 'currencyUSD'],
  [/\b(eur|euros?)\b|€/i, 'currencyEUR'],
  [/\b(jpy|yen)\b|円/i, 'currencyJPY'],
  [/\b(gbp|pounds?)\b|£/i, 'currencyGBP'],
  [/\b(cny|rmb|yuan)\b|元/i, 'currencyCNY'],
];

/** The unit of a sum of money, where the column's name or comment says its currency. */
export function currencyOf(column: { name: string; comment: string }): string | undefined {
  const said = `${wordsOf(column.name).join(' ')} ${column.comment}`;
  return CURRENCIES.find(([pattern]) => pattern.test(said))?.[1];
}

/** A time zone that a comment names. */
export function zoneIn(comment: string): string | undefined {
  return /\b([A-Z][a-z]+\/[A-Z][A-Za-z_]+|UTC|GMT)\b/.exec(comment)?.[1];
}

const GENERIC_TIMES = set(
  'created create inserted insert added add event occurred happened logged log recorded sampled time timestamp ts date datetime'
);
const OTHER_TIMES = set(
  'updated update modified modify changed change deleted delete expires expire expired expiry valid start starts started end ends ended until due birth birthday dob last next scheduled planned synced sync refreshed checked seen locked archived'
);
const SHORT_PARTICIPLES = set('paid sold sent made bought met won lost');
const TIME_MARKS = set('at on time date ts timestamp datetime dt epoch when');

/** What the time in a column is of: the row's own beginning, another event of its life (a verb), or nothing that happened once. */
export type TimeMeaning = { kind: 'beginning' | 'unknown' | 'none' } | { kind: 'event'; verb: string };

export function timeMeaningOf(column: string): TimeMeaning {
  const words = wordsOf(column);
  if (words.some((word) => OTHER_TIMES.has(word))) {
    return { kind: 'none' };
  }
  const [verb] = words.filter((word) => !TIME_MARKS.has(word) && !['utc', 'kst', 'local', 'ms', 's'].includes(word));
  if (verb === undefined || GENERIC_TIMES.has(verb)) {
    return { kind: 'beginning' };
  }
  return /(ed|en)$/.test(verb) || SHORT_PARTICIPLES.has(verb) ? { kind: 'event', verb } : { kind: 'unknown' };
}

/** Whether a number could be seconds or milliseconds since 1970, by its column's name. */
export function soundsLikeTime(column: string): boolean {
  const words = wordsOf(column);
  return hasWord(words, TIME_MARKS) || words.some((word) => /ed$/.test(word) && word.length > 4);
}

const STATUS = set('status state result outcome');
export const isStatusName = (column: string) => hasWord(wordsOf(column), STATUS);

const SUCCEEDED = set(
  'succeeded success successful paid completed complete done approved captured settled ok confirmed accepted authorized'
);
const FAILED = set(
  'failed failure fail declined rejected refused error cancelled canceled expired timeout aborted denied voided'
);
export const isSuccess = (value: string) => SUCCEEDED.has(value.toLowerCase());
export const isFailure = (value: string) => FAILED.has(value.toLowerCase());

const MONEY = ['amount', 'total', 'revenue', 'sales', 'gmv', 'price', 'fare', 'fee'];
/** The lower the likelier to be what is paid; undefined for what is no money. */
export function moneyRank(column: string): number | undefined {
  const words = wordsOf(column);
  const rank = MONEY.findIndex((word) => words.at(-1) === word || words.at(0) === word);
  const other = hasWord(words, set('id count rate ratio percent discount tax balance limit min max minimum maximum'));
  return rank === -1 || other ? undefined : rank;
}

const COUNTED = set('impression click view quantity qty unit item');
/** A number of things that a row stands for. */
export const isCounted = (column: string) => hasWord(wordsOf(column).slice(-1), COUNTED);

const VISITS = set('visitor session device guest client');
const PEOPLE = set('user customer member buyer account seller vendor merchant subscriber');
/** Who a column names: `visitor` for `visitor_id`. */
export function whoseId(column: string): { noun: string; visits: boolean } | undefined {
  const words = wordsOf(column);
  const [noun = ''] = words.slice(-2);
  const isId = words.length > 1 && hasWord(words.slice(-1), set('id uuid no key'));
  return isId && (VISITS.has(noun) || PEOPLE.has(noun)) ? { noun, visits: VISITS.has(noun) } : undefined;
}

const DIMENSIONS = set(
  'region country area city category type kind class method channel platform os device browser brand store currency gender tier plan grade language locale source medium site server host queue zone carrier warehouse segment group level department'
);
const NO_DIMENSION = set(
  'name title email mail phone tel address url uri token hash comment memo password passwd uuid note description text message ip id key no code secret'
);
/** Whether people would split by a column of that name: surely, perhaps or never. */
export function dimensionByName(column: string): 'yes' | 'perhaps' | 'no' {
  const words = wordsOf(column);
  return hasWord(words.slice(-1), NO_DIMENSION) && !hasWord(words, set('country currency region language'))
    ? 'no'
    : hasWord(words, DIMENSIONS)
      ? 'yes'
      : 'perhaps';
}

const SET_ASIDE = set(
  'migration migrations schema history backup bak tmp temp old archive archived test copy lock cache'
);
/** Tables that no business counts. */
export const isSetAside = (table: string) =>
  hasWord(wordsOf(table), SET_ASIDE) || /^(flyway|django|_|hibernate)/.test(table);
