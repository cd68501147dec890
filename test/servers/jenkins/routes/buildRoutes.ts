import { buildBean } from '../beans/buildBeans.ts';
import { linkedBuild } from '../beans/jobColor.ts';
import { pathOf, type Viewing } from '../beans/viewing.ts';
import { answer, redirect } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, localUrl, may, type PathSegment, parameter } from '../http/exchange.ts';
import { accessDenied, answerPage, methodNotAllowed, notFound, refused } from '../http/pages.ts';
import type { Permission } from '../http/permissions.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import { buildName, fullDisplayName } from '../state/items.ts';
import type { Build, Job } from '../state/model.ts';
import { artifactRoutes } from './artifactRoutes.ts';
import { annotator, consoleText, logTextRoutes } from './logRoutes.ts';
import { runRoutes } from './pipelineRoutes.ts';
import { testReportRoutes } from './testReport.ts';

export function findBuild(job: Job, name: string): Build | undefined {
  if (/^\d+$/.test(name)) return job.builds.find(build => build.number === Number(name));
  return linkedBuild(job, name);
}

/** Everything under `…/job/x/12/`. */
export function buildRoutes(x: Exchange, viewing: Viewing, build: Build, rest: PathSegment[]): void {
  const word = rest[0]?.name ?? '';
  const change = changes[word];
  if (isApi(rest)) {
    serveApi(x, buildBean(viewing, build), rest);
  } else if (change) {
    change(x, viewing, build);
  } else if (word === 'logText') {
    logTextRoutes(x, { file: build.log, completed: !build.building, flow: build.flow }, rest[1]?.name ?? '');
  } else if (word === 'artifact') {
    artifactRoutes(x, build, rest.slice(1));
  } else if (word === 'testReport') {
    testReportRoutes(x, build, rest.slice(1));
  } else if (!readBuild(x, build, word) && !runRoutes(x, viewing, build, rest)) {
    notFound(x);
  }
}

function readBuild(x: Exchange, build: Build, word: string): boolean {
  const title = `${fullDisplayName(build.job)} ${buildName(build)}`;
  const ascii = { 'Content-Type': 'text/plain;charset=US-ASCII' };
  if (word === 'consoleText') {
    consoleText(x, build.log);
  } else if (word === 'console' || word === 'consoleFull') {
    const headers = word === 'consoleFull' ? annotator(build.log.length) : {};
    answerPage(x, { status: 200, title: `${title} Console - Jenkins`, text: 'Console Output', size: 92_000, headers });
  } else if (word === 'changes') {
    answerPage(x, { status: 200, title: `${title} Changes - Jenkins`, text: 'Changes', size: 112_697 });
  } else if (word === 'buildNumber') {
    answer(x, 200, ascii, String(build.number));
  } else if (word === 'buildTimestamp') {
    const [day = ''] = new Date(build.startedAt).toISOString().split('T');
    answer(x, 200, ascii, day.replaceAll('-', '/'));
  } else if (word === '') {
    answerPage(x, { status: 200, title: `${title} - Jenkins`, text: title, size: 90_000 });
  } else {
    return false;
  }
  return true;
}

type Change = (x: Exchange, viewing: Viewing, build: Build) => void;

const toBuild = (x: Exchange, viewing: Viewing, build: Build) =>
  redirect(x, localUrl(x, `${pathOf(viewing, build.job)}${build.number}/`));

/** A POST that needs a permission; who lacks it is told so, whatever the method. */
const changing =
  (permission: Permission, change: Change): Change =>
  (x, viewing, build) => {
    if (x.method !== 'POST') methodNotAllowed(x);
    else if (!may(x, permission)) accessDenied(x, permission);
    else change(x, viewing, build);
  };

const stop: Change = (x, viewing, build) => {
  x.state.runner.abort(build, x.caller.user?.fullName ?? 'anonymous');
  toBuild(x, viewing, build);
};

// Only pipelines can be ended the hard way; for the rest the word is a page that is missing its slash.
const stopHard =
  (word: string): Change =>
  (x, viewing, build) => {
    if (build.job.kind === 'pipeline') stop(x, viewing, build);
    else redirect(x, localUrl(x, `${pathOf(viewing, build.job)}${build.number}/${word}/`));
  };

const deleteBuild: Change = (x, viewing, build) => {
  if (x.state.deletionsToFail > 0) {
    x.state.deletionsToFail--;
    retryPage(x, build);
  } else if (build.keepLog) {
    const name = `${fullDisplayName(build.job)} ${buildName(build)}`;
    refused(x, 400, `Unable to delete ${name}: This record is explicitly marked to be kept.`);
  } else if (build.building) {
    containerError(x, 400, `Unable to delete ${build.job.name} because it is still running`);
  } else {
    build.job.builds.splice(build.job.builds.indexOf(build), 1);
    redirect(x, localUrl(x, pathOf(viewing, build.job)));
  }
};

/** Run/delete-retry.jelly of Jenkins' source: a success by its status. */
function retryPage(x: Exchange, build: Build): void {
  const title = `${fullDisplayName(build.job)} ${buildName(build)}`;
  const form = '<form method="post" action="doDelete"><div class="error">Not successful</div></form>';
  const link = '<a id="delete-retry-show-error" href="">Show reason</a>';
  // Behind the menus.
  const text = `${'<a class="task-link" href="#"></a>\n'.repeat(2000)}${form}${link}`;
  answerPage(x, { status: 200, title, text, size: 0 });
}

const changes: Record<string, Change> = {
  stop: changing('hudson.model.Item.Cancel', stop),
  term: changing('hudson.model.Item.Cancel', stopHard('term')),
  kill: changing('hudson.model.Item.Cancel', stopHard('kill')),
  doDelete: changing('hudson.model.Run.Delete', deleteBuild),
  toggleLogKeep: changing('hudson.model.Run.Update', (x, viewing, build) => {
    build.keepLog = !build.keepLog;
    toBuild(x, viewing, build);
  }),
  submitDescription: changing('hudson.model.Run.Update', (x, viewing, build) => {
    build.description = parameter(x, 'description') ?? '';
    toBuild(x, viewing, build);
  }),
};
