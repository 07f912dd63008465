import type { Kpi } from '../kpi/catalogue/schema';
import type { Calibrations } from '../kpi/detect/calibrations';
import { DEFAULT_TIME_LIMIT } from '../kpi/sql/dialect';
import { compileActiveHours, saysSame, type StoredInterval, type TimeInterval } from '../policy/activeHours';
import type { NewContactPoint } from '../policy/contactPoint';
import { differencesOf, type Difference } from '../policy/drift';
import { folderOf } from '../policy/folder';
import { compileQuiet, ownIntervalNames } from '../policy/quiet';
import { compileRuleGroup, type AlertRuleGroup, type RuleContext } from '../policy/rule';
import type { Policy } from '../policy/schema';
import { calibrationsOf, type StoredRule } from '../policy/stored';
import { ourTexts } from '../policy/testMessage';
import { fingerprintOf, writtenOf } from '../policy/written';
import { findPanel, type PanelRef } from './dashboards';
import { GrafanaError, ifAnswered } from './error';
import { deleteFolder, ensureFolder } from './folders';
import { createContactPoint, deleteContactPoint } from './receivers';
import { deleteRules, findPolicy, restoreGroup, saveRuleGroup, type StoredGroup } from './rules';
import { findDialect } from './server';
import { ensureTemplates } from './templates';
import { deleteTimeInterval, listTimeIntervals, saveTimeInterval } from './timeIntervals';

/** A policy as it was opened to be changed. */
export interface Opened {
  policy: Policy;
  /** Its rules as they were stored. */
  rules: readonly StoredRule[];
}

/** A policy to save, and what it is compiled with. */
export interface PolicyToSave {
  policy: Policy;
  /** The policy's KPIs, in its order. */
  kpis: readonly Kpi[];
  /** Where their statements run; of no meaning to a policy that watches a query. */
  mysqlUid: string;
  /** Seconds that the server may take for a statement. */
  timeLimit?: number;
  /** What was measured to be usual for the KPIs; without it, what was measured before stays. */
  calibrations?: Calibrations;
  /** The contact point to make first; without it the policy's contact point is there already. */
  newContactPoint?: NewContactPoint;
  /** The policy as it was opened, unless it is new: one that somebody else changed since is not overwritten. */
  opened?: Opened;
  /** Replace it all the same. */
  overwrite?: boolean;
  /** When it is saved (epoch seconds). */
  now: number;
}

/** Something that a save made or changed, and that is to be as before when the save fails. */
export interface Made {
  kind: 'folder' | 'contact-point' | 'active-hours' | 'rules';
  title: string;
}

type Undo = Made & { run(): Promise<void> };

/** A save that failed: why, what of it was put back, and what could not be. */
export class SaveError extends Error {
  constructor(
    override readonly cause: unknown,
    readonly putBack: readonly Made[],
    readonly left: readonly Made[]
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'SaveError';
  }
}

/** Why a policy was not saved: somebody else changed it since it was opened, or deleted it. Nothing was written. */
export class ChangedMeanwhile extends Error {
  constructor(
    /** The policy as it is now; undefined when it is gone. */
    readonly theirs: StoredGroup | undefined
  ) {
    super('The policy was changed since it was opened.');
    this.name = 'ChangedMeanwhile';
  }
}

/**
 * Saves a policy: its folder, its contact point where a new one is asked for, its active hours, its rules. An existing
 * policy keeps its id, and stays paused if it is; where all is stored as it would be written, nothing is written: its
 * alerts go on. Throws a ChangedMeanwhile, or a SaveError once all that this save wrote is as it was before.
 */
export async function savePolicy(request: PolicyToSave): Promise<'saved' | 'unchanged'> {
  const [outcome] = await savePolicies([request]);
  return outcome ?? 'unchanged';
}

/**
 * Saves several policies, one after the other: all of them, or none. Throws as `savePolicy` does, and then all that was
 * written for any of them is as it was before.
 */
