import { expect, type APIRequestContext } from '@playwright/test';
import { z } from 'zod';

const FOLDER = 'kpiwatch-business';
const receiversSchema = z.object({ items: z.array(z.object({ spec: z.object({ title: z.string() }) })) });
const rulesSchema = z.array(z.looseObject({ title: z.string() }));

/** What a spec cares about in a policy that is only to be there. */
export interface GivenPolicy {
  id: string;
  title: string;
  kpi: string;
  owner: string;
}

/** The names of the contact points. */
export async function contactPoints(api: APIRequestContext): Promise<string[]> {
  // Grafana 12 has the first, Grafana 13 the second.
  for (const version of ['v0alpha1', 'v1beta1']) {
    const answer = await api.get(`/apis/notifications.alerting.grafana.app/${version}/namespaces/default/receivers`);
    if (answer.ok()) {
      return receiversSchema.parse(await answer.json()).items.map(({ spec }) => spec.title);
    }
  }
  throw new Error('No version of the receivers API answers.');
}

/** The first rule of that title, as Grafana stores it. */
export async function ruleOf(api: APIRequestContext, title: string): Promise<unknown> {
  const answer = await api.get('/api/v1/provisioning/alert-rules');
  return rulesSchema.parse(await answer.json()).find((rule) => rule.title === title);
}

/** A policy whose rule never fires, written with the API: the smallest that the page can list. */
export async function putPolicy(api: APIRequestContext, policy: GivenPolicy): Promise<void> {
  await api.post('/api/folders', { data: { uid: FOLDER, title: 'KPI Watch: business' } });
  const [contactPoint = ''] = await contactPoints(api);
  const answer = await api.put(groupUrl(policy.id), groupRequest(policy, contactPoint));
  expect(answer.ok(), await answer.text()).toBe(true);
}

export async function deletePolicy(api: APIRequestContext, id: string): Promise<void> {
  await api.delete(groupUrl(id));
}

export const groupUrl = (id: string) => `/api/v1/provisioning/folder/${FOLDER}/rule-groups/${id}`;

/** The request that writes a policy's group. */
export function groupRequest({ id, title, kpi, owner }: GivenPolicy, contactPoint: string) {
  const spec = {
    version: 1,
    id,
    title,
    datasourceUid: 'kpiwatch-shop',
    kpis: [kpi],
    dropPercent: 50,
    window: '10m',
    recoverPercent: 25,
    minimumEvents: 64,
    severity: 'warning',
    owner,
    contactPoint,
  };
  const never = { refId: 'A', type: 'math', expression: '0' };
  const rule = {
    uid: id,
    title,
    folderUID: FOLDER,
    ruleGroup: id,
    orgID: 1,
    condition: 'A',
    data: [
      { refId: 'A', queryType: '', relativeTimeRange: { from: 0, to: 0 }, datasourceUid: '__expr__', model: never },
    ],
    noDataState: 'NoData',
    execErrState: 'Error',
    for: '0s',
    isPaused: false,
    labels: { severity: 'warning', owner },
    annotations: { __kpiwatch_policy__: JSON.stringify(spec) },
    notification_settings: { receiver: contactPoint },
  };
  return {
    data: { title: id, folderUid: FOLDER, interval: 60, rules: [rule] },
    headers: { 'X-Disable-Provenance': 'true' },
  };
}
