// Actions of the pipeline graph view on runs.
// https://github.com/jenkinsci/pipeline-graph-view-plugin

import { pathOf, type Viewing } from '../beans/viewing.ts';
import { withoutNotes } from '../builds/logStreams.ts';
import { allSteps, logsOf, stepsOf, treeOf } from '../flow/graphViewJson.ts';
import type { ToldRun } from '../flow/stageJson.ts';
import { answerText } from '../http/answers.ts';
import { type Exchange, may } from '../http/exchange.ts';
import { accessDenied, answerPage, failedPage, methodNotAllowed } from '../http/pages.ts';
import { fullDisplayName } from '../state/items.ts';
import type { Build } from '../state/model.ts';
import { toldRun } from './flowNodeRoutes.ts';
import { sendJson, startAgain } from './replayRoutes.ts';

type Action = (x: Exchange, viewing: Viewing, build: Build) => void;

const ok = (data?: object) => ({ status: 'ok', ...(data && { data }) });
const failed = (message: string) => ({ status: 'error', message });

/** The answer about a run that is over never changes. */
const keeping = ({ build }: ToldRun) => ({
  'Cache-Control': build.building ? 'private, no-store' : 'private, immutable, max-age=86400',
});

const readings: Readonly<Record<string, (x: Exchange, run: ToldRun) => void>> = {
  tree: (x, run) => sendJson(x, ok({ stages: treeOf(run), complete: !run.build.building }), keeping(run)),
  allSteps: (x, run) => sendJson(x, ok({ steps: allSteps(run), runIsComplete: !run.build.building }), keeping(run)),
  steps(x, run) {
    const id = x.query.get('nodeId');
    if (id === null) sendJson(x, failed('Error getting console text'));
    else sendJson(x, ok({ steps: stepsOf(run, id), runIsComplete: !run.build.building }));
  },
  log: (x, run) => answerText(x, logText(run, x.query.get('nodeId'))),
  exceptionText(x, run) {
    const id = x.query.get('nodeId');
    if (id === null) failedPage(x, 400, 'Missing parameter nodeId');
    else answerText(x, run.flow.node(id)?.error?.message ?? '');
  },
};

const actions: Readonly<Record<string, Action>> = {
  rerun,
  cancel(x, _viewing, build) {
    if (!may(x, 'hudson.model.Item.Cancel')) return accessDenied(x, 'hudson.model.Item.Cancel');
    if (!build.building) return sendJson(x, failed(overWords(build)));
    x.state.runner.abort(build, x.caller.user?.fullName ?? 'anonymous');
    sendJson(x, ok());
  },
  pause: (x, _viewing, build) => setPaused(x, build, true),
  resume: (x, _viewing, build) => setPaused(x, build, false),
};

/** `…/12/stages/…`; false where the path means nothing. */
export function graphViewRoutes(x: Exchange, viewing: Viewing, build: Build, word: string): boolean {
  const reading = readings[word];
  const action = actions[word];
  if (reading && build.flow) reading(x, toldRun(x, viewing, build, build.flow));
  else if (word === 'nextBuild') sendJson(x, nextBuild(x, viewing, build));
  else if (word === 'pauseState') sendJson(x, ok({ paused: build.isPaused ?? false, building: build.building }));
  else if (word === '') answerPage(x, { status: 200, title: pageTitle(build), text: '', size: 96_251 });
  else if (!action) return false;
  else if (x.method !== 'POST') methodNotAllowed(x);
  else action(x, viewing, build);
  return true;
}

function pageTitle({ job, number }: Build): string {
  return `#${number} - ${fullDisplayName(job)} - Jenkins`;
}

function overWords({ interrupted }: Build): string {
  return interrupted ? 'Run was already cancelled' : 'Run is already finished';
}

function setPaused(x: Exchange, build: Build, isPaused: boolean): void {
  if (build.building) {
    build.isPaused = isPaused;
    build.log.append(isPaused ? 'Pausing\n' : 'Resuming\n');
  }
  sendJson(x, build.building ? ok() : failed(overWords(build)));
}

function logText(run: ToldRun, id: string | null): string {
  if (id === null) return 'Error getting console text\n';
  const steps = logsOf(run, id);
  if (steps.length === 0) return 'No logs found\n';
  const isStep = run.flow.node(id)?.kind === 'step';
  return steps
    .map(({ log, error }) => {
      const text = Buffer.concat([...withoutNotes(log.read())]).toString('utf8');
      return error ? `${text}${error.message}${isStep ? '' : '\n'}` : text;
    })
    .join('');
}

function rerun(x: Exchange, viewing: Viewing, build: Build): void {
  if (!may(x, 'hudson.model.Item.Build')) {
    accessDenied(x, 'hudson.model.Item.Build');
    return;
  }
  const item = startAgain(x, { viewing, build }, { kind: 'replay', number: build.number });
  if (item) sendJson(x, { status: 'ok', data: { message: 'Build scheduled', queueId: item.id } });
}

/** Leads from a queue item to its run, once there is one. */
function nextBuild(x: Exchange, viewing: Viewing, { job }: Build): object {
  const found = job.builds.find(({ queueId }) => queueId === Number(x.query.get('queueId')));
  if (!found) return { status: 'ok' };
  return { status: 'ok', data: { nextBuildUrl: `${pathOf(viewing, job)}${found.number}/stages/` } };
}
