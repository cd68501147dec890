import { type Bean, bean, type Field } from '../http/exported.ts';
import type { ActiveChoice, ParameterDefinition, ParameterKind, ParameterValue } from '../state/model.ts';

/** How the classes of parameters begin. */
export const parameterWords: Readonly<Record<ParameterKind, string>> = {
  string: 'String',
  text: 'Text',
  boolean: 'Boolean',
  choice: 'Choice',
  password: 'Password',
  file: 'File',
  run: 'Run',
  credentials: 'Credentials',
};

/** Passwords, files and credentials: a build names them, and tells no value. */
const untold: ReadonlySet<ParameterKind> = new Set(['password', 'file', 'credentials']);

const packageOf = (kind: ParameterKind) =>
  kind === 'credentials' ? 'com.cloudbees.plugins.credentials' : 'hudson.model';

export function definitionBean(definition: ParameterDefinition): Bean {
  const { kind, ofPlugin } = definition;
  const className = classOf(definition);
  const fields: Field[] = [
    ['defaultParameterValue', 3, () => defaultBean(definition)],
    ['description', 3, () => definition.description ?? null],
    ['name', 3, () => definition.name],
    ['type', 3, () => className.slice(className.lastIndexOf('.') + 1)],
  ];
  if (ofPlugin?.choices) fields.push(['choices', 3, () => (ofPlugin.choices ?? []).map(choiceBean)]);
  if (kind === 'choice') fields.push(['choices', 3, () => definition.choices ?? []]);
  if (kind === 'run') fields.push(['projectName', 3, () => definition.project ?? '']);
  return bean(className, ...fields);
}

/** A tree that does not name its fields takes none of them, as of every object. */
function choiceBean(choice: Readonly<Record<string, string>>): Bean {
  return bean(undefined, ...Object.entries(choice).map(([name, value]): Field => [name, 3, () => value]));
}

function classOf({ kind, active, ofPlugin }: ParameterDefinition): string {
  if (active) return `org.biouno.unochoice.${activeClass(active)}`;
  return ofPlugin?.className ?? `${packageOf(kind)}.${parameterWords[kind]}ParameterDefinition`;
}

/** Class of an Active Choices parameter. https://github.com/jenkinsci/active-choices-plugin */
export function activeClass({ choiceType, references }: ActiveChoice): string {
  if (choiceType.startsWith('ET_')) return 'DynamicReferenceParameter';
  return references ? 'CascadeChoiceParameter' : 'ChoiceParameter';
}

/** Entries that a script lists, marks and all; without values, as for a default. */
export function activeDefault({ list }: ActiveChoice): string {
  const labels = Object.values(list({}));
  const chosen = labels.filter(label => label.endsWith(':selected')).map(label => label.slice(0, -':selected'.length));
  return chosen.join(',') || (labels[0] ?? '');
}

function defaultBean(definition: ParameterDefinition): Bean | null {
  const value = defaultValue(definition);
  return value ? valueBean(value) : null;
}

/** What a build gets when nobody says otherwise; a file has no such thing. */
export function defaultValue(definition: ParameterDefinition): ParameterValue | undefined {
  const { kind, name } = definition;
  if (kind === 'file') return undefined;
  if (definition.active) return { kind, name, value: activeDefault(definition.active) };
  if (kind === 'boolean') return { kind, name, value: definition.defaultValue === true };
  if (kind === 'choice') return { kind, name, value: definition.choices?.[0] ?? '' };
  if (kind === 'run' && definition.defaultValue === undefined) return undefined;
  return { kind, name, value: definition.defaultValue ?? '' };
}

export function valueBean(value: ParameterValue): Bean {
  // The value of a choice is a string like any other; only its definition knows better.
  const word = value.kind === 'choice' ? 'String' : parameterWords[value.kind];
  const fields: Field[] = [['name', 3, () => value.name]];
  if (value.kind === 'run') {
    const [project = '', number = ''] = String(value.value).split('#');
    fields.push(['jobName', 3, () => project], ['number', 3, () => number]);
  } else if (!untold.has(value.kind)) {
    fields.push(['value', 4, () => value.value]);
  }
  return bean(`${packageOf(value.kind)}.${word}ParameterValue`, ...fields);
}

/** The `params` text of a queue item: passwords are stars. */
export function parametersText(values: ParameterValue[] | undefined): string {
  return (values ?? []).map(value => `\n${value.name}=${value.kind === 'password' ? '****' : value.value}`).join('');
}
