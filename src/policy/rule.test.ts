import { parseCatalogue } from '../kpi/catalogue/parse';
import type { Kpi } from '../kpi/catalogue/schema';
import type { Calibrations } from '../kpi/detect/calibrations';
import type { Calibration } from '../kpi/detect/detector';
import { silenceMatchers } from './acknowledge';
import { SPEC_ANNOTATION } from './hidden';
import { koreanTriggerText } from './koreanTriggerText';
import { compileRuleGroup, type RuleContext } from './rule';
import { OUR_TEMPLATE_GROUP } from './templateGroup';
import { policySchema, type Policy } from './schema';
import { calibrationsOf, policyOf } from './stored';

const fixed = {
  kind: 'fixed',
  direction: 'drop',
  percent: 30,
  window: '10m',
  recoverPercent: 15,
  minimumEvents: 178,
} as const;

const policy: Policy = {
  version: 3,
  id: 'kw-orders',
  title: 'Orders fall',
  datasourceUid: 'kpiwatch-shop',
  kpis: ['orders', 'revenue'],
  trigger: fixed,
  severity: 'critical',
  owner: 'Order team',
  runbook: 'https://wiki.example.com/orders',
  contactPoint: 'Slack #orders',
  cadence: { kind: 'acknowledged', every: '4h' },
  ending: { kind: 'itself', after: '0s' },
};

function kpi(id: string, name: string, change: Record<string, unknown> = {}): Kpi {
  const parsed = parseCatalogue({
    version: 1,
    kpis: [
      {
        id,
        name,
        area: 'customers',
        source: { table: id, time: { column: 'created_at', type: 'timestamp' } },
        value: { kind: 'count' },
        ...change,
      },
    ],
  });
  const only = parsed.ok ? parsed.catalogue.kpis[0] : undefined;
  if (!only) {
    throw new Error(`the KPI ${id} must parse`);
  }
  return only;
}

const kpis = [
  kpi('orders', 'Orders'),
  kpi('revenue', 'Revenue', { value: { kind: 'sum', column: 'amount' }, unit: 'currencyKRW' }),
];

const context: RuleContext = {
  mysqlUid: 'shop-mysql',
  dialect: 'mysql',
  timeLimit: 30,
  folderUid: 'kpiwatch-business',
  panel: { dashboardUid: 'kpiwatch-customers', panelId: 1 },
  paused: false,
  writtenAt: Date.parse('2026-11-23T00:00:00Z') / 1000,
};

function ruleOf(changed: Partial<Policy> = {}, of: readonly Kpi[] = kpis) {
  const [rule] = compileRuleGroup({ ...policy, ...changed }, of, context).rules;
  if (!rule) {
    throw new Error('a group has one rule');
  }
  return rule;
}

describe('the time that a rule gives the server', () => {
  const sqlOf = (server: Partial<RuleContext>) =>
    compileRuleGroup(policy, kpis, { ...context, ...server }).rules.flatMap(({ data }) =>
      data.flatMap(({ model: { rawSql } }) => (typeof rawSql === 'string' ? [rawSql] : []))
    );

  it.each([
    ['mysql', /^SELECT \/\*\+ MAX_EXECUTION_TIME\(20000\) \*\/ /],
    ['mariadb', /^SET STATEMENT max_statement_time=20 FOR\nSELECT /],
    ['vitess', /^SELECT \/\*vt\+ QUERY_TIMEOUT_MS=20000 \*\/ /],
    ['starrocks', /^SELECT \/\*\+ SET_VAR\(query_timeout = 20\) \*\/ /],
    ['other', /^SELECT ('orders' AS )?kpi, /],
  ] as const)('is in each of its statements, in the words of %s', (dialect, begins) => {
    const statements = sqlOf({ dialect, timeLimit: 20 });
    expect(statements).toHaveLength(2);
    statements.forEach((sql) => expect(sql).toMatch(begins));
  });

  it('is no longer than Grafana waits for an evaluation', () => {
    expect(sqlOf({ timeLimit: 600 })[0]).toMatch(/MAX_EXECUTION_TIME\(30000\)/);
  });
});

