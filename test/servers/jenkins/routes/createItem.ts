import { pathOf, type Viewing } from '../beans/viewing.ts';
import { plainShell, shellPlan } from '../builds/shellPlan.ts';
import { answer, redirect } from '../http/answers.ts';
import { type Exchange, header, localUrl, may, parameter } from '../http/exchange.ts';
import { accessDenied, crashed, methodNotAllowed, refused } from '../http/pages.ts';
import { encodeSegment, findByFullName, newContainer, newJob } from '../state/items.ts';
import { type Container, isJob, type Job } from '../state/model.ts';
import { type Configuration, ConfigurationError, readConfiguration } from './configXml.ts';

/** POST createItem on the root or a folder: by config.xml, by copying, or by the form of "New Item". */
export function createItem(x: Exchange, viewing: Viewing, folder: Container): void {
  if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (!may(x, 'hudson.model.Item.Create')) {
    accessDenied(x, 'hudson.model.Item.Create');
  } else if (parameter(x, 'mode') !== undefined || isFormPost(x)) {
    createByMode(x, viewing, folder);
  } else {
    createByXml(x, folder);
  }
}

const isFormPost = (x: Exchange) => (header(x, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');

/** Why a name cannot be had, in Jenkins' words. */
export function nameProblem(folder: Container, name: string): string | undefined {
  if (name === '') return 'No name is specified';
  if (/^\.\.?$/.test(name)) return `‘${name}’ is not an allowed name`;
  const control = /[\u0000-\u001f]/.exec(name)?.[0];
  if (control) return `No control code is allowed: ${name.replace(control, `\\u${control.charCodeAt(0)};`)}`;
  const unsafe = /[?*/\\%!@#$^&|<>[\]:;]/.exec(name)?.[0];
  if (unsafe) return `‘${unsafe}’ is an unsafe character`;
  if (name.endsWith('.')) return 'A name cannot end with ‘.’';
  return folder.items.has(name.toLowerCase()) ? `A job already exists with the name ‘${name}’` : undefined;
}

function newName(x: Exchange, folder: Container): string | undefined {
  const name = parameter(x, 'name')?.replace(/^ +| +$/g, '');
  const problem = name === undefined ? "Query parameter 'name' is required" : nameProblem(folder, name);
  if (problem === undefined) return name;
  refused(x, 400, problem);
  return undefined;
}

function createByXml(x: Exchange, folder: Container): void {
  const name = newName(x, folder);
  if (name === undefined) return;
  if (header(x, 'content-type') === undefined) {
    refused(x, 400, 'No Content-Type header set');
    return;
  }
  try {
    // 255 bytes are what a file name may have.
    if (Buffer.byteLength(name) > 255) throw new ConfigurationError('name too long');
    applyNew(x, folder, name, readConfiguration(x.body.toString('utf8')));
    answer(x, 200);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    crashed(x);
  }
}

function applyNew(x: Exchange, folder: Container, name: string, configuration: Configuration): void {
  if (/\.Folder$/.test(configuration.root)) {
    newContainer('folder', name, folder, { description: configuration.description ?? null });
    return;
  }
  const pipelines = x.state.plugins.some(plugin => plugin.shortName === 'workflow-job');
  const kind = configuration.root === 'project' ? 'freestyle' : 'pipeline';
  if (configuration.root !== 'project' && !(pipelines && configuration.root === 'flow-definition')) {
    throw new ConfigurationError(`unknown type ${configuration.root}`);
  }
  applyConfiguration(newJob(kind, name, folder, { plan: shellPlan(() => []) }), configuration);
}

/** Makes a job what a configuration says. */
export function applyConfiguration(job: Job, configuration: Configuration): void {
  job.description = configuration.description ?? (job.kind === 'pipeline' ? null : '');
  job.disabled = configuration.disabled;
  job.heldOff = false;
  job.parameters = configuration.parameters;
  job.authToken = configuration.authToken;
  // A job whose command stays as it is keeps the plan that it was made with.
  if (configuration.command === job.command) return;
  job.command = configuration.command;
  job.plan = shellPlan(plainShell(configuration.command));
}

function createByMode(x: Exchange, viewing: Viewing, folder: Container): void {
  const mode = parameter(x, 'mode');
  if (mode === undefined) {
    refused(x, 400, 'No mode given');
    return;
  }
  const name = newName(x, folder);
  if (name === undefined) return;
  if (mode === 'copy') {
    if (!copyJob(x, folder, name)) return;
  } else if (mode === 'hudson.model.FreeStyleProject') {
    newJob('freestyle', name, folder, { plan: shellPlan(() => []) });
  } else if (mode === 'com.cloudbees.hudson.plugins.folder.Folder' && x.state.plugins.length > 0) {
    newContainer('folder', name, folder);
  } else {
    refused(x, 400, `No item type ‘${mode}’ is known`);
    return;
  }
  redirect(x, localUrl(x, `${pathOf(viewing, folder)}job/${encodeSegment(name)}/configure`));
}

function copyJob(x: Exchange, folder: Container, name: string): boolean {
  const from = parameter(x, 'from') ?? '';
  const source = folder.items.get(from.toLowerCase()) ?? findByFullName(x.state.root, from.replace(/^\//, ''));
  if (!source || !isJob(source)) {
    refused(x, 400, `No such job: ${from}`);
    return false;
  }
  newJob(source.kind, name, folder, {
    ...source,
    name,
    parent: folder,
    builds: [],
    nextBuildNumber: 1,
    heldOff: true,
    parameters: structuredClone(source.parameters),
    hiddenFrom: new Set(source.hiddenFrom),
  });
  return true;
}
