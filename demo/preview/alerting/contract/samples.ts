/** A rule without a data source: it asks whether one number is above another. */
export function rule(uid: string, folder: string, change: Record<string, unknown> = {}) {
  return {
    orgID: 1,
    uid,
    title: `Rule ${uid}`,
    folderUID: folder,
    ruleGroup: uid,
    condition: 'B',
    data: [
      query('A', { type: 'math', expression: '1' }),
      query('B', {
        type: 'threshold',
        expression: 'A',
        conditions: [{ type: 'query', evaluator: { type: 'gt', params: [5] } }],
      }),
    ],
    noDataState: 'NoData',
    execErrState: 'Error',
    for: '0s',
    isPaused: false,
    labels: { severity: 'critical' },
    annotations: { summary: 'a summary', __hidden__: 'kept' },
    notification_settings: {
      receiver: 'grafana-default-email',
      group_by: ['grafana_folder', 'alertname'],
      group_wait: '5s',
      group_interval: '1m',
      repeat_interval: '4h',
    },
    ...change,
  };
}

function query(refId: string, model: Record<string, unknown>) {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: 600, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, ...model },
  };
}

export function group(title: string, folder: string, rules: object[], interval = 60) {
  return { title, folderUid: folder, interval, rules };
}

/** A Slack channel that is reached by a webhook. */
export function slack(change: Record<string, unknown> = {}) {
  return {
    type: 'slack',
    version: 'v1',
    settings: { url: 'http://127.0.0.1:9/hook', title: 'a title', text: 'a text' },
    disableResolveMessage: false,
    ...change,
  };
}

export function receiver(title: string, integrations: object[], metadata: Record<string, unknown> = {}) {
  return {
    kind: 'Receiver',
    apiVersion: 'notifications.alerting.grafana.app/v0alpha1',
    metadata: { namespace: 'default', ...metadata },
    spec: { title, integrations },
  };
}

/** What 12.3 takes to test a channel. */
export function channelTest(integration: object) {
  return {
    receivers: [
      { name: 'test', grafana_managed_receiver_configs: [{ name: 'test', secureSettings: {}, ...integration }] },
    ],
  };
}
