import { PluginExtensionPoints, type AppPlugin, type PluginExtensionPanelContext } from '@grafana/data';
import { t } from '@grafana/i18n';

import { currentAccess } from '../../grafana/access';
import { KPIS_PATH, NEW_POLICY_PATH, POLICIES_PATH } from '../routes';
import { acknowledgePath, policyOfRulePath, type InstanceContext, type RuleContext } from './ofRule';
import { watchPanelPath } from './watchPanel';

/**
 * Leads to our pages from Grafana's. Titles here are English, for Grafana compares them with plugin.json; what a person
 * reads, and the whole address, is filled in when a menu opens: Grafana takes no link without a path to begin with.
 */
export function addLinks(plugin: AppPlugin): AppPlugin {
  return plugin
    .addLink<PluginExtensionPanelContext>({
      title: 'Watch for a sudden drop',
      description: 'Opens a new alert policy for what this panel shows',
      targets: PluginExtensionPoints.DashboardPanelMenu,
      path: NEW_POLICY_PATH,
      configure: (context) => {
        const path = context && currentAccess().editPolicies ? watchPanelPath(context) : undefined;
        return path === undefined
          ? undefined
          : { path, icon: 'bell', title: t('link.watch-panel', 'Watch for a sudden drop') };
      },
    })
    .addLink({
      title: 'New alert policy',
      description: 'Says which KPIs are watched, what counts as a drop, and who is told',
      targets: PluginExtensionPoints.CommandPalette,
      path: NEW_POLICY_PATH,
      configure: () =>
        currentAccess().editPolicies ? { title: t('link.new-policy', 'New alert policy'), category: NAME } : undefined,
    })
    .addLink({
      title: 'KPIs and how they stand',
      description: 'The catalogue of business KPIs',
      targets: PluginExtensionPoints.CommandPalette,
      path: KPIS_PATH,
      configure: () => ({ title: t('link.kpis', 'KPIs and how they stand'), category: NAME }),
    })
    .addLink<RuleContext>({
      title: 'Open policy',
      description: 'The alert policy that this rule was made from',
      targets: PluginExtensionPoints.AlertingAlertingRuleAction,
      path: POLICIES_PATH,
      configure: (context) =>
        context && { path: policyOfRulePath(context), icon: 'pen', title: t('link.policy', 'Open policy') },
    })
    .addLink<InstanceContext>({
      title: 'Acknowledge',
      description: 'Tells the others that you have this breach, and silences its messages',
      targets: PluginExtensionPoints.AlertInstanceAction,
      path: POLICIES_PATH,
      configure: (context) => {
        const path = context && currentAccess().acknowledge ? acknowledgePath(context) : undefined;
        return path === undefined ? undefined : { path, icon: 'check', title: t('link.acknowledge', 'Acknowledge') };
      },
    });
}

const NAME = 'KPI Watch';
