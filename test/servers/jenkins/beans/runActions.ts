// Actions of a Pipeline's run. Those that show nothing of themselves still count, by what is installed.
import { type Bean, bean, nothing } from '../http/exported.ts';
import { testAction } from '../routes/testReport.ts';
import type { Build, PendingInput } from '../state/model.ts';
import { checkoutActions, revisionActions } from './changeBeans.ts';
import { flowBeans } from './flowBeans.ts';
import { definitionBean } from './parameterBeans.ts';
import { pathOf, type Viewing } from './viewing.ts';

export function runActions(viewing: Viewing, build: Build): Bean[] {
  const has = (plugin: string) => viewing.state.plugins.some(({ shortName }) => shortName === plugin);
  const silent = (count: number) => Array.from({ length: count }, nothing);
  const ofGraphView = build.building ? 2 : 3;
  return [
    ...revisionActions(build),
    bean('org.jenkinsci.plugins.workflow.libs.LibrariesAction', ['libraries', 1, () => []]),
    ...silent(build.job.isDeclarative ? 1 : 0),
    ...checkoutActions(build),
    ...(build.job.setsEnvironment ? [bean('org.jenkinsci.plugins.workflow.cps.EnvActionImpl')] : []),
    ...(build.tests.length > 0 ? [testAction(build)] : []),
    ...(build.hasAsked ? [inputAction(build)] : []),
    ...silent(build.hasGivenValues ? 1 : 0),
    ...build.approvers.map(approval),
    ...(build.interrupted ? [interruption(build)] : []),
    ...silent(2 + (has('pipeline-graph-view') ? ofGraphView : 0)),
    ...linkActions(viewing, build),
    restartAction(build),
    ...silent(build.building ? 3 : 1),
    bean('org.jenkinsci.plugins.workflow.job.views.FlowGraphAction', ['nodes', 1, () => flowBeans(viewing, build)]),
    nothing(),
  ];
}

export function restartAction({ building, job: { restartableStages } }: Build): Bean {
  return bean(
    'org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction',
    ['restartEnabled', 1, () => restartableStages !== undefined && !building],
    ['restartableStages', 1, () => [...(restartableStages ?? [])]],
  );
}

/** The action stays on the run when nothing waits any more. */
function inputAction({ inputs }: Build): Bean {
  return bean(
    'org.jenkinsci.plugins.workflow.support.steps.input.InputAction',
    ['displayName', 1, () => (inputs.length > 0 ? 'Paused for Input' : null)],
    ['executions', 1, () => inputs.map(execution)],
    ['waitingForInput', 1, () => inputs.length > 0],
  );
}

function execution(input: PendingInput): Bean {
  return bean(
    undefined,
    ['displayName', 1, () => input.message],
    ['id', 1, () => input.id],
    ['input', 1, () => inputStep(input)],
    ['settled', 1, () => false],
  );
}

function inputStep({ id, message, proceedText, parameters, submitter, submitterParameter }: PendingInput): Bean {
  return bean(
    undefined,
    ['cancel', 1, () => 'Abort'],
    ['id', 1, () => id],
    ['message', 1, () => message],
    ['ok', 1, () => proceedText],
    ['parameters', 1, () => parameters.map(definitionBean)],
    ['submitter', 1, () => submitter ?? null],
    ['submitterParameter', 1, () => submitterParameter ?? null],
  );
}

function approval(userId: string): Bean {
  return bean('org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction', ['userId', 1, () => userId]);
}

/** Causes are told of refused inputs alone. */
export function interruption({ rejectedBy, startedAt, duration }: Build): Bean {
  if (rejectedBy === undefined) return bean('jenkins.model.InterruptedBuildAction');
  const rejection = bean(
    'org.jenkinsci.plugins.workflow.support.steps.input.Rejection',
    ['shortDescription', 2, () => `Rejected by ${rejectedBy.name}`],
    ['timestamp', 2, () => startedAt + duration],
    ['user', 2, () => bean(undefined, ['id', 1, () => rejectedBy.id], ['fullName', 1, () => rejectedBy.name])],
  );
  return bean('jenkins.model.InterruptedBuildAction', ['causes', 1, () => [rejection]]);
}

/** Where the run is shown. */
export function linkActions(viewing: Viewing, build: Build): Bean[] {
  const isLinked = viewing.state.plugins.some(({ shortName }) => shortName === 'display-url-api');
  return isLinked ? [displayAction(viewing, build)] : [];
}

function displayAction(viewing: Viewing, build: Build): Bean {
  const job = `${viewing.state.rootUrl}${pathOf(viewing, build.job)}`;
  return bean(
    'org.jenkinsci.plugins.displayurlapi.actions.RunDisplayAction',
    ['artifactsUrl', 1, () => `${job}${build.number}/artifact`],
    ['changesUrl', 1, () => `${job}changes`],
    ['displayUrl', 1, () => `${job}${build.number}/stages`],
    ['testsUrl', 1, () => `${job}${build.number}/testReport`],
  );
}
