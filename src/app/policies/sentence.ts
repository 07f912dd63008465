import type { Policy } from '../../policy/schema';
import { cadencePhrase, endingPhrase, escalationPhrase, hoursPhrase } from '../cadenceWords';
import { quietPhrases } from '../quietWords';
import { triggerSentence } from '../words';

/** What a policy says, in one line; `kpiNames` as people know them. */
export function policySentence(policy: Policy, kpiNames: readonly string[]): string {
  const { trigger, team, contactPoint, cadence, escalation = [], ending, activeHours } = policy;
  return [
    triggerSentence(trigger, kpiNames, team?.name ?? contactPoint),
    cadencePhrase(cadence),
    ...escalation.map(escalationPhrase),
    ...(activeHours ? [hoursPhrase(activeHours)] : []),
    ...quietPhrases(policy),
    ...(ending.kind === 'hand' ? [endingPhrase(ending)] : []),
  ].join(' · ');
}
