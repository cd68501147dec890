import { type JsonObject, objectAt, objectsAt, stringAt, stringsAt } from '../base/json.ts';
import { apiPath } from './apiPath.ts';
import { jobPath } from './jobPath.ts';
import type { JenkinsSession, ReadOptions } from './session.ts';

export const ParameterKind = {
  string: 'string',
  boolean: 'boolean',
  choice: 'choice',
  /** A type that is not asked for here; Jenkins fills in the default. */
  other: 'other',
} as const;
export type ParameterKind = (typeof ParameterKind)[keyof typeof ParameterKind];

export interface Parameter {
  readonly kind: ParameterKind;
  readonly name: string;
  /** Jenkins' name of its type, such as `StringParameterDefinition`. */
  readonly type: string;
  readonly description: string | undefined;
  /** As text; booleans are `true` or `false`. */
  readonly defaultValue: string;
  /** The values of a choice, in the job's order. */
  readonly choices: readonly string[];
}

/** Values by parameter name, as the text that goes into the form. */
export type ParameterValues = ReadonlyMap<string, string>;

const parameterTree = 'property[parameterDefinitions[name,type,description,defaultParameterValue[value],choices]]';

const kindsByType: Readonly<Record<string, ParameterKind>> = {
  StringParameterDefinition: ParameterKind.string,
  BooleanParameterDefinition: ParameterKind.boolean,
  ChoiceParameterDefinition: ParameterKind.choice,
};

/** The parameters of a job, in its order; none for a job without. */
export async function readParameters(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<Parameter[]> {
  const answer = objectAt(await session.getJson(apiPath(jobPath(job), parameterTree), options));
  return objectsAt(answer['property'])
    .flatMap(property => objectsAt(property['parameterDefinitions']))
    .flatMap(definition => parseParameter(definition) ?? []);
}

function parseParameter(definition: JsonObject): Parameter | undefined {
  const name = stringAt(definition['name']);
  if (name === undefined) return undefined;
  const type = stringAt(definition['type']) ?? '';
  const value = objectAt(definition['defaultParameterValue'])['value'];
  return {
    kind: kindsByType[type] ?? ParameterKind.other,
    name,
    type,
    description: stringAt(definition['description']) || undefined,
    defaultValue: typeof value === 'boolean' ? String(value) : (stringAt(value) ?? ''),
    choices: stringsAt(definition['choices']),
  };
}
