import type { NewContactPoint } from './contactPoint';
import { PLAIN_TEXT, PLAIN_TITLE } from './message';

/** A kind of channel that a contact point can have, as Grafana describes it. */
export interface ChannelType {
  type: string;
  version: string;
  name: string;
  /** What Grafana says of it, in Grafana's words. */
  notes: string[];
  options: ChannelOption[];
}

/** A setting of a kind of channel. */
export interface ChannelOption {
  name: string;
  element:
    | 'input'
    | 'textarea'
    | 'select'
    | 'checkbox'
    | 'string_array'
    | 'key_value_map'
    | 'subform'
    | 'subform_array';
  label: string;
  description: string;
  placeholder: string;
  isRequired: boolean;
  /** Grafana keeps it for itself once it is written. */
  isSecret: boolean;
  /** What the text must match; empty for any. */
  pattern: string;
  choices: Array<{ value: string; label: string; description?: string }>;
  /** Shown only while that setting says this; of no field, always. */
  shownWhen: { field: string; is: string };
  /** The setting that makes this one needless. */
  insteadOf: string;
  options: ChannelOption[];
}

/**
 * What is typed for settings, by name: texts; yes or no; of a list a text with an entry a line, of pairs one with
 * `name: value` lines; of a form what is typed in it, or undefined where nobody asked for it.
 */
export type Typed = Record<string, unknown>;

/** What is wrong with what is typed, and where. */
export interface ChannelIssue {
  path: Array<string | number>;
  what: 'missing' | 'pattern' | 'pairs';
}

interface Settings {
  settings: Record<string, unknown>;
  /** Texts that no message may repeat. */
  secrets: string[];
  issues: ChannelIssue[];
}

/** The settings of a channel as Grafana takes them: what is shown and not empty. */
export function channelSettings(options: readonly ChannelOption[], typed: Typed): Settings {
  const parts = options
    .filter((option) => isShown(option, typed))
    .map((option) => ({ option, ...valueOf(option, typed[option.name], isNeeded(option, typed)) }));
  return {
    settings: Object.fromEntries(
      parts.flatMap(({ option, value }) => (value === undefined ? [] : [[option.name, value]]))
    ),
    secrets: parts.flatMap(({ secrets }) => secrets),
    issues: parts.flatMap(({ option, issues }) =>
      issues.map(({ path, what }) => ({ path: [option.name, ...path], what }))
    ),
  };
}

/** The contact point that is typed, or what is wrong with it. */
export function channelContactPoint(
  { type, version, options }: ChannelType,
  { title, resolved }: { title: string; resolved: boolean },
  typed: Typed
): { contactPoint: NewContactPoint; issues: ChannelIssue[] } {
  const { settings, secrets, issues } = channelSettings(options, typed);
  return {
    contactPoint: { title, integration: { type, version, settings, disableResolveMessage: !resolved }, secrets },
    issues,
  };
}

/** Whether the person is asked for it, for some settings have a meaning only beside others. */
export function isShown({ shownWhen: { field, is } }: ChannelOption, typed: Typed): boolean {
  return field === '' || String(typed[field] ?? '') === is;
}

/** Whether it must be filled in: one that stands in for another must not when the other is. */
export function isNeeded({ isRequired, insteadOf }: ChannelOption, typed: Typed): boolean {
  return isRequired && textOf(typed[insteadOf]) === '';
}

const WORDS: Record<string, string | undefined> = { subject: PLAIN_TITLE, title: PLAIN_TITLE, message: PLAIN_TEXT };

/** Whether a setting begins with our words. */
export function isWords(name: string): boolean {
  return WORDS[name] !== undefined;
}

/** What a new channel says of a breach, where it has a title and a message. */
export function defaultTyped(options: readonly ChannelOption[]): Typed {
  return Object.fromEntries(
    options.flatMap(({ name, element }) => {
      const text = element === 'input' || element === 'textarea' ? WORDS[name] : undefined;
      return text === undefined ? [] : [[name, text]];
    })
  );
}

interface Value {
  value?: unknown;
  secrets: string[];
  issues: ChannelIssue[];
}

function valueOf(option: ChannelOption, typed: unknown, isNeeded: boolean): Value {
  switch (option.element) {
    case 'checkbox':
      return { ...(typed === true && { value: true }), secrets: [], issues: [] };
    case 'subform':
      return isForm(typed) || isNeeded ? formValue(option, typed) : { secrets: [], issues: [] };
    case 'subform_array':
      return formsValue(option, typed);
    default:
      return textValue(option, textOf(typed), isNeeded);
  }
}

function textValue({ name, element, isSecret, pattern }: ChannelOption, text: string, isNeeded: boolean): Value {
  if (text === '') {
    return { secrets: [], issues: isNeeded ? [{ path: [], what: 'missing' }] : [] };
  }
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (element === 'string_array') {
    return { value: lines, secrets: [], issues: [] };
  }
  if (element === 'key_value_map') {
    const pairs = lines.map(pairOf);
    const sound = pairs.filter((pair) => pair !== undefined);
    // Headers let others in as passwords do.
    const secrets = sound.map(([, value]) => value).filter((value) => value !== '');
    return {
      value: Object.fromEntries(sound),
      secrets,
      issues: sound.length < pairs.length ? [{ path: [], what: 'pairs' }] : [],
    };
  }
  // Whoever has a webhook's address may write to it, though Grafana shows some of them.
  const isSound = pattern === '' || new RegExp(pattern).test(text);
  return {
    value: text,
    secrets: isSecret || name === 'url' ? [text] : [],
    issues: isSound ? [] : [{ path: [], what: 'pattern' }],
  };
}

/** The name and the value of a line. */
function pairOf(line: string): [string, string] | undefined {
  const [, name, value] = /^([^:]*[^:\s])\s*:\s*(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value];
}

function formValue({ options }: ChannelOption, typed: unknown): Value {
  const { settings, ...rest } = channelSettings(options, typedOf(typed));
  return { value: settings, ...rest };
}

function formsValue(option: ChannelOption, typed: unknown): Value {
  const forms = (Array.isArray(typed) ? typed : []).map((one) => formValue(option, one));
  return {
    ...(forms.length > 0 && { value: forms.map(({ value }) => value) }),
    secrets: forms.flatMap(({ secrets }) => secrets),
    issues: forms.flatMap(({ issues }, index) => issues.map(({ path, what }) => ({ path: [index, ...path], what }))),
  };
}

function textOf(typed: unknown): string {
  return typeof typed === 'string' ? typed.trim() : '';
}

/** What is typed for a form of settings; nothing where it is no such thing. */
export function typedOf(value: unknown): Typed {
  return isForm(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function isForm(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
