/**
 * Writes the policy that `docker compose up` provisions: the same rule and contact point that the policy page would
 * save, as a file for Grafana's provisioning. Run it after a change to the compiler: `npx tsx demo/provisioned-policy.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { parse, stringify } from 'yaml';
import { z } from 'zod';

import { findKpi, parseCatalogue } from '../src/kpi/catalogue/parse';
import type { Catalogue } from '../src/kpi/catalogue/schema';
import { minimumEventsFor } from '../src/kpi/detect/judge';
import { DEFAULT_TIME_LIMIT } from '../src/kpi/sql/dialect';
import { ruleEntry } from '../src/policy/provisioning';
import { compileRuleGroup } from '../src/policy/rule';
import { policySchema } from '../src/policy/schema';
import { slackIntegration } from '../src/policy/slack';
import { storedRuleSchema } from '../src/policy/stored';
import { OUR_TEMPLATE_GROUP, TEMPLATE_GROUP } from '../src/policy/templateGroup';

const PROVISIONING = path.join(__dirname, '..', 'provisioning');
const DATASOURCES = path.join(PROVISIONING, 'datasources', 'kpiwatch.yaml');
export const POLICY_FILE = path.join(PROVISIONING, 'alerting', 'orders-policy.yaml');

const datasourcesSchema = z.object({
  datasources: z.array(z.object({ uid: z.string(), jsonData: z.object({ catalogue: z.unknown().optional() }) })),
});

/** The demo shop's catalogue, from where Grafana is given it. */
export function shopCatalogue(): Catalogue {
  const { datasources } = datasourcesSchema.parse(parse(readFileSync(DATASOURCES, 'utf8')));
  const stored = datasources.find(({ jsonData }) => jsonData.catalogue !== undefined)?.jsonData.catalogue;
  const result = parseCatalogue(stored);
  if (!result.ok) {
    throw new Error(`${DATASOURCES}: ${result.issues.map(({ field, message }) => `${field} ${message}`).join('; ')}`);
  }
  return result.catalogue;
}

const policy = policySchema.parse({
  version: 1,
  id: 'kpiwatch-demo-orders',
  title: 'Orders are falling',
  datasourceUid: 'kpiwatch-shop',
  kpis: ['orders'],
  dropPercent: 50,
  window: '10m',
  recoverPercent: 25,
  minimumEvents: minimumEventsFor(0.5),
  severity: 'critical',
  owner: 'Order team',
  runbook: 'https://wiki.example.com/runbooks/orders',
  contactPoint: 'Slack (demo)',
});

/**
 * The file's text. Grafana fills in variables in a contact point's settings and leaves a rule's dollars alone.
 * `writtenAt` decides nothing here: the shop's zone has no daylight saving.
 */
export function provisionedPolicy(): string {
  const kpis = policy.kpis.flatMap((id) => findKpi(shopCatalogue(), id) ?? []);
  const group = compileRuleGroup(policy, kpis, {
    mysqlUid: 'kpiwatch-shop-mysql',
    dialect: 'mysql',
    timeLimit: DEFAULT_TIME_LIMIT,
    folderUid: 'kpiwatch-business',
    panel: { dashboardUid: 'kpiwatch-customers', panelId: 1 },
    paused: false,
    writtenAt: Date.UTC(2026, 0) / 1000,
  });
  const slack = slackIntegration({ way: 'webhook', name: policy.contactPoint, url: 'https://slack.invalid' });
  const file = {
    apiVersion: 1,
    contactPoints: [
      {
        orgId: 1,
        name: policy.contactPoint,
        receivers: [
          {
            uid: 'kpiwatch-demo-slack',
            type: slack.type,
            disableResolveMessage: slack.disableResolveMessage,
            settings: { ...slack.settings, url: '$KPIWATCH_SLACK_URL' },
          },
        ],
      },
    ],
    templates: [{ orgId: 1, name: TEMPLATE_GROUP, template: OUR_TEMPLATE_GROUP }],
    groups: [
      {
        orgId: 1,
        name: group.title,
        folder: 'KPI Watch: business',
        interval: `${group.interval}s`,
        rules: group.rules.map((rule) => ruleEntry(storedRuleSchema.parse(rule))),
      },
    ],
  };
  return `# Written by demo/provisioned-policy.ts.\n${stringify(file, { lineWidth: 0 })}`;
}

if (require.main === module) {
  writeFileSync(POLICY_FILE, provisionedPolicy());
}