export async function savePolicies(
  requests: readonly PolicyToSave[],
  onSaved: (saved: number) => void = () => undefined
): Promise<Array<'saved' | 'unchanged'>> {
  const undo: Undo[] = [];
  const outcomes: Array<'saved' | 'unchanged'> = [];
  try {
    for (const request of requests) {
      outcomes.push(await writeAll(request, (made) => undo.unshift(made)));
      onSaved(outcomes.length);
    }
    return outcomes;
  } catch (error) {
    throw error instanceof ChangedMeanwhile && undo.length === 0 ? error : await putBack(error, undo);
  }
}

async function writeAll(request: PolicyToSave, made: (undo: Undo) => void): Promise<'saved' | 'unchanged'> {
  const { policy, kpis, newContactPoint } = request;
  const before = await findPolicy(policy.id);
  refuseIfChanged(request, before);
  const folder = folderOf(kpis, policy.query);
  const group = compileAsBefore(request, await contextOf(request, before, folder.uid), before);
  const times = await timesOf(policy, before);
  const isRulesAsWritten = before !== undefined && isStored(group, before);
  if (isRulesAsWritten && !newContactPoint && times.missing.length === 0 && times.unused.length === 0) {
    return 'unchanged';
  }
  if (await ensureFolder(folder)) {
    made({ kind: 'folder', title: folder.title, run: () => deleteFolder(folder) });
  }
  if (newContactPoint) {
    const { title, integration } = newContactPoint;
    if (ourTexts(integration.settings).length > 0) {
      await ensureTemplates();
    }
    const name = await createContactPoint(title, integration);
    made({ kind: 'contact-point', title, run: () => deleteContactPoint(name) });
  }
  for (const interval of times.missing) {
    made({ kind: 'active-hours', title: interval.name, run: await saveTimeInterval(interval) });
  }
  if (!isRulesAsWritten) {
    await writeRules(group, before, made);
  }
  for (const interval of times.unused) {
    await dropTimes(interval, made);
  }
  return 'saved';
}

function refuseIfChanged({ opened, overwrite }: PolicyToSave, now: StoredGroup | undefined): void {
  if (!opened || overwrite) {
    return;
  }
  const isSame =
    now?.stored.kind === 'policy' &&
    JSON.stringify(now.stored.policy) === JSON.stringify(opened.policy) &&
    fingerprintOf(now.rules) === fingerprintOf(opened.rules);
  if (!isSame) {
    throw new ChangedMeanwhile(now);
  }
}

async function contextOf(
  { policy, kpis, mysqlUid, timeLimit = DEFAULT_TIME_LIMIT, calibrations, newContactPoint, now }: PolicyToSave,
  before: StoredGroup | undefined,
  folderUid: string
): Promise<RuleContext> {
  const written = before && writtenOf(before.first);
  const made = newContactPoint?.title ?? written?.contactPoint;
  const dialect = policy.query ? 'other' : await findDialect(mysqlUid);
  return {
    mysqlUid,
    // A server that can't be asked now has not become another one.
    dialect: dialect === 'other' ? (written?.dialect ?? dialect) : dialect,
    timeLimit,
    folderUid,
    panel: await panelOf(kpis),
    paused: before?.first.isPaused ?? false,
    writtenAt: now,
    calibrations: calibrations ?? (before && calibrationsOf(before.first)),
    madeContactPoint: made === policy.contactPoint ? made : undefined,
  };
}

/**
 * The rules as they were compiled the last time, where that asks the same: a query that is written otherwise makes
 * Grafana forget what it knows of the rule's alerts.
 */
function compileAsBefore(
  { policy, kpis }: PolicyToSave,
  context: RuleContext,
  before: StoredGroup | undefined
): AlertRuleGroup {
  const written = before && writtenOf(before.first);
  const again = written && compileRuleGroup(policy, kpis, { ...context, writtenAt: written.at });
  return again && before && !differencesOf(again.rules, before.rules).some(isOfQuery)
    ? again
    : compileRuleGroup(policy, kpis, context);
}

