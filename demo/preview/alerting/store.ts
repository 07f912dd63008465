import type { Dashboard } from './dashboards';
import type { StoredDataSource } from './datasources';
import type { Delivery } from './deliveries';
import type { Folder } from './folders';
import type { StateChange } from './history';
import type { MuteTiming, TemplateGroup } from './named-resources';
import type { StoredReceiver } from './receivers';
import type { StoredRule } from './rules';
import type { Silence } from './silences';
import type { RuleEvaluation } from './states';

/** Where a rule came from: nothing for what people made, `api` for scripts, `file` for provisioning. */
export type Provenance = '' | 'api' | 'file';

/** All that the fake remembers. It ends with the process. */
export interface Store {
  folders: Map<string, Folder>;
  rules: Map<string, StoredRule>;
  /** Evaluation intervals in seconds, by `groupKey`. */
  intervals: Map<string, number>;
  /** By title, which rules refer to. */
  receivers: Map<string, StoredReceiver>;
  /** By name, which rules refer to. */
  timeIntervals: Map<string, MuteTiming>;
  /** By title. */
  templates: Map<string, TemplateGroup>;
  /** By id. */
  silences: Map<string, Silence>;
  /** By uid. */
  datasources: Map<string, StoredDataSource>;
  dashboards: Map<string, Dashboard>;
  /** By uid of the rule; a rule that was not evaluated yet has none. */
  evaluations: Map<string, RuleEvaluation>;
  /** Of each integration, by its uid: when a message was last sent, and what came of it. */
  deliveries: Map<string, Delivery>;
  /** Of alerts' states, oldest first. */
  changes: StateChange[];
  /** A number that was never given before. */
  nextId(): number;
}

export function emptyStore(): Store {
  let id = 0;
  return {
    folders: new Map(),
    rules: new Map(),
    intervals: new Map(),
    receivers: new Map(),
    timeIntervals: new Map(),
    templates: new Map(),
    silences: new Map(),
    datasources: new Map(),
    dashboards: new Map(),
    evaluations: new Map(),
    deliveries: new Map(),
    changes: [],
    nextId: () => (id += 1),
  };
}

export function groupKey(folderUid: string, group: string): string {
  return JSON.stringify([folderUid, group]);
}
