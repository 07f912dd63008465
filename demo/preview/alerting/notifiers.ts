import { HttpResponse } from 'msw';

import type { Routes } from './route';

interface Option {
  label: string;
  /** `input`, if nothing else is said. */
  element?: 'textarea' | 'checkbox' | 'key_value_map' | 'subform';
  isRequired?: boolean;
  isSecret?: boolean;
  /** The option that stands in for it. */
  dependsOn?: string;
  /** Of a subform. */
  options?: Record<string, Option>;
}

/** The kinds of channel that the fake knows, with their options as far as they are words or yes and no. */
const KINDS: Record<string, { name: string; options: Record<string, Option> } | undefined> = {
  slack: {
    name: 'Slack',
    options: {
      recipient: { label: 'Recipient', isRequired: true, dependsOn: 'url' },
      token: { label: 'Token', isRequired: true, isSecret: true, dependsOn: 'url' },
      username: { label: 'Username' },
      mentionUsers: { label: 'Mention Users' },
      mentionGroups: { label: 'Mention Groups' },
      url: { label: 'Webhook URL', isRequired: true, isSecret: true, dependsOn: 'token' },
      endpointUrl: { label: 'Endpoint URL' },
      title: { label: 'Title' },
      color: { label: 'Color' },
      text: { label: 'Text Body', element: 'textarea' },
    },
  },
  webhook: {
    name: 'Webhook',
    options: {
      url: { label: 'URL', isRequired: true },
      username: { label: 'User name' },
      password: { label: 'Password', isSecret: true },
      authorization_scheme: { label: 'Authorization scheme' },
      authorization_credentials: { label: 'Authorization credentials', isSecret: true },
      headers: { label: 'Extra Headers', element: 'key_value_map' },
      title: { label: 'Title', element: 'textarea' },
      message: { label: 'Message', element: 'textarea' },
      payload: {
        label: 'Custom Payload',
        element: 'subform',
        options: {
          template: { label: 'Payload Template', element: 'textarea' },
          vars: { label: 'Payload Variables', element: 'key_value_map' },
        },
      },
    },
  },
  pagerduty: {
    name: 'PagerDuty',
    options: {
      integrationKey: { label: 'Integration Key', isRequired: true, isSecret: true },
      severity: { label: 'Severity' },
      summary: { label: 'Summary', element: 'textarea' },
      details: { label: 'Details', element: 'key_value_map' },
    },
  },
  email: {
    name: 'Email',
    options: {
      singleEmail: { label: 'Single email', element: 'checkbox' },
      addresses: { label: 'Addresses', element: 'textarea', isRequired: true },
      message: { label: 'Message', element: 'textarea' },
      subject: { label: 'Subject', element: 'textarea' },
    },
  },
};

export function isKnownKind(type: string): boolean {
  return KINDS[type] !== undefined;
}

/** The settings of a kind of channel that never leave Grafana. */
export function secretsOf(type: string): string[] {
  return Object.entries(KINDS[type]?.options ?? {}).flatMap(([name, { isSecret }]) => (isSecret ? [name] : []));
}

/** What there is to fill in for each kind of channel, in the newer of Grafana's two forms. */
export function notifierRoutes(routes: Routes): void {
  routes.on('get', '/api/alert-notifiers', () =>
    HttpResponse.json(
      Object.entries(KINDS).map(([type, kind]) => ({
        type,
        name: kind?.name,
        currentVersion: 'v1',
        versions: [
          { version: 'v1', canCreate: true, options: Object.entries(kind?.options ?? {}).map(describedOption) },
        ],
      }))
    )
  );
}

function describedOption([propertyName, option]: [string, Option]): object {
  const { label, element = 'input', isRequired = false, isSecret = false, dependsOn = '' } = option;
  return {
    propertyName,
    ...{ label, element, dependsOn },
    inputType: element === 'input' ? 'text' : '',
    description: '',
    placeholder: '',
    selectOptions: null,
    showWhen: { field: '', is: '' },
    required: isRequired,
    secure: isSecret,
    validationRule: '',
    subformOptions: option.options ? Object.entries(option.options).map(describedOption) : null,
  };
}
