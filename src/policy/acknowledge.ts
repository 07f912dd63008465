import { APP_ID } from './app';
import { policyIdOf, REMINDER_LABEL } from './cadence';
import { ESCALATION_LABEL } from './escalation';

/** The page of the app that a message's link leads to. */
export const ACKNOWLEDGE_PATH = `/a/${APP_ID}/ack`;

/** One breach of a policy, as a message's link names it. */
export interface BreachRef {
  policyId: string;
  /** What tells it from the policy's other breaches, such as `kpi`. */
  dimensions: Record<string, string>;
  /** The name of the policy's rules, where it is known: by it people silence in Grafana. */
  title?: string;
}

/** A matcher of a silence as Alertmanager's API takes it. */
export interface Matcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

const UID_LABEL = '__alert_rule_uid__';
const NAME_LABEL = 'alertname';

/** Labels that every breach of a policy has, and that somebody may change: a silence must outlive that. */
const COMMON = [NAME_LABEL, 'grafana_folder', 'severity', 'owner', REMINDER_LABEL, ESCALATION_LABEL];

/** Reads the matchers (`name=value`) of Grafana's link to a new silence; undefined when they name no policy's breach. */
export function breachOf(matchers: readonly string[]): BreachRef | undefined {
  const labels = new Map(matchers.map((text) => splitAt(text, text.indexOf('='))));
  const uid = labels.get(UID_LABEL);
  if (uid === undefined || uid === '') {
    return undefined;
  }
  return {
    policyId: policyIdOf(uid),
    dimensions: Object.fromEntries(
      [...labels].filter(([name]) => !name.startsWith('__') && !COMMON.includes(name) && name !== '')
    ),
  };
}

/** The matchers that silence exactly this breach: the policy's rule, its reminders and its escalation, for these dimensions. */
export function silenceMatchers({ policyId, dimensions }: BreachRef): Matcher[] {
  return [
    { name: UID_LABEL, value: `${policyId}(-[re][0-9]+)?`, isRegex: true, isEqual: true },
    ...Object.entries(dimensions).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
  ];
}

/** The search of a link to the page that acknowledges the breach: what `breachOf` reads. */
export function breachSearch({ policyId, dimensions }: BreachRef): string {
  return matcherSearch([[UID_LABEL, policyId], ...Object.entries(dimensions)].map((pair) => pair.join('=')));
}

/**
 * The search of a link to Grafana's form for a silence of this breach. By the name of the rules: the form takes a uid
 * for that of one rule, and the reminders would go on.
 */
export function silenceSearch({ title, dimensions }: BreachRef & { title: string }): string {
  return matcherSearch([[NAME_LABEL, title], ...Object.entries(dimensions)].map((pair) => pair.join('=')));
}

/** Whether a silence holds for the breach: ours, or one by plain labels that somebody made in Grafana for this policy. */
export function isSilencing(matchers: readonly Matcher[], breach: BreachRef): boolean {
  const ours = silenceMatchers(breach);
  const isOurs = (one: Matcher) => ours.some((own) => own.name === one.name && own.value === one.value);
  const isItsRule = (one: Matcher) => one.name === UID_LABEL && one.value === breach.policyId && !one.isRegex;
  const isItsName = (one: Matcher) => one.name === NAME_LABEL && one.value === breach.title && !one.isRegex;
  return (
    matchers.some((one) => one.name === UID_LABEL || isItsName(one)) &&
    matchers.every(
      (one) =>
        one.isEqual && (isOurs(one) || isItsRule(one) || COMMON.includes(one.name) || one.name.startsWith('__grafana'))
    )
  );
}

function matcherSearch(matchers: readonly string[]): string {
  return new URLSearchParams(matchers.map((matcher) => ['matcher', matcher])).toString();
}

function splitAt(text: string, index: number): [string, string] {
  return [text.slice(0, Math.max(index, 0)), text.slice(index + 1)];
}
