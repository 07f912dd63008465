import { breachOf, isSilencing, silenceMatchers, silenceSearch } from './acknowledge';

/** The matchers of the link that Grafana 12.3 writes. */
const LINK = [
  '__alert_rule_uid__=kw-orders',
  '__grafana_origin=plugin/kpiwatch-businesskpi-app',
  'kpi=orders=1',
  'owner=Order team',
  'severity=critical',
];
const ORDERS = { policyId: 'kw-orders', dimensions: { kpi: 'orders=1' } };
const matcher = (name: string, value: string, change = {}) => ({
  name,
  value,
  isRegex: false,
  isEqual: true,
  ...change,
});

describe('the breach that a message’s link names', () => {
  it('is the policy, and what tells it from the policy’s other breaches', () => {
    expect(breachOf(LINK)).toEqual(ORDERS);
    expect(breachOf(['__alert_rule_uid__=kw-orders-r2', 'kpi=orders=1', 'reminder=2'])).toEqual(ORDERS);
    expect(breachOf(['__alert_rule_uid__=kw-orders-e1', 'kpi=orders=1', 'escalation=15m'])).toEqual(ORDERS);
  });

  it('is none without a rule', () => {
    expect(breachOf([])).toBeUndefined();
    expect(breachOf(['kpi=orders', '__alert_rule_uid__='])).toBeUndefined();
  });
});

describe('a silence of a breach', () => {
  it('is for the policy’s rule, its reminders and its escalation, and for these dimensions alone', () => {
    expect(silenceMatchers(ORDERS)).toEqual([
      matcher('__alert_rule_uid__', 'kw-orders(-[re][0-9]+)?', { isRegex: true }),
      matcher('kpi', 'orders=1'),
    ]);
  });

  it('is known again, and so is one that somebody made with Grafana’s own link', () => {
    expect(isSilencing(silenceMatchers(ORDERS), ORDERS)).toBe(true);
    expect(isSilencing([matcher('__alert_rule_uid__', 'kw-orders')], ORDERS)).toBe(true);
    expect(isSilencing([matcher('__alert_rule_uid__', 'kw-orders'), matcher('severity', 'critical')], ORDERS)).toBe(
      true
    );
  });

  it('may be by the name of the policy’s rules, as a tile’s link to Grafana’s form has it', () => {
    const named = { ...ORDERS, title: 'Orders fall' };
    const byName = [matcher('alertname', 'Orders fall'), matcher('kpi', 'orders=1')];
    expect(new URLSearchParams(silenceSearch(named)).getAll('matcher')).toEqual([
      'alertname=Orders fall',
      'kpi=orders=1',
    ]);
    expect(isSilencing(byName, named)).toBe(true);
    expect(isSilencing(byName, ORDERS)).toBe(false);
    expect(isSilencing(byName, { ...named, title: 'Sales fall' })).toBe(false);
    expect(isSilencing([matcher('alertname', 'Orders fall'), matcher('kpi', 'payments')], named)).toBe(false);
  });

  it('is none for another KPI, another policy, or by the opposite', () => {
    const payments = { ...ORDERS, dimensions: { kpi: 'payments' } };
    expect(isSilencing(silenceMatchers(payments), ORDERS)).toBe(false);
    expect(isSilencing(silenceMatchers({ ...ORDERS, policyId: 'kw-other' }), ORDERS)).toBe(false);
    expect(isSilencing([matcher('__alert_rule_uid__', 'kw-orders', { isEqual: false })], ORDERS)).toBe(false);
    expect(isSilencing([matcher('kpi', 'orders=1')], ORDERS)).toBe(false);
  });
});
