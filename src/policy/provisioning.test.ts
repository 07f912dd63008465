import { parse } from 'yaml';

import { namesIn, provisioningFile, type Provisioned } from './provisioning';
import { storedRuleSchema } from './stored';

const rule = storedRuleSchema.parse({
  uid: 'kw-orders',
  title: 'Orders cost $5',
  folderUID: 'kpiwatch-business',
  ruleGroup: 'kw-orders',
  condition: 'D',
  data: [
    {
      refId: 'A',
      datasourceUid: 'mysql',
      relativeTimeRange: { from: 600, to: 0 },
      model: { refId: 'A', rawSql: 'SELECT $__unixEpochTo()' },
    },
  ],
  noDataState: 'NoData',
  execErrState: 'Error',
  for: '30m',
  keep_firing_for: '1h30m',
  isPaused: true,
  labels: { owner: 'Team $A' },
  annotations: { summary: '{{ $labels.kpi }}', __dashboardUid__: 'shop', __panelId__: '7' },
  notification_settings: { receiver: 'pay$roll', group_by: ['kpi'], repeat_interval: '4h' },
});

const whole: Provisioned = {
  rules: [rule, { ...rule, uid: 'kw-orders-r2' }],
  contactPoints: [
    {
      title: 'pay$roll',
      integrations: [
        {
          uid: 'abc',
          type: 'slack',
          disableResolveMessage: false,
          settings: { title: 'cost: $5' },
          secureFields: { url: true, token: false },
        },
        {
          type: 'webhook',
          settings: { url: 'https://x/key', headers: { 'X-Key': 'k' }, hmacConfig: { header: 'X-Sign' } },
          secureFields: { authorization_credentials: true, 'hmacConfig.secret': true },
        },
      ],
    },
  ],
  timeIntervals: [{ name: 'KPI Watch: kw-orders', time_intervals: [] }],
};

describe('a provisioning file', () => {
  const file = provisioningFile(whole);
  const content = parse(file.yaml);

  it('says rules in the words of Grafana’s files, dollars guarded where those are filled in', () => {
    expect(content.groups).toEqual([
      {
        orgId: 1,
        name: 'kw-orders',
        folder: 'KPI Watch: business',
        interval: '60s',
        rules: [
          {
            uid: 'kw-orders',
            title: 'Orders cost $$5',
            condition: 'D',
            dashboardUid: 'shop',
            panelId: 7,
            data: rule.data,
            noDataState: 'NoData',
            execErrState: 'Error',
            for: '1800s',
            keepFiringFor: '5400s',
            isPaused: true,
            annotations: rule.annotations,
            labels: { owner: 'Team $$A' },
            notification_settings: { receiver: 'pay$$roll', group_by: ['kpi'], repeat_interval: '4h' },
          },
          expect.objectContaining({ uid: 'kw-orders-r2' }),
        ],
      },
    ]);
  });

  it('leaves secrets to the environment, and says so', () => {
    expect(file.secrets).toEqual([
      'KPIWATCH_PAY_ROLL_1_1_URL',
      'KPIWATCH_PAY_ROLL_1_2_URL',
      'KPIWATCH_PAY_ROLL_1_2_HEADERS_X_KEY',
      'KPIWATCH_PAY_ROLL_1_2_AUTHORIZATION_CREDENTIALS',
      'KPIWATCH_PAY_ROLL_1_2_HMAC_CONFIG_SECRET',
    ]);
    expect(file.yaml).toMatch(/^# Alert policies[\s\S]*# Secrets are left out[\s\S]*# {3}KPIWATCH_PAY_ROLL_1_1_URL\n/);
    expect(content.contactPoints).toEqual([
      {
        orgId: 1,
        name: 'pay$$roll',
        receivers: [
          {
            uid: 'abc',
            type: 'slack',
            disableResolveMessage: false,
            settings: { title: 'cost: $$5', url: '$KPIWATCH_PAY_ROLL_1_1_URL' },
          },
          {
            uid: 'contact-point-1-2',
            type: 'webhook',
            disableResolveMessage: false,
            settings: {
              url: '$KPIWATCH_PAY_ROLL_1_2_URL',
              headers: { 'X-Key': '$KPIWATCH_PAY_ROLL_1_2_HEADERS_X_KEY' },
              authorization_credentials: '$KPIWATCH_PAY_ROLL_1_2_AUTHORIZATION_CREDENTIALS',
              hmacConfig: { header: 'X-Sign', secret: '$KPIWATCH_PAY_ROLL_1_2_HMAC_CONFIG_SECRET' },
            },
          },
        ],
      },
    ]);
  });

  it('holds our templates as they are, for Grafana reads no variables in them', () => {
    const { yaml } = provisioningFile({ ...whole, templates: '{{ $first := index .Alerts 0 }}' });
    expect(parse(yaml).templates).toEqual([
      { orgId: 1, name: 'KPI Watch', template: '{{ $first := index .Alerts 0 }}' },
    ]);
  });

  it('holds the time intervals, and nothing that there is none of', () => {
    expect(content.muteTimes).toEqual([{ orgId: 1, name: 'KPI Watch: kw-orders', time_intervals: [] }]);
    const empty = provisioningFile({ ...whole, contactPoints: [], timeIntervals: [] });
    expect(Object.keys(parse(empty.yaml))).toEqual(['apiVersion', 'groups']);
    expect(empty.secrets).toEqual([]);
  });
});

it('names the contact points and time intervals of rules once', () => {
  const settings = { receiver: 'a', active_time_intervals: ['day'], mute_time_intervals: ['holiday'] };
  const names = namesIn([rule, { ...rule, notification_settings: settings }, { ...rule, notification_settings: null }]);
  expect(names).toEqual({ contactPoints: new Set(['pay$roll', 'a']), timeIntervals: new Set(['day', 'holiday']) });
});
