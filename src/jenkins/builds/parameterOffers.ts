import { asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { ForbiddenError, NotFoundError, RequestError } from '../../http/errors.ts';
import { expectObject } from '../../http/expectObject.ts';
import type { HttpResponse } from '../../http/response.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type BuildResult, buildTree, parseBuild } from './builds.ts';
import { type Parameter, ParameterKind } from './parameters.ts';

/** Value that the server offers for a parameter. */
export interface Offer {
  readonly value: string;
  /** Label for people, where it differs from the value. */
  readonly label: string;
  readonly note: string | undefined;
  /** Of a build: its result. */
  readonly result?: BuildResult | undefined;
}

const maxBuilds = 100;

/**
 * Reads the values that the server itself lists for a parameter whose definition does not: builds, nodes, labels,
 * credentials, and lists that the parameter's own plugin fills.
 * @returns an empty list where it lists none, or the account may not see them
 * @throws RequestError when the list cannot be read; a value can be typed all the same
 */
export async function readOffers(
  session: JenkinsSession,
  job: string,
  parameter: Parameter,
  options: ReadOptions = {},
): Promise<Offer[]> {
  try {
    return await read(session, job, parameter, options);
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return [];
    throw error;
  }
}

function read(session: JenkinsSession, job: string, parameter: Parameter, options: ReadOptions): Promise<Offer[]> {
  switch (parameter.kind) {
    case ParameterKind.run:
      return parameter.project === undefined ? Promise.resolve([]) : readRuns(session, parameter.project, options);
    case ParameterKind.node:
      return readNodes(session, options);
    case ParameterKind.label:
      return readLabels(session, options);
    case ParameterKind.credentials:
      return readCredentials(session, job, options);
    case ParameterKind.other:
      return readFill(session, job, parameter, options);
    default:
      return Promise.resolve(parameter.choices.map(value => ({ value, label: value, note: undefined })));
  }
}

/** A run parameter's value is the job's full name and the build's number. */
async function readRuns(session: JenkinsSession, project: string, options: ReadOptions): Promise<Offer[]> {
  const tree = `builds[${buildTree}]{0,${maxBuilds}}`;
  const answer = await session.getObject(apiPath(jobPath(project), tree), options);
  return asObjects(answer['builds']).flatMap(json => {
    const build = parseBuild(json);
    if (!build || build.running) return [];
    const note = new Date(build.startedAt).toISOString().slice(0, 16).replace('T', ' ');
    return [{ value: `${project}#${build.number}`, label: build.displayName, note, result: build.result }];
  });
}

async function readNodes(session: JenkinsSession, options: ReadOptions): Promise<Offer[]> {
  const names = (await readComputers(session, options)).map(nodeName).filter(name => name !== '');
  return names.map(name => ({ value: name, label: name, note: undefined }));
}

async function readLabels(session: JenkinsSession, options: ReadOptions): Promise<Offer[]> {
  const labels = (await readComputers(session, options))
    .flatMap(computer => asObjects(computer['assignedLabels']))
    .flatMap(label => asString(label['name']) || []);
  return [...new Set(labels)].sort().map(label => ({ value: label, label, note: undefined }));
}

async function readComputers(session: JenkinsSession, options: ReadOptions): Promise<JsonObject[]> {
  const tree = 'computer[_class,displayName,assignedLabels[name]]';
  return asObjects((await session.getObject(apiPath('/computer', tree), options))['computer']);
}

/** The controller itself has one name for display and another as a value. */
function nodeName(computer: JsonObject): string {
  const isController = asText(computer['_class']).endsWith('MasterComputer');
  return isController ? 'built-in' : asText(computer['displayName']);
}

/** Credentials of the controller and of the folders above the job, as far as the account may see them. */
async function readCredentials(session: JenkinsSession, job: string, options: ReadOptions): Promise<Offer[]> {
  const parents = job.split('/').slice(0, -1);
  const stores = [
    '/credentials/store/system/domain/_',
    ...parents.map((_, at) => `${jobPath(parents.slice(0, at + 1).join('/'))}/credentials/store/folder/domain/_`),
  ];
  const lists = await Promise.all(stores.map(store => readStore(session, store, options)));
  return lists.flat();
}

async function readStore(session: JenkinsSession, store: string, options: ReadOptions): Promise<Offer[]> {
  const tree = 'credentials[id,displayName,description,typeName]';
  try {
    const answer = await session.getObject(apiPath(store, tree), options);
    return asObjects(answer['credentials']).flatMap(json => {
      const id = asString(json['id']);
      const words = [asString(json['description']) || asString(json['displayName']), asString(json['typeName'])];
      return id ? [{ value: id, label: id, note: words.filter(Boolean).join(' · ') || undefined }] : [];
    });
  } catch (error) {
    if (error instanceof RequestError && error.status !== undefined) return [];
    throw error;
  }
}

/**
 * Reads the list of a plugin's parameter (Git branches, for instance). By POST, as Jenkins' own pages do, although it
 * changes nothing; plugins that want a GET answer 405.
 */
async function readFill(
  session: JenkinsSession,
  job: string,
  parameter: Parameter,
  { signal }: ReadOptions,
): Promise<Offer[]> {
  if (!/^[\w.$]+$/.test(parameter.className)) return [];
  const path = `${jobPath(job)}/descriptorByName/${parameter.className}/fillValueItems?param=${encodeURIComponent(parameter.name)}`;
  let answer: unknown;
  try {
    answer = await (await session.ask(path, isList, { signal })).json();
  } catch (error) {
    const wantsGet = error instanceof RequestError && error.status === 405;
    if (!wantsGet && !(error instanceof ForbiddenError)) throw error;
    answer = await session.getJson(path, { signal });
  }
  const { values } = expectObject(answer, session.traceOf('POST', path), ['values']);
  return asObjects(values).flatMap(json => {
    const value = asString(json['value']);
    return value === undefined ? [] : [{ value, label: asString(json['name']) || value, note: undefined }];
  });
}

function isList(response: HttpResponse): boolean {
  return response.status === 200 && response.mediaType === 'application/json';
}
