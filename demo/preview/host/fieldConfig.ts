import {
  getFieldDisplayName,
  type DataFrame,
  type Field,
  type FieldConfig,
  type FieldConfigSource,
} from '@grafana/data';

/** The frame with a panel's field settings: defaults for what it does not say, overrides by name or by a pattern of it. */
export function configured(frame: DataFrame, source?: FieldConfigSource): DataFrame {
  return { ...frame, fields: frame.fields.map((field) => ({ ...field, config: configOf(field, frame, source) })) };
}

function configOf(field: Field, frame: DataFrame, source?: FieldConfigSource): FieldConfig {
  const { custom, ...defaults } = source?.defaults ?? {};
  const config: FieldConfig = { ...defaults, ...field.config, custom: { ...custom, ...field.config.custom } };
  const name = getFieldDisplayName(field, frame);
  for (const { matcher, properties } of source?.overrides ?? []) {
    const isMeant =
      matcher.id === 'byRegexp'
        ? patternOf(String(matcher.options)).test(name)
        : matcher.id === 'byName' && [field.name, name].includes(String(matcher.options));
    if (isMeant) {
      properties.forEach(({ id, value }) => set(config, id, value));
    }
  }
  return config;
}

/** `color` is the field's own, `custom.lineStyle` the chart's. */
function set(config: FieldConfig, id: string, value: unknown): void {
  const [, custom] = /^custom\.(.*)$/.exec(id) ?? [];
  Object.assign(custom === undefined ? config : config.custom, { [custom ?? id]: value });
}

function patternOf(text: string): RegExp {
  const [, body = text] = /^\/(.*)\/$/.exec(text) ?? [];
  return new RegExp(body);
}
