import { type ShownView, viewBean } from '../beans/viewBeans.ts';
import { pathOf, type Viewing, visibleItems } from '../beans/viewing.ts';
import { answer, redirect } from '../http/answers.ts';
import { type Exchange, header, localUrl, may, type PathSegment, parameter } from '../http/exchange.ts';
import { accessDenied, answerPage, crashed, methodNotAllowed, notFound, refused } from '../http/pages.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import type { Container, View } from '../state/model.ts';
import { checkedElements } from './configXml.ts';

/** Everything of a view itself; jobs behind it are found before. */
export function viewRoutes(
  x: Exchange,
  viewing: Viewing,
  folder: Container,
  view: ShownView,
  rest: PathSegment[],
): void {
  const word = rest[0]?.name ?? '';
  const own = folder.views.find(made => made.name === view.name);
  if (isApi(rest)) {
    serveApi(x, viewBean(viewing, folder, view), rest);
  } else if (word === '') {
    answerPage(x, { status: 200, title: `${view.name} - Jenkins`, text: view.name, size: 90_000 });
  } else if (word === 'doDelete' && x.method === 'POST') {
    deleteView(x, viewing, folder, own);
  } else if ((word === 'addJobToView' || word === 'removeJobFromView') && own) {
    changeJobs(x, viewing, folder, own, word === 'addJobToView');
  } else {
    notFound(x);
  }
}

function deleteView(x: Exchange, viewing: Viewing, folder: Container, own: View | undefined): void {
  if (!may(x, 'hudson.model.View.Delete')) {
    accessDenied(x, 'hudson.model.View.Delete');
  } else if (!own) {
    // The primary view cannot go.
    crashed(x);
  } else {
    folder.views.splice(folder.views.indexOf(own), 1);
    redirect(x, localUrl(x, pathOf(viewing, folder)));
  }
}

function changeJobs(x: Exchange, viewing: Viewing, folder: Container, view: View, add: boolean): void {
  if (!may(x, 'hudson.model.View.Configure')) {
    accessDenied(x, 'hudson.model.View.Configure');
    return;
  }
  if (x.method !== 'POST') {
    methodNotAllowed(x);
    return;
  }
  const name = parameter(x, 'name') ?? '';
  if (!visibleItems(viewing, folder).some(item => item.name === name)) {
    refused(x, 400, "Query parameter 'name' does not correspond to a known item");
    return;
  }
  if (add) view.jobs.add(name);
  else view.jobs.delete(name);
  answer(x, 200);
}

/** POST createView with a list view's configuration. */
export function createView(x: Exchange, folder: Container): void {
  const name = parameter(x, 'name') ?? '';
  if (!may(x, 'hudson.model.View.Create')) {
    accessDenied(x, 'hudson.model.View.Create');
  } else if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (folder.views.some(view => view.name === name)) {
    refused(x, 400, `A view already exists with the name "${name}"`);
  } else if (header(x, 'content-type') === undefined || !checkedElements(x.body.toString('utf8'))) {
    crashed(x);
  } else {
    const names = [...x.body.toString('utf8').matchAll(/<string>([^<]*)<\/string>/g)].map(match => match[1] ?? '');
    folder.views.push({ name, jobs: new Set(names) });
    answer(x, 200);
  }
}
