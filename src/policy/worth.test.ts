import { parseCatalogue } from '../kpi/catalogue/parse';
import { renderTemplate } from '../../demo/preview/template';
import { worthExample, worthQueries, worthText } from './worth';
import type { Trigger } from './triggerSchema';

const parsed = parseCatalogue({
  version: 2,
  kpis: [
    { id: 'orders', value: { kind: 'count' }, price: { amount: 38000, currency: 'KRW' } },
    { id: 'seats', value: { kind: 'distinct', column: 'seat' }, price: { amount: 12.5, currency: 'USD' } },
    { id: 'searches', value: { kind: 'count' } },
    { id: 'revenue', value: { kind: 'sum', column: 'amount' }, unit: 'currencyKRW' },
    { id: 'latency', value: { kind: 'average', column: 'ms' } },
  ].map((kpi) => ({
    ...kpi,
    name: kpi.id,
    area: 'customers',
    source: { kind: 'table', table: kpi.id, time: { column: 'at', type: 'timestamp' } },
  })),
});
const kpis = parsed.ok ? parsed.catalogue.kpis : [];
const [orders] = kpis;

const drop: Trigger = { kind: 'unusual', direction: 'drop', percent: 30, recoverPercent: 15 };

/** What Grafana's math would hand to the annotation, of 60 where 100 are expected. */
function said(kpi: string, [now, expected]: [number, number] = [60, 100], language?: 'ko'): string {
  const L = expected - now;
  const values = { L: { Value: L }, W1: { Value: L * 38000 }, W2: { Value: L * 12.5 } };
  return renderTemplate(worthText(drop, kpis, language) ?? '', {
    dot: {},
    variables: { values, labels: { kpi } },
  });
}

it('is reckoned by the server in refs of its own, one for each price', () => {
  expect(worthQueries(drop, kpis).map(({ refId, model }) => [refId, model.expression])).toEqual([
    ['L', '$B - $A'],
    ['W1', '$L * 38000'],
    ['W2', '$L * 12.5'],
  ]);
});

it.each([
  ['orders', 'About 40 fewer than expected, worth about ₩1.52M.'],
  ['seats', 'About 40 fewer than expected, worth about $500.'],
  ['searches', 'About 40 fewer than expected.'],
  ['revenue', 'About ₩40 less than expected.'],
  ['latency', ''],
])('says of %s: %s', (kpi, text) => {
  expect(said(kpi)).toBe(text);
});

it('says it in Korean', () => {
  expect(said('orders', [60, 100], 'ko')).toBe('예상보다 약 40건 적음, 약 ₩1.52M 상당.');
  expect(said('revenue', [60, 100], 'ko')).toBe('예상보다 약 ₩40 적음.');
});

it('says nothing once nothing is missing, nor of rises, lines, and what can’t be missed', () => {
  expect(said('orders', [101, 100])).toBe('');
  expect(worthText({ ...drop, direction: 'rise' }, kpis, undefined)).toBeUndefined();
  const line: Trigger = { kind: 'threshold', side: 'below', line: 5, recover: 6, window: '10m' };
  expect([worthQueries(line, kpis), worthText(line, kpis, undefined)]).toEqual([[], undefined]);
  expect(worthQueries(drop, kpis.slice(4))).toEqual([]);
});

it('has an example', () => {
  expect(orders && worthExample(drop, orders, undefined)).toBe(
    'About 420 fewer than expected, worth about ₩15,960,000.'
  );
});
