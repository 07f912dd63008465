import { locationUtil } from '@grafana/data';

import { ACKNOWLEDGE_PATH, breachSearch, silenceSearch, type BreachRef } from '../policy/acknowledge';
import pluginJson from '../plugin.json';

/** Paths of the app's pages, for the router. */
export const POLICIES_PATH = `/a/${pluginJson.id}/policies`;
export const NEW_POLICY_PATH = `${POLICIES_PATH}/new`;
export const KPIS_PATH = `/a/${pluginJson.id}/kpis`;
export const kpiPath = (datasourceUid: string, id: string) =>
  `${KPIS_PATH}/${encodeURIComponent(datasourceUid)}/${encodeURIComponent(id)}`;
export const MESSAGES_PATH = `${POLICIES_PATH}/messages`;
export const TEAMS_PATH = `/a/${pluginJson.id}/teams`;
export const NEW_TEAM_PATH = `${TEAMS_PATH}/new`;
export const teamPath = (id: string) => `${TEAMS_PATH}/${encodeURIComponent(id)}`;
/** The policies that tell a team. */
export const teamPoliciesPath = (id: string) => `${POLICIES_PATH}?${new URLSearchParams({ team: id }).toString()}`;
export const IMPORT_PATH = `${POLICIES_PATH}/import`;
export const policyPath = (id: string) => `${POLICIES_PATH}/${encodeURIComponent(id)}`;

/** A new policy that begins with this KPI. */
export const newPolicyPath = (source: string, kpi: string) =>
  `${NEW_POLICY_PATH}?${new URLSearchParams({ source, kpi }).toString()}`;

export const PRESETS_PATH = `${POLICIES_PATH}/presets`;

/** A new policy that begins with what a preset watches, of that data source. */
export const presetPolicyPath = (preset: string, source: string) =>
  `${NEW_POLICY_PATH}?${new URLSearchParams({ preset, source }).toString()}`;

/** A path as a link writes it: Grafana may live under a sub-path. */
export const hrefOf = (path: string) => locationUtil.assureBaseUrl(path);

/** Grafana's own page of a rule: its history, and what it evaluates. */
export const ruleHref = (uid: string) => hrefOf(`/alerting/grafana/${encodeURIComponent(uid)}/view`);

/** Our page that acknowledges a breach. */
export const acknowledgeHref = (breach: BreachRef) => hrefOf(`${ACKNOWLEDGE_PATH}?${breachSearch(breach)}`);

/** Grafana's form for a silence, filled in for a breach. */
export const silenceHref = (breach: Parameters<typeof silenceSearch>[0]) =>
  hrefOf(`/alerting/silence/new?alertmanager=grafana&${silenceSearch(breach)}`);

/** Where an admin changes a data source's settings, its catalogue among them. */
export const dataSourceHref = (uid: string) => hrefOf(`/connections/datasources/edit/${encodeURIComponent(uid)}`);

/** Where an admin adds a Business KPI data source. */
export const addDataSourceHref = () => hrefOf('/connections/datasources/kpiwatch-businesskpi-datasource');

/** The list of policies, narrowed to those of this title. */
export const listedPolicyHref = (title: string) =>
  hrefOf(`${POLICIES_PATH}?${new URLSearchParams({ text: title }).toString()}`);

/** A new policy that watches a query of any data source, to be written there. */
export const newQueryPolicyHref = () => hrefOf(`${NEW_POLICY_PATH}?watch=query`);
