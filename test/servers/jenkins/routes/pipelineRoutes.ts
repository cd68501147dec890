import { defaultValue, parameterWords } from '../beans/parameterBeans.ts';
import { pathOf, type Viewing } from '../beans/viewing.ts';
import { withoutNotes } from '../builds/logStreams.ts';
import { isInterruption } from '../flow/flowGraph.ts';
import { type Plain, stagesOf } from '../flow/stageJson.ts';
import { answer } from '../http/answers.ts';
import { type Exchange, localUrl, type PathSegment } from '../http/exchange.ts';
import { nothingHere } from '../http/pages.ts';
import { shownName } from '../state/items.ts';
import type { Build, Job, ParameterDefinition, PendingInput, Stage } from '../state/model.ts';
import { flowNodeRoutes, toldRun } from './flowNodeRoutes.ts';
import { graphViewRoutes } from './graphViewRoutes.ts';
import { inputRoutes, submitInput } from './inputRoutes.ts';
import { replayRoutes, restartRoutes } from './replayRoutes.ts';

const sendJson = (x: Exchange, value: Plain) =>
  answer(x, 200, { 'Content-Type': 'application/json;charset=utf-8' }, JSON.stringify(value));

const hasPlugin = (x: Exchange, name: string) => x.state.plugins.some(plugin => plugin.shortName === name);

/** What pipelines have beside other builds; false where the path means nothing. */
export function runRoutes(x: Exchange, viewing: Viewing, build: Build, rest: PathSegment[]): boolean {
  const words = rest.map(segment => segment.name);
  if (words[0] === 'wfapi' || words[0] === 'input') return restOrInput(x, viewing, build, words);
  if (build.job.kind !== 'pipeline') return false;
  if (words[0] === 'execution' && words[1] === 'node') {
    return nodeRoutes(x, viewing, build, words[2] ?? '', words.slice(3).join('/'));
  }
  if (words[0] === 'replay') return replayRoutes(x, { viewing, build }, words.slice(1).join('/'));
  if (words[0] === 'restart') return restartRoutes(x, { viewing, build }, words.slice(1));
  if (words[0] === 'stages' && hasPlugin(x, 'pipeline-graph-view')) {
    return graphViewRoutes(x, viewing, build, words.slice(1).join('/'));
  }
  return false;
}

function restOrInput(x: Exchange, viewing: Viewing, build: Build, words: string[]): boolean {
  if (words[0] === 'wfapi' && !hasPlugin(x, 'pipeline-rest-api')) return false;
  if (build.job.kind !== 'pipeline') {
    nothingHere(x);
    return true;
  }
  return words[0] === 'wfapi'
    ? wfapi(x, viewing, build, words[1] ?? '')
    : inputRoutes(x, viewing, build, words[1] ?? '', words[2] ?? '');
}

function wfapi(x: Exchange, viewing: Viewing, build: Build, word: string): boolean {
  const base = runPath(x, viewing, build);
  const pending = build.inputs.map(input => pendingJson(input, base));
  if (word === 'describe') sendJson(x, runJson(x, viewing, build));
  else if (word === 'pendingInputActions') sendJson(x, pending);
  else if (word === 'nextPendingInputAction') sendJson(x, pending[0] ?? null);
  else if (word === 'changesets') sendJson(x, changeSets(build, `${base}changes`));
  else if (word === 'artifacts') sendJson(x, []);
  else if (word === 'inputSubmit') submitInput(x, build);
  else return false;
  return true;
}

function changeSets({ changes }: Build, consoleUrl: string): Plain {
  const commits = changes.map(({ commitId, message, timestamp }) => ({
    ...{ commitId, authorJenkinsId: '', message: message.split('\n')[0] ?? '', timestamp },
    consoleUrl: `${consoleUrl}#${commitId}`,
  }));
  return commits.length > 0 ? [{ kind: 'git', commitCount: commits.length, commits, consoleUrl }] : [];
}

/** `…/job/x/wfapi/…` */
export function jobWfapi(x: Exchange, viewing: Viewing, job: Job, word: string): boolean {
  if (!hasPlugin(x, 'pipeline-rest-api') || job.kind !== 'pipeline') return false;
  const base = localUrl(x, pathOf(viewing, job));
  const links = { self: { href: `${base}wfapi/describe` }, runs: { href: `${base}wfapi/runs` } };
  if (word === 'runs')
    sendJson(
      x,
      runsSince(job, x.query.get('since')).map(build => runJson(x, viewing, build)),
    );
  else if (word === 'describe') sendJson(x, { _links: links, name: shownName(job), runCount: job.builds.length });
  else return false;
  return true;
}

/** The last ten runs, or those down to the one of that name. */
function runsSince({ builds }: Job, since: string | null): Build[] {
  const last = builds.findIndex(build => runName(build) === since);
  return builds.slice(0, last < 0 ? 10 : Math.min(10, last + 1));
}

function runName({ displayName, number }: Build): string {
  return displayName ?? `#${number}`;
}

const runPath = (x: Exchange, viewing: Viewing, build: Build) =>
  localUrl(x, `${pathOf(viewing, build.job)}${build.number}/`);