describe('a policy that judges by what is usual', () => {
  const noise = { dispersion: 1.5, spread: 0.1, hours: Array.from({ length: 24 }, () => 1), threshold: 4.4 };
  const measured: Calibration = {
    version: 1,
    direction: 'drop',
    counts: true,
    at: 1_795_000_000,
    weekdays: [1, 1, 1, 1, 1, 1, 1],
    scales: [{ seconds: 300, noise }],
  };
  const drops = { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 10 } as const;
  const unusual: Policy = {
    ...policy,
    trigger: drops,
    cadence: { kind: 'times', every: '30m', times: 2 },
  };
  const group = (calibrations: Calibrations, of = unusual) =>
    compileRuleGroup(of, kpis, { ...context, calibrations }).rules;

  it('reads all of its KPIs by one statement, and lets Grafana tell now, expected and strength from its points', () => {
    const [rule] = group({});
    expect(
      rule?.data.map(({ refId, model: { type, reducer, expression } }) => [refId, reducer ?? type, expression])
    ).toEqual([
      ['Q', undefined, undefined],
      ['A', 'last', 'Q'],
      ['M', 'min', 'Q'],
      ['S', 'sum', 'Q'],
      ['N', 'count', 'Q'],
      ['B', 'math', '$S - $A - $M'],
      ['C', 'math', '($B - $A) / ($B + ($B == 0))'],
      ['E', 'math', '-$M'],
      ['D', 'threshold', 'E'],
      ['L', 'math', '$B - $A'],
    ]);
    expect(rule?.data[0]).toMatchObject({
      relativeTimeRange: { from: 10_800, to: 0 },
      model: {
        format: 'time_series',
        rawSql: expect.stringMatching(/^SELECT \/\*\+ MAX_EXECUTION_TIME\(30000\) \*\/ time, kpi, value\n/),
      },
    });
    expect(rule?.data[1]?.model).toMatchObject({ settings: { mode: 'dropNN' } });
    expect(rule?.data.find(({ refId }) => refId === 'D')?.model).toMatchObject({
      conditions: [{ evaluator: { type: 'gt', params: [1] }, unloadEvaluator: { type: 'lt', params: [0.4] } }],
    });
  });

  it('bakes in what was measured, keeps it hidden with the first rule, and assumes the rest', () => {
    const [first, reminder] = group({ orders: measured, searches: measured });
    const sql = String(first?.data[0]?.model.rawSql);
    expect(sql).toContain("SELECT 'orders' AS kpi, 5 AS length, 1.5e0 AS dispersion");
    expect(sql).not.toContain("'orders' AS kpi, 10 AS length");
    expect(sql).toContain("SELECT 'revenue' AS kpi, 10 AS length, 0e0 AS dispersion");
    expect(calibrationsOf({ annotations: first?.annotations ?? {} })).toEqual({ orders: measured });
    expect(reminder?.annotations).not.toHaveProperty('__kpiwatch_calibrations__');
    expect(group({})[0]?.annotations).not.toHaveProperty('__kpiwatch_calibrations__');
    expect(group({ orders: measured }, policy)[0]?.annotations).not.toHaveProperty('__kpiwatch_calibrations__');
  });

  it('judges each measured value of a dimension by its own habits, all others together, and the whole by neither', () => {
    const { weekdays, scales } = measured;
    const values = [
      { value: 'JP', weekdays, scales: [] },
      { value: 'KR', weekdays, scales: scales.map((scale) => ({ ...scale, noise: { ...noise, dispersion: 3.5 } })) },
    ];
    const calibrations: Calibrations = { orders: { ...measured, parts: { by: 'region', values } } };
    const by = (region: string | undefined) =>
      group(calibrations, { ...unusual, trigger: { ...drops, by: region } })[0];
    const sql = String(by('region')?.data[0]?.model.rawSql);
    expect(sql).toMatch(/time, kpi, `region`, value\n/);
    expect(sql).toContain("SELECT 'orders 0' AS kpi, 5 AS length, 1.5e0 AS dispersion");
    // Too little history: as if it were noisier than most.
    expect(sql).toContain("SELECT 'orders 1' AS kpi, 5 AS length, 2e0 AS dispersion");
    expect(sql).toContain("SELECT 'orders 2' AS kpi, 5 AS length, 3.5e0 AS dispersion");
    expect(sql).toContain("SELECT 'revenue 0' AS part, 'revenue' AS kpi, CAST('all' AS CHAR) AS label");
    expect(calibrationsOf({ annotations: by('region')?.annotations ?? {} })).toEqual(calibrations);
    expect(by('region')?.annotations.summary).toContain('region {{ index $labels "region" }}');
    for (const other of [undefined, 'channel']) {
      expect(by(other)?.data[0]?.model.rawSql).not.toMatch(/1\.5e0 AS dispersion|3\.5e0 AS dispersion/);
    }
  });

  it('takes nothing from what was measured for the other direction', () => {
    const rises: Policy = { ...unusual, trigger: { ...drops, direction: 'rise' } };
    expect(group({ orders: measured }, rises)[0]?.data[0]?.model.rawSql).not.toContain('1.5e0 AS dispersion');
  });

  it('says in its message which window shows it', () => {
    const [rule] = group({});
    expect(rule?.annotations.description).toContain(
      '{{ with $values.N }}{{ if eq .Value 4.0 }}, in 1m{{ else if eq .Value 5.0 }}, in 2m{{ else if'
    );
    expect(rule?.annotations.description).toContain(
      'Unusual for this KPI; reported from 25 % down, until less than 10 %.'
    );
  });
});

