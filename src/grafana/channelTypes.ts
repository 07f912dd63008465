import { z } from 'zod';

import type { ChannelOption, ChannelType } from '../policy/channel';
import { request } from './http';

const text = z
  .string()
  .nullish()
  .transform((given) => given ?? '');

const choiceSchema = z.object({ value: z.string(), label: text, description: z.string().optional() });

const optionSchema: z.ZodType<ChannelOption> = z
  .object({
    propertyName: z.string(),
    // What a later Grafana may have is a text at least.
    element: z
      .enum(['input', 'textarea', 'select', 'checkbox', 'string_array', 'key_value_map', 'subform', 'subform_array'])
      .catch('input'),
    label: text,
    description: text,
    placeholder: text,
    required: z.boolean().default(false),
    secure: z.boolean().default(false),
    validationRule: text,
    selectOptions: z.array(choiceSchema).nullish(),
    showWhen: z.object({ field: text, is: text }).nullish(),
    dependsOn: text,
    get subformOptions() {
      return z.array(optionSchema).nullish();
    },
  })
  .transform(({ propertyName, required, secure, validationRule, ...given }) => ({
    name: propertyName,
    element: given.element,
    label: given.label,
    description: given.description,
    placeholder: given.placeholder,
    isRequired: required,
    isSecret: secure,
    pattern: validationRule,
    choices: (given.selectOptions ?? []).map(({ label, ...choice }) => ({ ...choice, label: label || choice.value })),
    shownWhen: given.showWhen ?? { field: '', is: '' },
    insteadOf: given.dependsOn,
    options: given.subformOptions ?? [],
  }));

const typesSchema = z.array(
  z.object({
    type: z.string(),
    name: z.string(),
    description: text,
    info: text,
    currentVersion: z.string(),
    versions: z.array(
      z.object({ version: z.string(), canCreate: z.boolean().default(true), options: z.array(optionSchema).nullish() })
    ),
  })
);

/** The kinds of channels that this Grafana can make, by name. */
export async function listChannelTypes(): Promise<ChannelType[]> {
  const types = await request(typesSchema, {
    task: 'list-channel-types',
    url: '/api/alert-notifiers',
    params: { version: '2' },
  });
  return types
    .flatMap(({ type, name, description, info, currentVersion, versions }) => {
      const current = versions.find(({ version, canCreate }) => version === currentVersion && canCreate);
      return current
        ? [
            {
              type,
              version: currentVersion,
              name,
              notes: [description, info].filter((note) => note !== ''),
              options: current.options ?? [],
            },
          ]
        : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
