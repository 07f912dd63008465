import { POLICY_VERSION } from './version';

type Spec = Record<string, unknown>;

/** What each earlier version needs to become the next one. */
const STEPS: Readonly<Record<number, (spec: Spec) => Spec>> = { 1: withTrigger, 2: withDirection };

/** A policy of any earlier version as this version writes it. What is no policy is given back for the schema to refuse. */
export function migratePolicy(stored: unknown): unknown {
  if (!isSpec(stored) || typeof stored.version !== 'number' || stored.version >= POLICY_VERSION) {
    return stored;
  }
  const step = STEPS[stored.version];
  return step ? migratePolicy(step(stored)) : stored;
}

/** Version 1 knew drops alone, told every four hours while they lasted, which ended by themselves. */
function withTrigger({ dropPercent, window, recoverPercent, minimumEvents, ...rest }: Spec): Spec {
  return {
    ...rest,
    version: 2,
    trigger: { kind: 'drop', percent: dropPercent, window, recoverPercent, minimumEvents },
    cadence: { kind: 'acknowledged', every: '4h' },
    ending: { kind: 'itself', after: '0s' },
  };
}

/** Version 2 knew drops alone, in one window. */
function withDirection({ trigger, ...rest }: Spec): Spec {
  const fixed = isSpec(trigger) ? { ...trigger, kind: 'fixed', direction: 'drop' } : trigger;
  return { ...rest, version: 3, trigger: fixed };
}

function isSpec(value: unknown): value is Spec {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
