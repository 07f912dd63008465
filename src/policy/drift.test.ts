import { parseCatalogue } from '../kpi/catalogue/parse';
import type { Kpi } from '../kpi/catalogue/schema';
import { compileActiveHours, storedIntervalSchema } from './activeHours';
import { adoptionOf } from './adopt';
import { driftOf, type Sources, type StoredObjects } from './drift';
import { compileRuleGroup } from './rule';
import { policySchema, type Policy } from './schema';
import { storedRuleSchema, type StoredRule } from './stored';

const policy = policySchema.parse({
  version: 2,
  id: 'kw-orders',
  title: 'Orders fall',
  datasourceUid: 'shop',
  kpis: ['orders'],
  trigger: { kind: 'drop', percent: 30, window: '10m', recoverPercent: 15, minimumEvents: 178 },
  severity: 'critical',
  owner: 'Order {team}',
  contactPoint: 'orders',
  cadence: { kind: 'times', every: '30m', times: 2 },
  ending: { kind: 'itself', after: '90m' },
  activeHours: { weekdays: ['monday', 'tuesday'], from: '22:00', to: '06:00', zone: 'America/New_York' },
});
const REPEATING: Policy = { ...policy, cadence: { kind: 'acknowledged', every: '60m' } };

function orders(table: string): Kpi {
  const parsed = parseCatalogue({
    version: 2,
    kpis: [
      {
        id: 'orders',
        name: 'Orders',
        area: 'customers',
        zone: 'America/New_York',
        source: { kind: 'table', table, time: { column: 'at', type: 'timestamp' } },
        value: { kind: 'count' },
      },
    ],
  });
  const [kpi] = parsed.ok ? parsed.catalogue.kpis : [];
  if (!kpi) {
    throw new Error('the KPI must parse');
  }
  return kpi;
}

const sources: Sources = { kpis: [orders('orders')], mysqlUid: 'mysql', timeLimit: 30 };

/** What Grafana stores of a policy that was saved in 2026, and writes in its own way. */
function saved(what: Policy = policy): StoredObjects & { rules: [StoredRule, ...StoredRule[]] } {
  const { rules } = compileRuleGroup(what, sources.kpis, {
    mysqlUid: 'mysql',
    timeLimit: 30,
    dialect: 'mariadb',
    folderUid: 'kpiwatch-business',
    panel: { dashboardUid: 'shop', panelId: 7 },
    paused: false,
    writtenAt: Date.UTC(2026, 5) / 1000,
  });
  const [first, ...reminders] = rules.map((rule) =>
    storedRuleSchema.parse({
      ...rule,
      for: rule.for === '1800s' ? '30m' : rule.for,
      keep_firing_for: rule.keep_firing_for === '90m' ? '1h30m' : rule.keep_firing_for,
      data: rule.data.map(({ model, ...rest }) => ({
        ...rest,
        model: { maxDataPoints: 43_200, intervalMs: 1000, ...model },
      })),
    })
  );
  const hours = compileActiveHours(what);
  if (!first) {
    throw new Error('a group has a rule');
  }
  return {
    rules: [first, ...reminders],
    timeIntervals: withHours(hours),
    contactPoints: new Set(['orders', 'night']),
  };
}

function withHours(stored: unknown) {
  const interval = storedIntervalSchema.safeParse(stored).data;
  return new Map(interval ? [['KPI Watch: kw-orders', interval]] : []);
}

/** The stored objects after somebody changed the first rule. */
function edited(change: (rule: StoredRule) => Partial<StoredRule>, what: Policy = policy): StoredObjects {
  const { rules, ...rest } = saved(what);
  const [first, ...reminders] = rules;
  return { ...rest, rules: [{ ...first, ...change(first) }, ...reminders] };
}

const facts = (objects: StoredObjects, what: Policy = policy) =>
  driftOf(what, sources, objects)?.differences.map(({ rule, fact }) => `${rule} ${fact}`);

/** A stored rule with other lines in its condition. */
const withLines = (begins: number, ends: number) => (rule: StoredRule) => ({
  data: rule.data.map((query) =>
    query.refId === 'D'
      ? {
          ...query,
          model: {
            ...query.model,
            conditions: [
              {
                type: 'query',
                evaluator: { type: 'gt', params: [begins] },
                unloadEvaluator: { type: 'lt', params: [ends] },
              },
            ],
          },
        }
      : query
  ),
});

