import { DemoError } from '../command';
import { parseRule, saveRule } from './alerting/rules';
import type { Store } from './alerting/store';
import type { Provisioned } from './provisioning';

/** Puts what Grafana would be provisioned with into the fake: data sources, contact points, and rules. */
export function seed(store: Store, { datasources, contactPoints, templates, groups }: Provisioned): void {
  for (const datasource of datasources) {
    store.datasources.set(datasource.uid, { ...datasource, id: store.nextId(), readOnly: true });
  }
  for (const { name, receivers } of contactPoints) {
    store.receivers.set(name, {
      title: name,
      integrations: receivers.map((receiver) => ({ ...receiver, version: 'v1' })),
    });
  }
  for (const { name, template } of templates) {
    store.templates.set(name, { title: name, content: template });
  }
  for (const { name, folder, rules } of groups) {
    const folderUID = folderUid(store, folder);
    for (const rule of rules) {
      const parsed = parseRule({ ...rule, folderUID, ruleGroup: name });
      if (parsed === undefined) {
        throw new DemoError(`The provisioned rule ${rule.uid} is none that Grafana would take.`);
      }
      saveRule(store, parsed, 'file');
    }
  }
}

/** The uid that the plugin gives the folder, so that its own policies join it: "KPI Watch: business". */
function folderUid(store: Store, title: string): string {
  const known = [...store.folders.values()].find((folder) => folder.title === title);
  if (known) {
    return known.uid;
  }
  const uid = title
    .toLowerCase()
    .replace('kpi watch: ', 'kpiwatch-')
    .replace(/[^a-z0-9-]+/g, '-');
  store.folders.set(uid, { id: store.nextId(), uid, title, created: new Date().toISOString() });
  return uid;
}
