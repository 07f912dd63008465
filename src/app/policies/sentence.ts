import type { Policy } from '../../policy/schema';
import { cadencePhrase, endingPhrase, hoursPhrase } from '../cadenceWords';
import { triggerSentence } from '../words';

/** What a policy says, in one line; `kpiNames` as people know them. */
export function policySentence(policy: Policy, kpiNames: readonly string[]): string {
  const { trigger, contactPoint, cadence, ending, activeHours } = policy;
  return [
    triggerSentence(trigger, kpiNames, contactPoint),
    cadencePhrase(cadence),
    ...(activeHours ? [hoursPhrase(activeHours)] : []),
    ...(ending.kind === 'hand' ? [endingPhrase(ending)] : []),
  ].join(' · ');
}