describe('drift', () => {
  it('is none after saving, whatever Grafana adds, and years later', () => {
    expect(driftOf(policy, sources, saved())).toBeUndefined();
    expect(driftOf(REPEATING, sources, saved(REPEATING))).toBeUndefined();
  });

  it('is none when somebody paused it or closed its breaches', () => {
    const closed = edited(({ labels }) => ({ isPaused: true, labels: { ...labels, __kpiwatch_closed__: '1' } }));
    expect(driftOf(policy, sources, closed)).toBeUndefined();
  });

  it.each<[string, (rule: StoredRule) => Partial<StoredRule>, string[]]>([
    ['the threshold', withLines(0.4, 0.2), ['kw-orders query.D']],
    ['the name', () => ({ title: 'Other' }), ['kw-orders title']],
    [
      'a label',
      ({ labels }) => ({ labels: { ...labels, severity: 'info', added: 'x' } }),
      ['kw-orders label.severity', 'kw-orders label.added'],
    ],
    [
      'the contact point',
      ({ notification_settings }) => ({ notification_settings: { ...notification_settings, receiver: 'night' } }),
      ['kw-orders notify.receiver'],
    ],
    ['its place', () => ({ folderUID: 'other', ruleGroup: 'g' }), ['kw-orders folder', 'kw-orders group']],
    ['how long it goes on', () => ({ keep_firing_for: '2h' }), ['kw-orders keepFiringFor']],
    [
      'the notification settings, all of them',
      () => ({ notification_settings: null }),
      ['receiver', 'group_interval', 'group_by', 'group_wait', 'repeat_interval', 'active_time_intervals'].map(
        (name) => `kw-orders notify.${name}`
      ),
    ],
  ])('is found when somebody edits %s', (_, change, expected) => {
    expect(facts(edited(change))).toEqual(expected);
    expect(driftOf(policy, sources, edited(change))?.cause).toBe('edited');
  });

  it('is found when somebody deletes a reminder, the hours or the contact point, or edits the hours', () => {
    const all = saved();
    expect(facts({ ...all, rules: all.rules.slice(0, 1) })).toEqual(['kw-orders-r2 rule']);
    expect(facts({ ...all, timeIntervals: new Map() })).toEqual(['kw-orders activeHours']);
    expect(facts({ ...all, timeIntervals: undefined })).toBeUndefined();
    expect(facts({ ...all, timeIntervals: withHours({ name: 'x' }) })).toEqual(['kw-orders activeHours']);
    const gone = { ...all, contactPoints: new Set(['night']) };
    expect(facts(gone)).toEqual(['kw-orders contactPoint', 'kw-orders-r2 contactPoint']);
    expect(driftOf(policy, sources, gone)?.cause).toBe('edited');
    expect(facts({ ...gone, contactPoints: undefined })).toBeUndefined();
  });

  it('is nobody’s edit when the catalogue or the plugin has changed', () => {
    const moved = { ...sources, kpis: [orders('orders_v2')] };
    const drift = driftOf(policy, moved, saved());
    expect(drift?.cause).toBe('outdated');
    expect(drift?.differences.map(({ fact }) => fact)).toContain('sql.A');
    expect(
      driftOf(
        policy,
        moved,
        edited(() => ({ title: 'Other' }))
      )?.cause
    ).toBe('edited');
  });
});