describe('a policy with a line of its own', () => {
  const above = { kind: 'threshold', side: 'above', line: 500, recover: 450, window: '10m' } as const;

  it('compares what is now with the line, and ends past another one', () => {
    const { data, condition } = ruleOf({ trigger: above });
    expect(data.map(({ refId, model: { type } }) => [refId, type])).toEqual([
      ['A', undefined],
      ['D', 'threshold'],
    ]);
    expect(data[0]?.model.rawSql).toContain(
      "SELECT /*+ MAX_EXECUTION_TIME(30000) */ 'orders' AS kpi, COUNT(*) AS value"
    );
    expect(data[1]?.model).toMatchObject({
      expression: 'A',
      conditions: [{ evaluator: { type: 'gt', params: [500] }, unloadEvaluator: { type: 'lt', params: [450] } }],
    });
    expect(condition).toBe('D');
  });

  it('has both sides, each with its own lines', () => {
    const conditionOf = (trigger: Policy['trigger']) => ruleOf({ trigger }).data.at(-1)?.model.conditions;
    expect(conditionOf({ ...above, side: 'below', recover: 550 })).toMatchObject([
      { evaluator: { type: 'lt', params: [500] }, unloadEvaluator: { type: 'gt', params: [550] } },
    ]);
    const outside = { low: 10, high: 20, recoverLow: 12, recoverHigh: 18 };
    expect(conditionOf({ kind: 'threshold', side: 'outside', ...outside, window: '10m' })).toMatchObject([
      {
        evaluator: { type: 'outside_range', params: [10, 20] },
        unloadEvaluator: { type: 'within_range', params: [12, 18] },
      },
    ]);
  });

  it('says in its message where it is to the line now, with the KPI’s currency', () => {
    const [orders] = kpis.map((one) => [one]);
    expect(ruleOf({ trigger: above }, orders).annotations).toMatchObject({
      summary:
        'Orders {{ with $values.A }}{{ if gt .Value 500.0 }}above{{ else }}no longer above{{ end }}{{ end }} 500',
      description:
        'Now {{ with $values.A }}{{ if lt .Value 1000.0 }}{{ printf "%.0f" .Value }}{{ else }}{{ humanize .Value }}' +
        '{{ end }}{{ end }}, in 10m. Reported above 500, until below 450.',
    });
    const [, revenue] = kpis.map((one) => [one]);
    const outside = { low: 0.5, high: 2_000_000, recoverLow: 1, recoverHigh: 1_500_000 };
    expect(
      ruleOf({ trigger: { kind: 'threshold', side: 'outside', ...outside, window: '1h' } }, revenue).annotations
    ).toMatchObject({
      summary:
        'Revenue {{ with $values.A }}{{ if or (lt .Value 0.5) (gt .Value 2000000.0) }}outside' +
        '{{ else }}no longer outside{{ end }}{{ end }} ₩0.5 to ₩2,000,000',
      description: expect.stringMatching(
        /in 1h\. Reported outside ₩0\.5 to ₩2,000,000, until inside ₩1 to ₩1,500,000\.$/
      ),
    });
  });

  it.each([
    ['percentunit', 0.9, 0.07, '90%', '7%', 'humanizePercentage .Value }}'],
    ['percent', 90, 85.5, '90%', '85.5%', 'humanize .Value }}%'],
    ['s', 14 * 86_400, 5_400, '14d', '1h 30m', 'humanizeDuration .Value }}'],
    ['s', 59, 0.25, '59s', '0.25s', 'humanizeDuration .Value }}'],
  ])('says numbers of the unit %s in it', (unit, line, recover, lineText, recoverText, now) => {
    const used = { ...kpi('used', 'Used'), unit };
    const { summary, description } = ruleOf({ trigger: { ...above, line, recover } }, [used]).annotations;
    expect(summary).toMatch(new RegExp(` ${lineText}$`));
    expect(description).toContain(`${now}`);
    expect(description).toContain(`Reported above ${lineText}, until below ${recoverText}.`);
  });
});

