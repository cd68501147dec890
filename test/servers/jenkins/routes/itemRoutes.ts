import { itemBean } from '../beans/itemBeans.ts';
import { lastCompleted } from '../beans/jobColor.ts';
import { pathOf } from '../beans/viewing.ts';
import { answer, answerText, redirect } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, localUrl, may } from '../http/exchange.ts';
import { accessDenied, answerPage, notFound } from '../http/pages.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import { fullDisplayName } from '../state/items.ts';
import { type Container, isJob, type Job } from '../state/model.ts';
import { findPlace, type Place } from '../state/place.ts';
import { serveFile } from './artifactRoutes.ts';
import { buildRoutes, findBuild } from './buildRoutes.ts';
import { changeItem } from './changeItem.ts';
import { createItem } from './createItem.ts';
import { checkApproval, checkScript, isScriptCheck } from './lintRoutes.ts';
import { jobWfapi } from './pipelineRoutes.ts';
import { scanBranches, scanRoutes } from './scanRoutes.ts';
import { triggerBuild } from './triggerBuild.ts';
import { createView, viewRoutes } from './viewRoutes.ts';

/** Everything under `/job/…` and `/view/…`. */
export function itemRoutes(x: Exchange): void {
  const place = findPlace(x);
  if (!place) {
    notFound(x);
  } else if (place.rest.length === 0 && !x.slashAtEnd) {
    // Without its slash a page is only a redirect to the one that has it, whatever the method.
    redirect(x, `${x.rawPath}/`);
  } else if (x.method === 'DELETE' && place.rest.length === 0 && !place.view) {
    changeItem(x, place, 'delete');
  } else if (place.view && !isJob(place.item)) {
    viewRoutes(x, place.viewing, place.item, place.view, place.rest);
  } else if (isApi(place.rest)) {
    serveApi(x, itemBean(place.viewing, place.item), place.rest);
  } else if (changeItem(x, place, place.rest[0]?.name ?? '')) {
    return;
  } else if (isJob(place.item)) {
    jobRoutes(x, place, place.item);
  } else {
    folderRoutes(x, place, place.item);
  }
}

function folderRoutes(x: Exchange, place: Place, folder: Container): void {
  const word = place.rest[0]?.name ?? '';
  const scans = folder.kind === 'multibranch' || folder.kind === 'organization';
  if (word === 'createItem') {
    createItem(x, place.viewing, folder);
  } else if (word === 'createView' && folder.kind === 'folder') {
    createView(x, folder);
  } else if (word === 'build' && scans) {
    scanBranches(x, place.viewing, folder);
  } else if (word === 'indexing' && scans) {
    scanRoutes(
      x,
      folder,
      place.rest.slice(1).map(({ name }) => name),
    );
  } else if (word === 'descriptorByName') {
    descriptor(x, place);
  } else if (word === '') {
    answerPage(x, { status: 200, title: `${fullDisplayName(folder)} - Jenkins`, text: 'Folder', size: 90_000 });
  } else {
    notFound(x);
  }
}

function jobRoutes(x: Exchange, place: Place, job: Job): void {
  const word = place.rest[0]?.name ?? '';
  const build = findBuild(job, word);
  if (word === 'build' || word === 'buildWithParameters') {
    triggerBuild(x, place.viewing, job, word === 'buildWithParameters');
  } else if (word === 'polling') {
    redirect(x, localUrl(x, pathOf(place.viewing, job)));
  } else if (word === 'wfapi') {
    wfapi(x, place, job);
  } else if (word === 'descriptorByName') {
    descriptor(x, place);
  } else if (word === 'ws') {
    workspaceRoutes(x, place, job);
  } else if (build && place.rest.length === 1 && !x.slashAtEnd) {
    redirect(x, `${x.rawPath}/`);
  } else if (build) {
    buildRoutes(x, place.viewing, build, place.rest.slice(1));
  } else if (word === '') {
    answerPage(x, { status: 200, title: `${fullDisplayName(job)} - Jenkins`, text: job.name, size: 90_000 });
  } else {
    notFound(x);
  }
}

function wfapi(x: Exchange, place: Place, job: Job): void {
  if (!jobWfapi(x, place.viewing, job, place.rest[1]?.name ?? '')) notFound(x);
}

function descriptor(x: Exchange, place: Place): void {
  if (isScriptCheck(place.rest)) checkScript(x, may(x, 'hudson.model.Item.Configure'));
  else if (place.rest.at(-1)?.name === 'checkScript') checkApproval(x);
  else notFound(x);
}

/** The workspace shows what the last build left there: its artifacts. */
function workspaceRoutes(x: Exchange, place: Place, job: Job): void {
  const build = lastCompleted(job);
  const names = place.rest.slice(1).map(segment => segment.name);
  if (!may(x, 'hudson.model.Item.Workspace')) {
    accessDenied(x, 'hudson.model.Item.Workspace');
  } else if (!build) {
    containerError(x, 404, 'No workspace');
  } else if (names.at(-1) === '*plain*') {
    const folder = names
      .slice(0, -1)
      .map(name => `${name}/`)
      .join('');
    const inside = build.artifacts.map(file => file.relativePath).filter(path => path.startsWith(folder));
    const listed = new Set(inside.map(path => path.slice(folder.length).replace(/\/.*/, '/')));
    answerText(x, `${[...listed].join('\n')}\n`);
  } else {
    const page = { title: `Workspace of ${job.name} - Jenkins`, at: build.startedAt + build.duration };
    serveFile(x, build.artifacts, names.join('/'), page);
  }
}

export function checkJobName(x: Exchange, problem: string | undefined): void {
  const text = problem === undefined ? '<div/>' : `<div class="error">${problem}</div>`;
  answer(x, 200, { 'Content-Type': 'text/html;charset=utf-8' }, text);
}
