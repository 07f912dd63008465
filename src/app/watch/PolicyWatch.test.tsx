import { OrgRole } from '@grafana/data';
import { config } from '@grafana/runtime';
import { render, waitFor } from '@testing-library/react';
import React from 'react';

import { saveRuleGroup } from '../../grafana/rules';
import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from '../../grafana/test/samples';
import { POLICY_WATCH, watchKey, type Watches } from '../../kpi/watch';
import pluginJson from '../../plugin.json';
import { compileRuleGroup, type RuleContext } from '../../policy/rule';
import PolicyWatch from './PolicyWatch';

const FOLDER = { uid: 'kpiwatch-business', title: 'KPI Watch: business' };
const CONTEXT: RuleContext = {
  mysqlUid: 'mysql',
  folderUid: FOLDER.uid,
  dialect: 'mysql',
  timeLimit: 30,
  panel: undefined,
  paused: false,
  writtenAt: 0,
};
const grafana = new FakeGrafana();

beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

test('the app declares what it exposes', () => {
  expect(pluginJson.extensions.exposedComponents.map(({ id }) => id)).toEqual([POLICY_WATCH]);
});

test('tells every panel of a dashboard, and asks Grafana once', async () => {
  config.bootData.user = { ...config.bootData.user, orgRole: OrgRole.Editor, permissions: {} };
  grafana.addFolder(FOLDER.uid, FOLDER.title);
  grafana.addReceiver(POLICY.contactPoint);
  await saveRuleGroup(compileRuleGroup(POLICY, [ORDERS, PAYMENTS], CONTEXT));
  grafana.asked.length = 0;

  const told: Array<Watches | undefined> = [];
  const panels = render(
    <>
      <PolicyWatch onChange={(watches) => (told[0] = watches)} />
      <PolicyWatch onChange={(watches) => (told[1] = watches)} />
    </>
  );
  const stateOf = (watches: Watches | undefined) =>
    watches?.kind === 'known' && watches.byKpi.get(watchKey('shop', 'payments'))?.[0]?.state;
  await waitFor(() => expect(told.map(stateOf)).toEqual(['waiting', 'waiting']));
  await waitFor(() =>
    expect(grafana.asked.map(({ url }) => url).sort()).toEqual([
      '/api/alertmanager/grafana/api/v2/silences',
      '/api/prometheus/grafana/api/v1/rules?folder_uid=kpiwatch-business',
      '/api/v1/provisioning/alert-rules',
    ])
  );
  panels.unmount();
});
