import { asObject, asObjects, asString, asStrings, asText, type JsonObject } from '../../base/json.ts';
import type { FormFile } from '../../http/index.ts';
import { WrongParametersError } from '../errors.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { buildPath } from './builds.ts';
import { isSeparator, textOfValue } from './parameterValue.ts';
import { steeringNamesIn } from './steeringNames.ts';

/** Kind of a parameter: the way to ask for it. */
export const ParameterKind = {
  string: 'string',
  /** Text with several lines. */
  text: 'text',
  boolean: 'boolean',
  /** Value out of the job's list. */
  choice: 'choice',
  /** Any number of listed values. */
  choices: 'choices',
  password: 'password',
  file: 'file',
  /** A build of a job. */
  run: 'run',
  credentials: 'credentials',
  node: 'node',
  label: 'label',
  /** Its list, or text, is made by a script of the job for each form: see `readForm`. */
  dynamic: 'dynamic',
  /** Type of a plugin: the server may list values for it. */
  other: 'other',
  /** No question: it has no value, as a separator, or one that the job hides from people. */
  unasked: 'unasked',
} as const;
export type ParameterKind = (typeof ParameterKind)[keyof typeof ParameterKind];

export interface Parameter {
  readonly kind: ParameterKind;
  readonly name: string;
  /** Jenkins' name of its type, such as `StringParameterDefinition`. */
  readonly type: string;
  /** The Java class, which names its descriptor. */
  readonly className: string;
  readonly description: string | undefined;
  /** As text, booleans as `true` or `false`; undefined where Jenkins hides it. */
  readonly defaultValue: string | undefined;
  /** The values that the definition lists, in its order. */
  readonly choices: readonly string[];
  /** Separator between chosen values. */
  readonly delimiter: string;
  /** Of a run parameter: full name of the job whose builds are offered. */
  readonly project: string | undefined;
  /** Pattern (java.util.regex) that the whole value must match, and the message when it does not. */
  readonly pattern: { readonly regex: string; readonly message: string | undefined } | undefined;
}

/** File as the value of a parameter. */
export type FileValue = FormFile;

/** Values by parameter name: text for the form, or a file. */
export type ParameterValues = ReadonlyMap<string, string | FileValue>;

/** Fields of a parameter's definition. */
export const definitionTree = [
  'name,type,description,choices[name,value],projectName,regex,failedValidationMessage,choiceType,multiSelectDelimiter',
  'defaultParameterValue[value,jobName,number]',
].join(',');
/** Fields of a job for its parameters. */
export const parameterTree = `property[parameterDefinitions[${definitionTree}]]`;

const kindsByType: Readonly<Record<string, ParameterKind>> = {
  StringParameterDefinition: ParameterKind.string,
  ValidatingStringParameterDefinition: ParameterKind.string,
  TextParameterDefinition: ParameterKind.text,
  BooleanParameterDefinition: ParameterKind.boolean,
  ChoiceParameterDefinition: ParameterKind.choice,
  PasswordParameterDefinition: ParameterKind.password,
  NonStoredPasswordParameterDefinition: ParameterKind.password,
  FileParameterDefinition: ParameterKind.file,
  RunParameterDefinition: ParameterKind.run,
  CredentialsParameterDefinition: ParameterKind.credentials,
  NodeParameterDefinition: ParameterKind.node,
  LabelParameterDefinition: ParameterKind.label,
};

/**
 * Reads the parameters of a job, in its order; none for a job without.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readParameters(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<Parameter[]> {
  return parametersIn(await session.getObject(apiPath(jobPath(job), parameterTree), options));
}

/** Parses the parameters of a job's answer. */
export function parametersIn(job: JsonObject): Parameter[] {
  return asObjects(job['property']).flatMap(property => definitionsIn(property['parameterDefinitions']));
}

/** Parses a list of definitions of parameters. */
export function definitionsIn(definitions: unknown): Parameter[] {
  return asObjects(definitions).flatMap(definition => parseParameter(definition) ?? []);
}

function parseParameter(definition: JsonObject): Parameter | undefined {
  const name = asString(definition['name']);
  if (name === undefined) return undefined;
  const type = asText(definition['type']);
  const choices = choicesIn(definition['choices']);
  const kind = kindOf(definition, type, choices);
  const regex = asString(definition['regex']);
  // Of several, none is chosen by itself.
  const first = kind === ParameterKind.choices ? undefined : choices[0];
  return {
    kind,
    name,
    type,
    className: asText(definition['_class']),
    description: asString(definition['description']) || undefined,
    defaultValue: textOfValue(asObject(definition['defaultParameterValue'])) ?? first,
    choices,
    delimiter: asString(definition['multiSelectDelimiter']) || ',',
    project: asString(definition['projectName']) || undefined,
    pattern: regex ? { regex, message: asString(definition['failedValidationMessage']) || undefined } : undefined,
  };
}

