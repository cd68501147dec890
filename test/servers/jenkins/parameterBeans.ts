import { type Bean, bean, type Field } from './exported.ts';
import type { ParameterDefinition, ParameterKind, ParameterValue } from './model.ts';

const words: Record<ParameterKind, string> = {
  string: 'String',
  text: 'Text',
  boolean: 'Boolean',
  choice: 'Choice',
  password: 'Password',
  file: 'File',
  run: 'Run',
};

export function definitionBean(definition: ParameterDefinition): Bean {
  const word = words[definition.kind];
  const fields: Field[] = [
    ['defaultParameterValue', 3, () => defaultBean(definition)],
    ['description', 3, () => definition.description ?? null],
    ['name', 3, () => definition.name],
    ['type', 3, () => `${word}ParameterDefinition`],
  ];
  if (definition.kind === 'choice') fields.push(['choices', 3, () => definition.choices ?? []]);
  if (definition.kind === 'run') fields.push(['projectName', 3, () => definition.project ?? '']);
  return bean(`hudson.model.${word}ParameterDefinition`, ...fields);
}

function defaultBean(definition: ParameterDefinition): Bean | null {
  const value = defaultValue(definition);
  return value ? valueBean(value) : null;
}

/** What a build gets when nobody says otherwise; a file has no such thing. */
export function defaultValue(definition: ParameterDefinition): ParameterValue | undefined {
  const { kind, name } = definition;
  if (kind === 'file') return undefined;
  if (kind === 'boolean') return { kind, name, value: definition.defaultValue === true };
  if (kind === 'choice') return { kind, name, value: definition.choices?.[0] ?? '' };
  if (kind === 'run' && definition.defaultValue === undefined) return undefined;
  return { kind, name, value: definition.defaultValue ?? '' };
}

export function valueBean(value: ParameterValue): Bean {
  // The value of a choice is a string like any other; only its definition knows better.
  const word = value.kind === 'choice' ? 'String' : words[value.kind];
  const fields: Field[] = [['name', 3, () => value.name]];
  if (value.kind === 'run') {
    const [project = '', number = ''] = String(value.value).split('#');
    fields.push(['jobName', 3, () => project], ['number', 3, () => number]);
  } else if (value.kind !== 'password' && value.kind !== 'file') {
    fields.push(['value', 4, () => value.value]);
  }
  return bean(`hudson.model.${word}ParameterValue`, ...fields);
}

/** The `params` text of a queue item: passwords are stars. */
export function parametersText(values: ParameterValue[] | undefined): string {
  return (values ?? []).map(value => `\n${value.name}=${value.kind === 'password' ? '****' : value.value}`).join('');
}
