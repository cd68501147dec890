import { defaultValue } from '../beans/parameterBeans.ts';
import { type Exchange, parameter } from '../http/exchange.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import { isJob, type Job, type ParameterDefinition, type ParameterValue } from '../state/model.ts';

/** A value that Jenkins chokes on: it answers 500. */
export class BadParameterError extends Error {}

/** The values of buildWithParameters: what the request names, else the defaults. Unknown names are ignored. */
export function valuesFromRequest(x: Exchange, job: Job): ParameterValue[] {
  return job.parameters.flatMap(definition => {
    if (definition.kind === 'file') return uploadedValue(x, definition);
    const text = parameter(x, definition.name);
    const value = text === undefined ? defaultValue(definition) : readValue(x.state, definition, text);
    return value ? [value] : [];
  });
}

function uploadedValue(x: Exchange, definition: ParameterDefinition): ParameterValue[] {
  const file = x.form.files.get(definition.name);
  if (!file) return [];
  return [{ kind: 'file', name: definition.name, value: file.fileName, content: file.content }];
}

/** The values of a `json=` form: those named there and no others; a name that the job lacks is an error. */
export function valuesFromJson(x: Exchange, job: Job, json: string): ParameterValue[] {
  return valuesOfInput(x.state, job.parameters, json);
}

/** The same for an input step, whose parameters are its own. */
export function valuesOfInput(state: JenkinsState, definitions: ParameterDefinition[], json: string): ParameterValue[] {
  return namedValues(json).map(({ name, value, runId }) => {
    const definition = definitions.find(known => known.name === name);
    if (!definition) throw new BadParameterError(`No such parameter definition: ${name}`);
    // hudson.model.RunParameterValue is bound by this name alone.
    return readValue(state, definition, String((definition.kind === 'run' ? runId : value) ?? ''));
  });
}

interface NamedValue {
  readonly name: string;
  readonly value: unknown;
  readonly runId: unknown;
}

function namedValues(json: string): NamedValue[] {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null || !('parameter' in parsed)) return [];
  const list: unknown[] = Array.isArray(parsed.parameter) ? parsed.parameter : [parsed.parameter];
  return list.map(entry => {
    if (typeof entry !== 'object' || entry === null || !('name' in entry)) throw new BadParameterError('no name');
    return {
      name: String(entry.name),
      value: 'value' in entry ? entry.value : undefined,
      runId: 'runId' in entry ? entry.runId : undefined,
    };
  });
}

function readValue(state: JenkinsState, definition: ParameterDefinition, text: string): ParameterValue {
  const { kind, name } = definition;
  if (kind === 'boolean') return { kind, name, value: text.toLowerCase() === 'true' };
  if (kind === 'choice' && !definition.choices?.includes(text)) {
    throw new BadParameterError(`Illegal choice for parameter ${name}: ${text}`);
  }
  if (kind === 'run' && !runExists(state, text)) throw new BadParameterError(`No such run: ${text}`);
  return { kind, name, value: definition.trim ? text.trim() : text };
}

function runExists(state: JenkinsState, text: string): boolean {
  const [project = '', number = ''] = text.split('#');
  const job = state.item(project);
  return job !== undefined && isJob(job) && job.builds.some(build => build.number === Number(number));
}