describe('a policy on the day so far', () => {
  it('compares today’s sum with what is usual by this time', () => {
    const trigger = { kind: 'so-far', direction: 'drop', percent: 20, recoverPercent: 10, minimumEvents: 400 } as const;
    const { data, annotations } = ruleOf({ trigger }, kpis.slice(0, 1));
    expect(data.map(({ refId, model: { expression } }) => [refId, expression])).toEqual([
      ['A', undefined],
      ['B', undefined],
      ['C', '($B - $A) / ($B + ($B == 0))'],
      ['D', 'C'],
    ]);
    expect(data[1]?.model.rawSql).toContain('>= 400\n');
    expect(data[3]?.model).toMatchObject({
      conditions: [{ evaluator: { type: 'gt', params: [0.2] }, unloadEvaluator: { type: 'lt', params: [0.1] } }],
    });
    expect(annotations.summary).toMatch(/^Orders today .* below.* usual$/);
    expect(annotations.description).toMatch(
      /^Today so far .*, usual by this time .*\. Reported from 20 % behind, until less than 10 %\.$/
    );
    const korean = koreanTriggerText(trigger, kpis.slice(0, 1));
    expect(korean.summary).toMatch(/^Orders 오늘 평소보다 .*낮음.*낮지 않음/);
    expect(korean.description).toMatch(
      /^오늘 누적 .*, 이 시각의 평소 .*\. 20% 넘게 감소하면 알리고, 10% 미만이 되면 끝납니다\.$/
    );
  });
});

describe('a policy on the data itself', () => {
  const models = (trigger: Policy['trigger'], of = kpis.slice(0, 1)) =>
    ruleOf({ trigger }, of).data.map(({ refId, model }) => [
      refId,
      model.rawSql ?? model.expression ?? '',
      model.conditions,
    ]);
  const condition = (begins: number, ends: number) => [
    { type: 'query', evaluator: { type: 'gt', params: [begins] }, unloadEvaluator: { type: 'lt', params: [ends] } },
  ];

  it('breaches when no row came where some are expected, whatever the KPI makes of them', () => {
    const trigger = { kind: 'no-data', window: '10m', leastExpected: 12 } as const;
    const [now, expected, nothing, last] = models(trigger, kpis.slice(1));
    expect(now?.[1]).toContain("'revenue' AS kpi, COUNT(*) AS value");
    expect(expected?.[1]).toContain('COUNT(*) AS value, COUNT(*) AS events');
    expect(expected?.[1]).toContain('>= 12\n');
    expect(nothing?.slice(0, 2)).toEqual(['C', '($A == 0) * ($B > 0)']);
    expect(last).toEqual(['D', 'C', condition(0.5, 0.5)]);
    expect(ruleOf({ trigger }, kpis.slice(0, 1)).annotations).toMatchObject({
      summary: 'Orders: {{ with $values.A }}{{ if eq .Value 0.0 }}no data{{ else }}data again{{ end }}{{ end }}',
      description: expect.stringMatching(
        /^Rows in 10m: .*, expected .*Reported when none came where at least 12 are expected\.$/
      ),
    });
  });

  it('breaches when the newest row is too old, and says how old, as far as it looks', () => {
    const trigger = { kind: 'stale', age: '30m' } as const;
    const [age, last] = models(trigger);
    expect(age?.[1]).toContain("'orders' AS kpi, COALESCE(GREATEST(0e0, $__unixEpochTo() + 0e0 - (\n");
    expect(last).toEqual(['D', 'A', condition(1800, 1800)]);
    expect(ruleOf({ trigger }, kpis.slice(0, 1)).annotations.summary).toBe(
      'Orders: {{ with $values.A }}{{ if gt .Value 1800.0 }}no new data for {{ if ge .Value 86400.0 }}more than {{ end }}' +
        '{{ humanizeDuration .Value }}{{ else }}new data again{{ end }}{{ end }}'
    );
  });

  it('counts the rows that a column of their table says were deleted', () => {
    const time = { column: 'deleted_at', type: 'epoch_s' } as const;
    const trigger = { kind: 'rows', change: 'deleted', time, window: '10m', atLeast: 100, untilFewer: 50 } as const;
    const filters = [
      { column: 'deleted_at', op: 'is null' },
      { column: 'region', op: '=', value: 'KR' },
    ];
    const source = { kind: 'table', table: 'orders', time: { column: 'at', type: 'timestamp' }, filters };
    const [count, last] = models(trigger, [kpi('orders', 'Orders', { source })]);
    expect(count?.[1]).toMatch(
      /'orders' AS kpi, COUNT\(\*\) AS value\nFROM `orders`\nWHERE `deleted_at` >= .* AND `deleted_at` < .* AND `region` = 'KR'$/
    );
    expect(last).toEqual(['D', 'A', condition(99, 50)]);
    expect(ruleOf({ trigger }, kpis.slice(0, 1)).annotations).toMatchObject({
      summary: 'Orders: rows deleted in 10m: {{ with $values.A }}{{ humanize .Value }}{{ end }}',
      description: 'By deleted_at. Reported from 100 rows, until fewer than 50.',
    });
    const sql = { kind: 'sql', sql: 'SELECT at FROM orders WHERE {time}', time: { column: 'at', type: 'timestamp' } };
    expect(() => models(trigger, [kpi('orders', 'Orders', { source: sql })])).toThrow(
      'no column tells when they changed'
    );
  });
});