describe('adoption', () => {
  const adopt = (objects: StoredObjects, what: Policy = policy) => adoptionOf(what, sources, objects);

  it.each<[string, Policy['trigger'], object, object, object]>([
    [
      'both lines of a range',
      { kind: 'threshold', side: 'outside', low: 1, high: 9, recoverLow: 1, recoverHigh: 9, window: '10m' },
      { type: 'outside_range', params: [0, 10] },
      { type: 'within_range', params: [2, 8] },
      { low: 0, high: 10, recoverLow: 2, recoverHigh: 8 },
    ],
    [
      'a line below',
      { kind: 'threshold', side: 'below', line: 5, recover: 5, window: '10m' },
      { type: 'lt', params: [4] },
      { type: 'gt', params: [6] },
      { line: 4, recover: 6 },
    ],
    [
      'an age',
      { kind: 'stale', age: '60m' },
      { type: 'gt', params: [7200] },
      { type: 'lt', params: [7200] },
      { age: '2h' },
    ],
    [
      'a number of rows',
      {
        kind: 'rows',
        change: 'deleted',
        time: { column: 'gone', type: 'timestamp' },
        window: '10m',
        atLeast: 9,
        untilFewer: 9,
      },
      { type: 'gt', params: [19] },
      { type: 'lt', params: [10] },
      { atLeast: 20, untilFewer: 10 },
    ],
  ])('takes over %s', (_, trigger, evaluator, unloadEvaluator, change) => {
    const what: Policy = { ...policy, trigger };
    const moved = (rule: StoredRule) => ({
      data: rule.data.map((query) =>
        query.refId === 'D'
          ? { ...query, model: { ...query.model, conditions: [{ type: 'query', evaluator, unloadEvaluator }] } }
          : query
      ),
    });
    expect(driftOf(what, sources, saved(what))).toBeUndefined();
    expect(adopt(edited(moved, what), what)?.policy.trigger).toEqual({ ...trigger, ...change });
    expect(facts(edited(moved, what), what)).toEqual(['kw-orders query.D']);
  });

  it('takes over all that a policy can say', () => {
    const objects = edited(
      (rule) => ({
        ...withLines(0.4, 0.2)(rule),
        title: 'Orders fall a lot',
        keep_firing_for: '2h',
        labels: { ...rule.labels, severity: 'warning', owner: 'Night team' },
        annotations: { ...rule.annotations, runbook_url: 'https://wiki.example.com/orders' },
        notification_settings: { ...rule.notification_settings, receiver: 'night', repeat_interval: '1h30m' },
      }),
      REPEATING
    );
    expect(adopt(objects, REPEATING)).toEqual({
      policy: {
        ...REPEATING,
        title: 'Orders fall a lot',
        trigger: { ...policy.trigger, percent: 40, recoverPercent: 20 },
        severity: 'warning',
        owner: 'Night team',
        runbook: 'https://wiki.example.com/orders',
        contactPoint: 'night',
        cadence: { kind: 'acknowledged', every: '90m' },
        ending: { kind: 'itself', after: '2h' },
      },
      lost: [],
    });
  });

  it('takes over other active hours, or none, and keeps those that a policy can’t say', () => {
    const [evening, morning] = compileActiveHours(policy)?.time_intervals ?? [];
    const adoptWith = (...time_intervals: unknown[]) =>
      adopt({ ...saved(), timeIntervals: withHours({ name: 'x', time_intervals }) })?.policy.activeHours;
    expect(adoptWith({ ...evening, location: 'UTC' })).toEqual({ ...policy.activeHours, to: '00:00', zone: 'UTC' });
    expect(adoptWith(morning, evening, evening)).toBeUndefined();
    const without = edited(({ notification_settings }) => ({
      notification_settings: { receiver: 'orders', ...notification_settings, active_time_intervals: [] },
    }));
    expect(adopt(without)).toMatchObject({ policy: { ...policy, activeHours: undefined }, lost: [] });
  });

  it('takes over another mute timing, and misses its own quiet times where they are gone', () => {
    const muted = edited(({ notification_settings }) => ({
      notification_settings: { receiver: 'orders', ...notification_settings, mute_time_intervals: ['Freeze'] },
    }));
    expect(adopt(muted)).toMatchObject({ policy: { muteTimings: ['Freeze'] }, lost: [] });
  });

  it('tells what it would put back', () => {
    const objects = edited(({ labels }) => ({ title: 'Other', labels: { ...labels, added: 'x' } }));
    expect(adopt(objects)?.lost).toEqual([{ rule: 'kw-orders', fact: 'label.added', written: undefined, found: 'x' }]);
  });

  it('is not offered where a policy can say nothing of it, or would be none', () => {
    expect(adopt(edited(({ labels }) => ({ labels: { ...labels, added: 'x' } })))).toBeUndefined();
    expect(adopt(edited(({ labels }) => ({ labels: { ...labels, severity: 'huge' } })))).toBeUndefined();
    expect(adopt(edited(withLines(0.2, 0.4)))).toBeUndefined();
  });

  it('takes over who else is told of a breach that nobody answers, and misses who is gone', () => {
    const escalated: Policy = { ...policy, escalation: [{ after: '15m', contactPoint: 'lead' }] };
    const objects = saved(escalated);
    const rules = objects.rules.map((rule) =>
      rule.uid === 'kw-orders-e1' && rule.notification_settings
        ? { ...rule, notification_settings: { ...rule.notification_settings, receiver: 'boss' } }
        : rule
    );
    const edited = { ...objects, rules, contactPoints: new Set(['orders', 'lead']) };
    expect(driftOf(escalated, sources, edited)).toMatchObject({
      cause: 'edited',
      differences: [
        { rule: 'kw-orders-e1', fact: 'notify.receiver', written: 'lead', found: 'boss' },
        { rule: 'kw-orders-e1', fact: 'contactPoint', written: 'boss' },
      ],
    });
    expect(adopt(edited, escalated)?.policy.escalation).toEqual([{ after: '15m', contactPoint: 'boss' }]);
  });
});