function runStatus(build: Build): string {
  if (build.inputs.length > 0) return 'PAUSED_PENDING_INPUT';
  if (build.building) return 'IN_PROGRESS';
  // A caught interruption sets the result, and a later failure ends the run.
  const failure = build.flow?.nodes.at(-1)?.error;
  if (failure && !isInterruption(failure)) return 'FAILED';
  if (build.result === 'FAILURE') return build.stages.length === 0 && !build.flow ? 'NOT_EXECUTED' : 'FAILED';
  return build.result === 'NOT_BUILT' ? 'NOT_EXECUTED' : String(build.result);
}

function runJson(x: Exchange, viewing: Viewing, build: Build): { [key: string]: Plain } {
  const base = runPath(x, viewing, build);
  const duration = build.building ? x.state.clock.now() - build.startedAt : build.duration;
  const pending: { [key: string]: Plain } =
    build.inputs.length > 0
      ? {
          pendingInputActions: { href: `${base}wfapi/pendingInputActions` },
          nextPendingInputAction: { href: `${base}wfapi/nextPendingInputAction` },
        }
      : {};
  return {
    _links: { self: { href: `${base}wfapi/describe` }, ...pending },
    id: String(build.number),
    name: runName(build),
    status: runStatus(build),
    startTimeMillis: build.startedAt,
    endTimeMillis: build.startedAt + duration,
    durationMillis: duration,
    queueDurationMillis: 5,
    pauseDurationMillis: 0,
    stages: build.flow
      ? stagesOf(toldRun(x, viewing, build, build.flow), x.query.get('fullStages') === 'true')
      : build.stages.map(stage =>
          x.query.get('fullStages') === 'true' ? fullStage(x, base, stage) : stageJson(x, base, stage),
        ),
  };
}

function stageJson(x: Exchange, base: string, stage: Stage): { [key: string]: Plain } {
  const open = stage.status === 'IN_PROGRESS' || stage.status === 'PAUSED_PENDING_INPUT';
  const duration = open ? x.state.clock.now() - stage.startedAt : stage.duration;
  return {
    _links: { self: { href: `${base}execution/node/${stage.id}/wfapi/describe` } },
    id: stage.id,
    name: stage.name,
    execNode: '',
    status: stage.status,
    ...(stage.status === 'FAILED'
      ? { error: { message: 'script returned exit code 1', type: 'hudson.AbortException' } }
      : {}),
    startTimeMillis: stage.startedAt,
    durationMillis: duration,
    pauseDurationMillis: stage.status === 'PAUSED_PENDING_INPUT' ? duration : 0,
  };
}

/** A stage holds one step, whose id is the stage's plus one: enough to show its log. */
function nodeRoutes(x: Exchange, viewing: Viewing, build: Build, id: string, word: string): boolean {
  if (build.flow) return flowNodeRoutes(x, toldRun(x, viewing, build, build.flow), id, word);
  const base = runPath(x, viewing, build);
  const stage = build.stages.find(found => found.id === id);
  const owner = stage ?? build.stages.find(found => Number(found.id) + 1 === Number(id));
  if (!owner || !hasPlugin(x, 'pipeline-rest-api')) return false;
  if (word === 'wfapi/describe' && stage) {
    sendJson(x, fullStage(x, base, stage));
  } else if (word === 'wfapi/describe') {
    sendJson(x, stepJson(x, base, owner));
  } else if (word === 'wfapi/log') {
    sendJson(x, nodeLog(base, id, owner, stage === undefined));
  } else {
    return false;
  }
  return true;
}

function fullStage(x: Exchange, base: string, stage: Stage): { [key: string]: Plain } {
  return { ...stageJson(x, base, stage), stageFlowNodes: [stepJson(x, base, stage)] };
}

function stepJson(x: Exchange, base: string, stage: Stage): { [key: string]: Plain } {
  const id = String(Number(stage.id) + 1);
  const path = `${base}execution/node/${id}`;
  return {
    ...stageJson(x, base, stage),
    _links: {
      self: { href: `${path}/wfapi/describe` },
      log: { href: `${path}/wfapi/log` },
      console: { href: `${path}/log` },
    },
    id,
    name: 'Shell Script',
    parameterDescription: stage.name,
    parentNodes: [stage.id],
  };
}

function nodeLog(base: string, id: string, stage: Stage, isStep: boolean): { [key: string]: Plain } {
  const text = isStep ? Buffer.concat([...withoutNotes(stage.log.read())]).toString('utf8') : '';
  const consoleUrl = isStep ? `${base}execution/node/${id}/log` : null;
  const shown: { [key: string]: Plain } = isStep ? { text } : {};
  return { nodeId: id, nodeStatus: stage.status, length: text.length, hasMore: false, ...shown, consoleUrl };
}

function pendingJson(input: PendingInput, base: string): { [key: string]: Plain } {
  return {
    id: input.id,
    proceedText: input.proceedText,
    message: input.message,
    inputs: input.parameters.map(inputJson),
    proceedUrl: `${base}wfapi/inputSubmit?inputId=${input.id}`,
    abortUrl: `${base}input/${input.id}/abort`,
    redirectApprovalUrl: `${base}input/`,
  };
}

function inputJson(definition: ParameterDefinition): { [key: string]: Plain } {
  const word = parameterWords[definition.kind];
  const choices: { [key: string]: Plain } = definition.choices ? { choices: definition.choices } : {};
  return {
    type: `${word}ParameterDefinition`,
    name: definition.name,
    ...(definition.description === undefined ? {} : { description: definition.description }),
    definition: { defaultVal: defaultValue(definition)?.value ?? null, ...choices },
  };
}