function isOfQuery({ fact }: Difference): boolean {
  return fact.startsWith('query.') || fact.startsWith('sql.');
}

/** Whether Grafana stores the group as it would be written, its spec included. */
function isStored(group: AlertRuleGroup, { rules, first, whole }: StoredGroup): boolean {
  const annotations = Object.entries(group.rules[0]?.annotations ?? {});
  return (
    whole.interval === group.interval &&
    differencesOf(group.rules, rules).length === 0 &&
    annotations.every(([name, text]) => first.annotations[name] === text)
  );
}

/** Of the policy's own time intervals those that are not stored as they would be written, and those without use. */
async function timesOf(
  policy: Policy,
  before: StoredGroup | undefined
): Promise<{ missing: TimeInterval[]; unused: StoredInterval[] }> {
  const wanted = [compileActiveHours(policy) ?? [], compileQuiet(policy) ?? []].flat();
  const stored = wanted.length > 0 || hadTimes(before) ? await listTimeIntervals() : new Map<string, StoredInterval>();
  const isWritten = (interval: TimeInterval) => {
    const there = stored.get(interval.name);
    return there !== undefined && saysSame(there, interval);
  };
  return {
    missing: wanted.filter((interval) => !isWritten(interval)),
    unused: ownIntervalNames(policy.id)
      .filter((name) => !wanted.some((interval) => interval.name === name))
      .flatMap((name) => stored.get(name) ?? []),
  };
}

/** Whether the policy may have a time interval of its own. */
function hadTimes(before: StoredGroup | undefined): boolean {
  const policy = before?.stored.kind === 'policy' ? before.stored.policy : undefined;
  return (
    policy?.activeHours !== undefined ||
    policy?.quiet !== undefined ||
    (before?.rules.some(
      ({ notification_settings: settings }) => settings?.active_time_intervals ?? settings?.mute_time_intervals
    ) ??
      false)
  );
}

/** Writes the rules. Where the answer leaves open whether they are written, looks. */
async function writeRules(
  group: AlertRuleGroup,
  before: StoredGroup | undefined,
  made: (undo: Undo) => void
): Promise<void> {
  const run = () => (before ? restoreGroup(before) : deleteRules(group.title));
  const undo: Undo = { kind: 'rules', title: group.rules[0]?.title ?? group.title, run };
  try {
    await saveRuleGroup(group);
  } catch (error) {
    const isOpen = error instanceof GrafanaError && (error.failure === 'unreachable' || error.failure === 'failed');
    const now = isOpen ? await findPolicy(group.title).catch(() => 'unknown' as const) : before;
    if (now === 'unknown') {
      made(undo);
    }
    if (!isOpen || now === 'unknown' || !now || !isStored(group, now)) {
      throw error;
    }
  }
  made(undo);
}

/** The policy is saved by now, and hours that nothing uses any more do no harm: they go with the policy at the latest. */
async function dropTimes(hours: StoredInterval, made: (undo: Undo) => void): Promise<void> {
  try {
    await deleteTimeInterval(hours.name);
    made({ kind: 'active-hours', title: hours.name, run: async () => void (await saveTimeInterval(hours)) });
  } catch (error) {
    if (!(error instanceof GrafanaError)) {
      throw error;
    }
  }
}

async function putBack(cause: unknown, undo: readonly Undo[]): Promise<SaveError> {
  const gone: Made[] = [];
  const left: Made[] = [];
  for (const { kind, title, run } of undo) {
    await run().then(
      () => gone.push({ kind, title }),
      () => left.push({ kind, title })
    );
  }
  return new SaveError(cause, gone, left);
}

/** The link to a panel is a convenience: a dashboard that can't be read is no reason to leave a KPI unwatched. */
async function panelOf([first]: readonly Kpi[]): Promise<PanelRef | undefined> {
  return first && ifAnswered(findPanel(first.id));
}
