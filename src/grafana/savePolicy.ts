import type { Kpi } from '../kpi/catalogue/schema';
import { DEFAULT_TIME_LIMIT } from '../kpi/sql/dialect';
import { compileActiveHours, timeIntervalName } from '../policy/activeHours';
import { compileRuleGroup } from '../policy/rule';
import type { Policy } from '../policy/schema';
import { slackIntegration, type SlackForm } from '../policy/slack';
import { findPanel, type PanelRef } from './dashboards';
import { GrafanaError } from './error';
import { deleteFolder, ensureFolder, folderOf } from './folders';
import { createContactPoint, deleteContactPoint } from './receivers';
import { findPolicy, saveRuleGroup } from './rules';
import { findDialect } from './server';
import { deleteTimeInterval, saveTimeInterval } from './timeIntervals';

/** A policy to save, and what it is compiled with. */
export interface PolicyToSave {
  policy: Policy;
  /** The policy's KPIs, in its order. */
  kpis: readonly Kpi[];
  mysqlUid: string;
  /** Seconds that the server may take for a statement. */
  timeLimit?: number;
  /** The contact point to make first; without it the policy's contact point is there already. */
  slack?: SlackForm;
  /** The policy as it was opened, unless it is new: one that somebody else changed since is not overwritten. */
  before?: Policy;
  /** Replace it all the same. */
  overwrite?: boolean;
  /** When it is saved (epoch seconds). */
  now: number;
}

/** Something that a save made, and that is to go again when the save fails. */
export interface Made {
  kind: 'folder' | 'contact-point' | 'active-hours';
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

/** True when a save was refused because somebody else had changed the policy. */
export function isChangedMeanwhile(error: unknown): boolean {
  return (
    error instanceof SaveError &&
    error.cause instanceof GrafanaError &&
    error.cause.task === 'save-rule' &&
    error.cause.failure === 'conflict'
  );
}

/**
 * Saves a policy: its folder, its contact point where a new one is asked for, its active hours, its rules. Throws a SaveError, and then
 * what this save made is deleted again. An existing policy keeps its id, and stays paused if it is.
 */
export async function savePolicy(request: PolicyToSave): Promise<void> {
  const undo: Undo[] = [];
  try {
    await makeAll(request, (made) => undo.unshift(made));
  } catch (error) {
    throw await putBack(error, undo);
  }
}

async function makeAll(request: PolicyToSave, made: (undo: Undo) => void): Promise<void> {
  const { policy, kpis, mysqlUid, timeLimit = DEFAULT_TIME_LIMIT, slack, before, now } = request;
  const paused = await isPausedNow(request);
  const panel = await panelOf(kpis);
  const folder = folderOf(kpis);
  const server = { mysqlUid, dialect: await findDialect(mysqlUid), timeLimit };
  const context = { ...server, folderUid: folder.uid, panel, paused, writtenAt: now };
  const group = compileRuleGroup(policy, kpis, context);
  if (await ensureFolder(folder)) {
    made({ kind: 'folder', title: folder.title, run: () => deleteFolder(folder) });
  }
  if (slack) {
    const name = await createContactPoint(slack.name, slackIntegration(slack));
    made({ kind: 'contact-point', title: slack.name, run: () => deleteContactPoint(name) });
  }
  const activeHours = compileActiveHours(policy);
  if (activeHours) {
    made({ kind: 'active-hours', title: activeHours.name, run: await saveTimeInterval(activeHours) });
  }
  await saveRuleGroup(group);
  if (!activeHours && before?.activeHours) {
    await dropActiveHours(policy);
  }
}

/** The policy is saved by now, and hours that nothing uses any more do no harm: they go with the policy at the latest. */
async function dropActiveHours({ id }: Policy): Promise<void> {
  try {
    await deleteTimeInterval(timeIntervalName(id));
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

async function isPausedNow({ policy, before, overwrite }: PolicyToSave): Promise<boolean> {
  const stored = before && (await findPolicy(policy.id))?.stored;
  if (stored?.kind !== 'policy') {
    return false;
  }
  if (!overwrite && JSON.stringify(stored.policy) !== JSON.stringify(before)) {
    throw new GrafanaError('save-rule', 'conflict', '');
  }
  return stored.paused;
}

/** The link to a panel is a convenience: a dashboard that can't be read is no reason to leave a KPI unwatched. */
async function panelOf([first]: readonly Kpi[]): Promise<PanelRef | undefined> {
  if (!first) {
    return undefined;
  }
  try {
    return await findPanel(first.id);
  } catch (error) {
    if (error instanceof GrafanaError) {
      return undefined;
    }
    throw error;
  }
}
