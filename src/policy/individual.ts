/** A channel as far as it tells whom it reaches; of its secrets nothing is known. */
interface Reached {
  type: string;
  settings: Record<string, unknown>;
}

/**
 * Whether a contact point reaches one person, as far as its settings say: an e-mail address, a person in Slack, a phone
 * number. People sleep, travel and leave; teams don't.
 */
export function isIndividual(channels: readonly Reached[]): boolean {
  return channels.length > 0 && channels.every(isOfOne);
}

function isOfOne({ type, settings }: Reached): boolean {
  switch (type) {
    case 'email':
      return namesOne(settings.addresses, /[;,\s]+/);
    case 'slack':
      return typeof settings.recipient === 'string' && /^(@|U[A-Z0-9]{6,}$)/.test(settings.recipient.trim());
    case 'sns':
      return namesOne(settings.phone_number, /[;,\s]+/);
    case 'webhook':
      return namesOne(varsOf(settings).to, /[;,]/);
    default:
      return false;
  }
}

function namesOne(text: unknown, separator: RegExp): boolean {
  return typeof text === 'string' && text.split(separator).filter((one) => one !== '').length === 1;
}

function varsOf({ payload }: Record<string, unknown>): Record<string, unknown> {
  const vars: unknown = isRecord(payload) ? payload.vars : undefined;
  return isRecord(vars) ? vars : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