describe('a policy that judges the values of a dimension', () => {
  const byRegion = { ...fixed, by: 'region' };

  it('tells now and expected of each value from the points of one statement', () => {
    const { data } = ruleOf({ trigger: byRegion });
    expect(data.map(({ refId, model: { type, reducer, expression } }) => [refId, reducer ?? type, expression])).toEqual(
      [
        ['Q', undefined, undefined],
        ['A', 'last', 'Q'],
        ['S', 'sum', 'Q'],
        ['B', 'math', '$S - $A'],
        ['C', 'math', '($B - $A) / ($B + ($B == 0))'],
        ['D', 'threshold', 'C'],
        ['L', 'math', '$B - $A'],
      ]
    );
    expect(data[0]?.model).toMatchObject({
      format: 'time_series',
      rawSql: expect.stringContaining('AS time, kpi, `region`,\n'),
    });
  });

  it('names the value in its message, and tells each value for itself', () => {
    const once = { kind: 'once' } as const;
    const rule = ruleOf({ trigger: byRegion, cadence: once }, kpis.slice(0, 1));
    expect(rule.annotations.summary).toMatch(/^Orders, region \{\{ index \$labels "region" \}\} \{\{ with \$values\.C/);
    expect(rule.annotations.kpi_name).toBe('Orders, region {{ index $labels "region" }}');
    expect(rule.notification_settings.group_by).toEqual(['grafana_folder', 'alertname', 'kpi', 'region']);
    const taken = ruleOf({ trigger: { ...byRegion, by: 'owner' }, cadence: once }, kpis.slice(0, 1));
    expect(taken.annotations.summary).toContain('owner {{ index $labels "by_owner" }}');
    expect(taken.notification_settings.group_by).toContain('by_owner');
  });

  it('compares each value with a line as well', () => {
    const line = { kind: 'threshold', side: 'below', line: 5, recover: 5, window: '10m', by: 'region' } as const;
    const { data } = ruleOf({ trigger: line });
    expect(data.map(({ refId }) => refId)).toEqual(['A', 'D']);
    expect(data[0]?.model).toMatchObject({
      format: 'table',
      rawSql: expect.stringContaining('kpi, `region`, now_value AS value\n'),
    });
  });
});

describe('a policy that is escalated', () => {
  const escalation = [
    { after: '15m', contactPoint: 'lead' },
    { after: '1h', contactPoint: 'boss' },
  ];
  const { rules } = compileRuleGroup({ ...policy, escalation }, kpis, context);

  it('has a rule a step, pending for as long as nobody has answered, that tells somebody else', () => {
    expect(
      rules.map((rule) => [rule.uid, rule.for, rule.notification_settings.receiver, rule.labels.escalation])
    ).toEqual([
      ['kw-orders', '0s', policy.contactPoint, undefined],
      ['kw-orders-e1', '900s', 'lead', '15m'],
      ['kw-orders-e2', '3600s', 'boss', '1h'],
    ]);
    expect(rules.map(({ title }) => title)).toEqual([policy.title, policy.title, policy.title]);
    expect(rules[1]).toMatchObject({ noDataState: 'KeepLast', execErrState: 'KeepLast' });
    expect(rules[1]?.annotations).not.toHaveProperty('__kpiwatch_policy__');
  });

  it('says all that the first rule says, and how long before its alert the breach began', () => {
    const said = (rule: (typeof rules)[number] | undefined) =>
      Object.entries(rule?.annotations ?? {}).filter(([name]) => !name.startsWith('__kpiwatch'));
    expect(said(rules[1])).toEqual([...said(rules[0]), ['waited', '900000000000']]);
    expect(rules[1]?.data).toEqual(rules[0]?.data);
  });

  it('is hushed by the acknowledgement of its breach', () => {
    const [uid] = silenceMatchers({ policyId: policy.id, dimensions: {} });
    const isHushed = (rule: string) => new RegExp(`^(?:${uid?.value})$`).test(rule);
    expect(rules.map((rule) => isHushed(rule.uid))).toEqual([true, true, true]);
    expect(isHushed('kw-orders-x1')).toBe(false);
  });

  it.each([
    [
      'steps that come no later',
      [
        { after: '1h', contactPoint: 'a' },
        { after: '60m', contactPoint: 'b' },
      ],
    ],
    ['a step that tells nobody', [{ after: '1h', contactPoint: '' }]],
    ['no steps', []],
  ])('can’t have %s', (_, steps) => {
    expect(policySchema.safeParse({ ...policy, escalation: steps }).success).toBe(false);
  });
});

describe('a policy in Korean', () => {
  const annotationsOf = (change: Partial<typeof policy>) => ruleOf({ ...change, language: 'ko' }).annotations;

  it('says so, and says what is wrong in Korean', () => {
    expect(ruleOf({}).annotations).not.toHaveProperty('language');
    expect(annotationsOf({})).toMatchObject({
      language: 'ko',
      summary: expect.stringMatching(/ 예상보다 \{\{ with \$values\.C \}\}/),
      description: expect.stringMatching(
        /^현재 .*, 예상 .* \(10분\)\. 30% 넘게 감소하면 알리고, 15% 미만이 되면 끝납니다\.$/
      ),
    });
  });

  it('knows lines as well', () => {
    const line = { kind: 'threshold', side: 'above', line: 5, recover: 4, window: '1h' } as const;
    expect(annotationsOf({ trigger: line })).toMatchObject({
      summary: expect.stringContaining(
        '보다 {{ with $values.A }}{{ if gt .Value 5.0 }}높음{{ else }}높지 않음{{ end }}{{ end }}'
      ),
      description: expect.stringContaining('(1시간). '),
    });
    const outside = {
      kind: 'threshold',
      side: 'outside',
      low: 1,
      high: 9,
      recoverLow: 2,
      recoverHigh: 8,
      window: '10m',
    } as const;
    expect(annotationsOf({ trigger: outside }).description).toContain('안으로 돌아오면 끝납니다.');
  });
});

describe('a policy as a rule', () => {
  it('is a group of its own with one rule, evaluated every minute', () => {
    expect(compileRuleGroup(policy, kpis, context)).toMatchObject({
      title: 'kw-orders',
      folderUid: 'kpiwatch-business',
      interval: 60,
      rules: [{ uid: 'kw-orders', ruleGroup: 'kw-orders', folderUID: 'kpiwatch-business', title: 'Orders fall' }],
    });
  });

  it('reads now and expected from MySQL, and joins them by math and a threshold with a line for recovery', () => {
    const { data, condition } = ruleOf();
    expect(data.map(({ refId, datasourceUid }) => [refId, datasourceUid])).toEqual([
      ['A', 'shop-mysql'],
      ['B', 'shop-mysql'],
      ['C', '__expr__'],
      ['D', '__expr__'],
      ['L', '__expr__'],
    ]);
    expect(data[0]?.model).toMatchObject({
      format: 'table',
      rawSql: expect.stringContaining("SELECT /*+ MAX_EXECUTION_TIME(30000) */ 'orders' AS kpi"),
    });
    expect(data[2]?.model).toMatchObject({ type: 'math', expression: '($B - $A) / ($B + ($B == 0))' });
    expect(data[3]?.model).toMatchObject({
      expression: 'C',
      conditions: [{ evaluator: { type: 'gt', params: [0.3] }, unloadEvaluator: { type: 'lt', params: [0.15] } }],
    });
    expect(condition).toBe('D');
  });

  it('names its own receiver and all timings, so that nobody else’s policy tree counts', () => {
    expect(ruleOf().notification_settings).toEqual({
      receiver: 'Slack #orders',
      group_by: ['grafana_folder', 'alertname'],
      group_wait: '5s',
      group_interval: '1m',
      repeat_interval: '4h',
    });
  });

  it('turns a rise over: what is above expected is bad, and nothing where nothing is expected', () => {
    const { data, annotations } = ruleOf({ trigger: { ...fixed, direction: 'rise' } });
    expect(data[2]?.model).toMatchObject({ expression: '($A - $B) / ($B + ($B == 0)) * ($B > 0)' });
    expect(annotations.summary).toContain(
      '{{ if ge .Value 10.0 }}more than 1000% above{{ else if gt .Value 0.0 }}{{ printf "%.2f" .Value | humanizePercentage }} above{{ else }}not above'
    );
    expect(annotations.description).toContain('Reported from 30 % up, until less than 15 %.');
  });

  it('carries severity and owner as labels, links as annotations, and the spec hidden', () => {
    const { labels, annotations } = ruleOf();
    expect(labels).toEqual({
      __grafana_origin: 'plugin/kpiwatch-businesskpi-app',
      severity: 'critical',
      owner: 'Order team',
    });
    expect(annotations).toMatchObject({
      runbook_url: 'https://wiki.example.com/orders',
      __dashboardUid__: 'kpiwatch-customers',
      __panelId__: '1',
    });
    expect(JSON.parse(annotations[SPEC_ANNOTATION] ?? '')).toEqual(policy);
  });

  it('writes the KPI’s name and currency by the alert’s label', () => {
    expect(ruleOf().annotations.summary).toBe(
      '{{ if eq $labels.kpi "orders" }}Orders{{ else if eq $labels.kpi "revenue" }}Revenue{{ end }} ' +
        '{{ with $values.C }}{{ if gt .Value 0.0 }}{{ printf "%.2f" .Value | humanizePercentage }} below' +
        '{{ else }}not below{{ end }}{{ end }} expected'
    );
    expect(ruleOf().annotations.description).toContain('{{ else if eq $labels.kpi "revenue" }}₩{{ end }}');
    expect(ruleOf({ kpis: ['orders'] }, kpis.slice(0, 1)).annotations.summary).toMatch(/^Orders /);
  });

  it('keeps braces in an owner from being read as a template', () => {
    expect(ruleOf({ owner: '{{ .X }}' }).labels.owner).toBe('{{ "\\u007b\\u007b .X \\u007d\\u007d" }}');
  });

  it('keeps braces in a name from being read as a template', () => {
    const { summary } = ruleOf({ kpis: ['x'] }, [kpi('x', 'A {{ .Boom }}" B')]).annotations;
    expect(summary).toMatch(/^\{\{ "A \\u007b\\u007b \.Boom \\u007d\\u007d\\" B" \}\} /);
  });
});

describe('cadence, ending and active hours', () => {
  const rulesOf = (changed: Partial<Policy>) => compileRuleGroup({ ...policy, ...changed }, kpis, context).rules;

  it('a reminder is the same rule, pending for longer, and joins its message', () => {
    const [first, second, third] = rulesOf({ cadence: { kind: 'times', every: '30m', times: 3 } });
    expect([first?.for, second?.for, third?.for]).toEqual(['0s', '1800s', '3600s']);
    expect([second?.uid, third?.uid]).toEqual(['kw-orders-r2', 'kw-orders-r3']);
    expect(second).toMatchObject({
      title: first?.title,
      data: first?.data,
      labels: { ...first?.labels, reminder: '2' },
      notification_settings: first?.notification_settings,
      noDataState: 'KeepLast',
      execErrState: 'KeepLast',
    });
    expect(second?.annotations).not.toHaveProperty(SPEC_ANNOTATION);
    expect(OUR_TEMPLATE_GROUP.match(/\{\{ if not \.Labels\.reminder \}\}/g)).toHaveLength(12);
  });

  it('a breach goes on until it has recovered for so long, or until somebody closes it', () => {
    expect(ruleOf({ ending: { kind: 'itself', after: '5m' } }).keep_firing_for).toBe('5m');
    expect(ruleOf({ ending: { kind: 'hand' } }).keep_firing_for).toBe('30d');
  });

  it('tells when its numbers can’t be read, unless it is to keep quiet', () => {
    const states = (what: Policy) => {
      const [rule] = compileRuleGroup(what, kpis, context).rules;
      return [rule?.noDataState, rule?.execErrState];
    };
    expect(states(policy)).toEqual(['NoData', 'Error']);
    expect(states({ ...policy, whenUnread: 'keep' })).toEqual(['KeepLast', 'KeepLast']);
  });

  it('takes it for normal where no value of a dimension is known: rows that are rare are not numbers that can’t be read', () => {
    const rules = rulesOf({ trigger: { ...fixed, by: 'region' }, cadence: { kind: 'times', every: '5m', times: 2 } });
    expect(rules.map(({ noDataState, execErrState }) => [noDataState, execErrState])).toEqual([
      ['OK', 'Error'],
      ['OK', 'KeepLast'],
    ]);
  });

  it('names the policy’s active hours', () => {
    const activeHours = { weekdays: ['monday' as const], from: '09:00', to: '18:00', zone: 'UTC' };
    expect(ruleOf({ activeHours }).notification_settings.active_time_intervals).toEqual(['KPI Watch: kw-orders']);
    expect(ruleOf().notification_settings).not.toHaveProperty('active_time_intervals');
  });
});

describe('a rule as a policy', () => {
  const stored = (change: Record<string, unknown> = {}) => ({
    uid: 'kw-orders',
    title: 'Orders fall',
    isPaused: false,
    annotations: ruleOf().annotations,
    provenance: '',
    ...change,
  });

  it('reads back what was saved', () => {
    expect(policyOf(stored({ isPaused: true }))).toEqual({ kind: 'policy', policy, paused: true, provisioned: false });
    expect(policyOf(stored({ provenance: 'file' }))).toMatchObject({ provisioned: true });
  });

  it('reads what version 1 wrote', () => {
    const { trigger: _trigger, cadence: _cadence, ending: _ending, ...rest } = policy;
    const { percent: dropPercent, window, recoverPercent, minimumEvents } = fixed;
    const spec = { ...rest, version: 1, dropPercent, window, recoverPercent, minimumEvents };
    const annotations = { [SPEC_ANNOTATION]: JSON.stringify(spec) };
    expect(policyOf(stored({ annotations }))).toMatchObject({ kind: 'policy', policy });
  });

  it('reads what version 2 wrote: drops in one window', () => {
    const { direction: _direction, ...trigger } = fixed;
    const spec = { ...policy, version: 2, trigger: { ...trigger, kind: 'drop' } };
    const annotations = { [SPEC_ANNOTATION]: JSON.stringify(spec) };
    expect(policyOf(stored({ annotations }))).toMatchObject({ kind: 'policy', policy });
  });

  it('leaves other people’s rules alone, and says of a spoilt spec what is wrong with it', () => {
    expect(policyOf(stored({ annotations: {} }))).toBeUndefined();
    expect(policyOf(stored({ annotations: { [SPEC_ANNOTATION]: '{' } }))).toMatchObject({ kind: 'unreadable' });
    expect(policyOf(stored({ uid: 'other' }))).toMatchObject({
      kind: 'unreadable',
      reason: 'id: this rule is other, its policy says kw-orders',
    });
  });

  it('refuses a policy that could never end, or that points nowhere', () => {
    const paths = (change: Record<string, unknown>) =>
      policySchema.safeParse({ ...policy, ...change }).error?.issues.map(({ path }) => path.join('.'));
    const trigger = (change: Record<string, unknown>) => ({ trigger: { ...policy.trigger, ...change } });
    expect(paths(trigger({ recoverPercent: 30 }))).toEqual(['trigger.recoverPercent']);
    expect(paths({ kpis: [] })).toEqual(['kpis']);
    expect(paths(trigger({ window: '10 minutes' }))).toContain('trigger.window');
    expect(paths({ runbook: 'javascript:alert(1)' })).toEqual(['runbook']);
    expect(paths(trigger({ percent: 100 }))).toEqual(['trigger.percent']);
    expect(paths(trigger({ percent: 100, direction: 'rise' }))).toBeUndefined();
    const unusual = { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 25 };
    expect(paths({ trigger: unusual })).toEqual(['trigger.recoverPercent']);
    expect(paths({ trigger: { ...unusual, recoverPercent: 10, window: '10m' } })).toEqual(['trigger']);
  });
});
