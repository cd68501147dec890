import { createHash } from 'node:crypto';
import { Bean, bean, type Exported, type Field, nothing } from '../http/exported.ts';
import { testAction } from '../routes/testReport.ts';
import { buildName, fullDisplayName } from '../state/items.ts';
import { isFlyweight } from '../state/jenkinsState.ts';
import { runsOf } from '../state/matrix.ts';
import type { Artifact, Build, Cause } from '../state/model.ts';
import { causeText } from './causes.ts';
import { changeSetBean, culprits } from './changeBeans.ts';
import { estimatedDuration } from './jobColor.ts';
import { valueBean } from './parameterBeans.ts';
import { partExecutable } from './partBeans.ts';
import { interruption, linkActions, runActions } from './runActions.ts';
import { buildClass, buildUrl, canSee, type Viewing } from './viewing.ts';

export function buildBean(viewing: Viewing, build: Build): Bean {
  const pipeline = build.job.kind === 'pipeline';
  const fields: Field[] = [
    ['actions', 1, () => buildActions(viewing, build)],
    ['artifacts', 1, () => build.artifacts.map(artifactBean)],
    ['building', 1, () => build.building],
    ['description', 1, () => build.description],
    ['displayName', 1, () => buildName(build)],
    ['duration', 1, () => build.duration],
    ['estimatedDuration', 1, () => estimatedDuration(build.job)],
    ['executor', 1, () => executorBean(viewing, build)],
    ['fingerprint', -1, () => build.artifacts.map(fingerprintBean)],
    ['fullDisplayName', 1, () => `${fullDisplayName(build.job)} ${buildName(build)}`],
    ['id', 1, () => String(build.number)],
  ];
  if (!pipeline) fields.push(['inProgress', 1, () => build.building]);
  fields.push(
    ['keepLog', 1, () => build.keepLog],
    ['number', 2, () => build.number],
    ['queueId', 1, () => build.queueId],
    ['result', 1, () => build.result],
    ['timestamp', 1, () => build.startedAt],
    ['url', 2, () => buildUrl(viewing, build)],
  );
  fields.push(...(pipeline ? runFields(viewing, build) : freestyleFields(viewing, build)));
  return bean(buildClass(build), ...fields);
}

function freestyleFields(viewing: Viewing, build: Build): Field[] {
  return [
    ['builtOn', 1, () => ''],
    ['changeSet', 1, () => changeSetBean(viewing, build)],
    ['culprits', 1, () => culprits(viewing, build)],
    ...(build.job.kind === 'matrix' ? [cellRuns(viewing, build)] : []),
  ];
}

/** Told without their classes. */
function cellRuns(viewing: Viewing, build: Build): Field {
  return ['runs', 1, () => runsOf(build).map(run => new Bean(undefined, buildBean(viewing, run).fields))];
}

function runFields(viewing: Viewing, build: Build): Field[] {
  const neighbor = (number: number) => {
    const found = build.job.builds.find(other => other.number === number);
    return found
      ? bean(undefined, ['number', 2, () => found.number], ['url', 2, () => buildUrl(viewing, found)])
      : null;
  };
  return [
    ['changeSets', 1, () => (build.changes.length > 0 ? [changeSetBean(viewing, build)] : [])],
    ['culprits', 1, () => culprits(viewing, build)],
    ['inProgress', 1, () => build.building],
    ['nextBuild', 1, () => neighbor(build.number + 1)],
    ['previousBuild', 1, () => neighbor(build.number - 1)],
  ];
}

function buildActions(viewing: Viewing, build: Build): Bean[] {
  if (build.job.kind === 'matrix' || build.job.kind === 'cell') return matrixActions(viewing, build);
  const actions: Bean[] = [];
  const values = build.parameters;
  const given = values ? [bean('hudson.model.ParametersAction', ['parameters', 2, () => values.map(valueBean)])] : [];
  const isAgain = build.causes.some(({ kind }) => kind === 'replay' || kind === 'restart');
  // A run that is started again has an action of its own first, and its parameters last.
  actions.push(...(isAgain ? [nothing(), causeAction(build.causes), ...given] : [...given, causeAction(build.causes)]));
  if (build.interrupted && build.job.kind !== 'pipeline') actions.push(interruption(build));
  actions.push(...(build.job.kind === 'pipeline' ? runActions(viewing, build) : []));
  if (build.tests.length > 0 && build.job.kind !== 'pipeline') actions.push(testAction(build));
  actions.push(nothing());
  return actions;
}

