import type { MessageAlert } from './message-data';

const HOUR = 3_600_000;

/** Where a message leads to, from the preview's address on: Grafana's own paths, which the preview has too. */
export function linksOf(
  url: string,
  ruleUid: string,
  { labels, annotations, startsAt }: Pick<MessageAlert, 'labels' | 'annotations' | 'startsAt'>,
  now: number
): Pick<MessageAlert, 'generatorUrl' | 'silenceUrl' | 'dashboardUrl' | 'panelUrl'> {
  // The rule's uid says more than its title and its folder.
  const own = Object.entries(labels)
    .filter(([name]) => name !== 'alertname' && name !== 'grafana_folder' && !/^__.*__$/.test(name))
    .sort();
  const matchers = [['__alert_rule_uid__', ruleUid], ...own].map(([name, value]) => ['matcher', `${name}=${value}`]);
  const silence = new URLSearchParams([['alertmanager', 'grafana'], ...matchers, ['orgId', '1']]);
  const { __dashboardUid__: dashboard, __panelId__: panel } = annotations;
  const time = new URLSearchParams({ from: String(startsAt - HOUR), orgId: '1', to: String(now) });
  const dashboardUrl = dashboard && `${url}/d/${dashboard}?${time}`;
  return {
    generatorUrl: `${url}/alerting/grafana/${encodeURIComponent(ruleUid)}/view?orgId=1`,
    silenceUrl: `${url}/alerting/silence/new?${silence}`,
    dashboardUrl,
    panelUrl: dashboardUrl && panel && `${dashboardUrl}&viewPanel=${encodeURIComponent(panel)}`,
  };
}
