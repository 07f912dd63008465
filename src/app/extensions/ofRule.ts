import pluginJson from '../../plugin.json';

/** What Grafana's page of a rule hands to an action of a rule whose labels say that it is ours. */
export interface RuleContext {
  group: string;
}

/** What it hands to an action of one of a rule's alerts. */
export interface InstanceContext {
  rule?: { labels: Record<string, string>; group: { name: string } };
  instance: { state: string; labels: Record<string, string> };
}

const ORIGIN = `plugin/${pluginJson.id}`;

/** A policy's rules are the group that bears its id. */
export function policyOfRulePath({ group }: RuleContext): string {
  return `/a/${pluginJson.id}/policies/${encodeURIComponent(group)}`;
}

/** Where a breach of ours is acknowledged, by the matchers that a message's link has; undefined of any other alert. */
export function acknowledgePath({ rule, instance }: InstanceContext): string | undefined {
  if (rule?.labels.__grafana_origin !== ORIGIN || !/^(alerting|firing)\b/i.test(instance.state)) {
    return undefined;
  }
  const matchers = Object.entries({ ...instance.labels, __alert_rule_uid__: rule.group.name });
  const params = new URLSearchParams(matchers.map(([name, value]) => ['matcher', `${name}=${value}`]));
  return `/a/${pluginJson.id}/ack?${params.toString()}`;
}