function matrixActions(viewing: Viewing, build: Build): Bean[] {
  const isCell = build.job.kind === 'cell';
  return [
    ...(isCell ? [nothing()] : []),
    causeAction(build.causes),
    ...(build.interrupted ? [interruption(build)] : []),
    ...Array.from({ length: isCell ? 3 : 2 }, nothing),
    ...linkActions(viewing, build),
  ];
}

export function causeAction(causes: Cause[]): Bean {
  return bean('hudson.model.CauseAction', ['causes', 2, () => causes.map(causeBean)]);
}

function causeBean(cause: Cause): Bean {
  const text: Field = ['shortDescription', 3, () => causeText(cause)];
  const more = (name: string, value: Exported): Field => [name, 3, () => value];
  switch (cause.kind) {
    case 'user':
      return bean(
        'hudson.model.Cause$UserIdCause',
        text,
        more('userId', cause.userId),
        more('userName', cause.userName),
      );
    case 'remote':
      return bean('hudson.model.Cause$RemoteCause', text, more('addr', cause.address), more('note', cause.note));
    case 'upstream':
      return bean(
        'hudson.model.Cause$UpstreamCause',
        text,
        more('upstreamBuild', cause.build),
        more('upstreamProject', cause.project),
        more('upstreamUrl', cause.url),
      );
    case 'timer':
      return bean('hudson.triggers.TimerTrigger$TimerTriggerCause', text);
    case 'scm':
      return bean('hudson.triggers.SCMTrigger$SCMTriggerCause', text);
    case 'indexing':
      return bean('jenkins.branch.BranchIndexingCause', text);
    case 'replay':
      return bean('org.jenkinsci.plugins.workflow.cps.replay.ReplayCause', text);
    case 'restart':
      return bean('org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause', text);
  }
}

function executorBean(viewing: Viewing, build: Build): Bean | null {
  if (!build.building) return null;
  if (isFlyweight(build.job)) return bean('hudson.model.OneOffExecutor', ...executorFields(viewing, build, -1));
  return bean(undefined, ...executorFields(viewing, build, viewing.state.executorOf(build) ?? -1));
}

/** An executor runs a build, a part of a Pipeline, or nothing. */
export function executorFields(viewing: Viewing, build: Build | undefined, number: number, isPart = false): Field[] {
  const executable = isPart ? partExecutable : buildBean;
  return [
    ['currentExecutable', 1, () => (build && canSee(viewing, build.job) ? executable(viewing, build) : null)],
    ['idle', 1, () => build === undefined],
    ['likelyStuck', 1, () => false],
    ['number', 1, () => number],
    ['progress', 1, () => (build ? progress(viewing, build) : -1)],
  ];
}

function progress(viewing: Viewing, build: Build): number {
  const estimate = estimatedDuration(build.job);
  if (estimate < 0) return -1;
  return Math.min(99, Math.floor((100 * (viewing.state.clock.now() - build.startedAt)) / Math.max(1, estimate)));
}

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function artifactBean(artifact: Artifact): Bean {
  return bean(
    undefined,
    ['displayPath', 3, () => lastPart(artifact.relativePath)],
    ['fileName', 3, () => lastPart(artifact.relativePath)],
    ['relativePath', 3, () => artifact.relativePath],
  );
}

function fingerprintBean(artifact: Artifact): Bean {
  return bean(
    undefined,
    ['fileName', 2, () => lastPart(artifact.relativePath)],
    ['hash', 2, () => createHash('md5').update(artifact.content).digest('hex')],
  );
}
