import type { Policy } from '../../policy/schema';
import { cadencePhrase, endingPhrase, escalationPhrase, hoursPhrase } from '../cadenceWords';
import { quietPhrases } from '../quietWords';
import { triggerSentence } from '../words';

/** What a policy says, in one line, of what it watches. */
export function policySentence(policy: Policy, watched: ReadonlyArray<{ name: string; unit: string }>): string {
  const { trigger, team, contactPoint, cadence, escalation = [], ending, activeHours } = policy;
  return [
    triggerSentence(trigger, {
      kpiNames: watched.map(({ name }) => name),
      unit: unitOf(watched),
      contactPoint: team?.name ?? contactPoint,
    }),
    cadencePhrase(cadence),
    ...escalation.map(escalationPhrase),
    ...(activeHours ? [hoursPhrase(activeHours)] : []),
    ...quietPhrases(policy),
    ...(ending.kind === 'hand' ? [endingPhrase(ending)] : []),
  ].join(' · ');
}

/** The unit that all of them have; none where they differ, for then a line is a bare number. */
export function unitOf(watched: ReadonlyArray<{ unit: string }>): string {
  const [unit = '', ...others] = new Set(watched.map((one) => one.unit));
  return others.length === 0 ? unit : '';
}