/** Plugins list texts, or objects that hold them. */
function choicesIn(value: unknown): string[] {
  const texts = asStrings(value);
  if (texts.length > 0) return texts;
  return asObjects(value).flatMap(choice => textOfValue(choice) ?? asString(choice['name']) ?? []);
}

/** Types of plugins, by what their names have in common. */
const unasked = /Separator|Hid(?:e|den)|HIDDEN/;
const secret = /Password|PASSWORD/;
const several = /MULTI(?!_LEVEL_SINGLE|line|branch)|CHECK_?BOX/i;
const uploaded = /FileParameterDefinition$/;
const activeChoice = /^org\.biouno\.unochoice\./;

/** Parameters of plugins that list their values are treated like choices, whatever their type. */
function kindOf(definition: JsonObject, type: string, choices: readonly string[]): ParameterKind {
  const known = kindsByType[type];
  if (known) return known;
  if (unasked.test(type)) return ParameterKind.unasked;
  if (uploaded.test(type)) return ParameterKind.file;
  const isBoolean = typeof asObject(definition['defaultParameterValue'])['value'] === 'boolean';
  if (isBoolean && choices.length === 0) return ParameterKind.boolean;
  if (secret.test(type)) return ParameterKind.password;
  const isMany = several.test(asText(definition['choiceType']) + type);
  if (isMany && choices.length > 0) return ParameterKind.choices;
  if (choices.length > 0) return ParameterKind.choice;
  return activeChoice.test(asText(definition['_class'])) ? ParameterKind.dynamic : ParameterKind.other;
}

/**
 * Reads the parameters that a build was started with, in their order. The value is undefined where Jenkins hides it: of
 * passwords and files. Separators are none.
 */
export async function readBuildParameters(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<Map<string, string | undefined>> {
  const tree = 'actions[parameters[name,value,jobName,number]]';
  const answer = await session.getObject(apiPath(buildPath(job, number), tree), options);
  const parameters = asObjects(answer['actions']).flatMap(action => asObjects(action['parameters']));
  return new Map(
    parameters.flatMap(json => {
      const name = asString(json['name']);
      return name === undefined || isSeparator(json) ? [] : [[name, textOfValue(json)]];
    }),
  );
}

/**
 * Checks values against the parameters of a job: Jenkins ignores an unknown name, makes a wrong boolean `false` and
 * answers a wrong choice with a failure of its own.
 * @throws WrongParametersError
 */
export function checkValues(parameters: readonly Parameter[], values: ParameterValues): void {
  const known = new Set(parameters.map(({ name }) => name));
  const unknown = [...values.keys()].filter(name => !known.has(name));
  const refused = refusedValues(parameters, values);
  const isFormOnly = parameters.some(({ kind }) => formOnly.has(kind));
  const steering = isFormOnly ? steeringNamesIn(values.keys()) : [];
  if (unknown.length + refused.length + steering.length > 0) throw new WrongParametersError(unknown, refused, steering);
}

/** Kinds whose values have a structure of their own on Jenkins' pages: only plain form fields are known to work. */
const formOnly: ReadonlySet<ParameterKind> = new Set([ParameterKind.node, ParameterKind.label]);

/** Names of the parameters that do not take their value. */
export function refusedValues(parameters: readonly Parameter[], values: ParameterValues): string[] {
  const byName = new Map(parameters.map(parameter => [parameter.name, parameter]));
  return [...values].flatMap(([name, value]) => {
    const parameter = byName.get(name);
    return parameter && !isAllowed(parameter, value) ? [name] : [];
  });
}

/** Whether a choice may take values that it does not list: of plugins, which do not tell whether they refuse them. */
export function isOpenChoice({ type, className }: Parameter): boolean {
  const isOfPlugin = Boolean(className) && className !== 'hudson.model.ChoiceParameterDefinition';
  return isOfPlugin || type !== 'ChoiceParameterDefinition';
}

/** Whether a parameter takes a value, as far as the job's definition says. */
export function isAllowed(parameter: Parameter, value: string | FileValue): boolean {
  if (typeof value !== 'string') return parameter.kind === ParameterKind.file;
  switch (parameter.kind) {
    case ParameterKind.boolean:
      return value === 'true' || value === 'false';
    case ParameterKind.choice:
      return isOpenChoice(parameter) || parameter.choices.includes(value) || value === parameter.defaultValue;
    case ParameterKind.file:
      return false;
    default:
      return true;
  }
}
