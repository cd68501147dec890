import { queueBean, queueItemBean } from '../beans/queueBeans.ts';
import { canSee } from '../beans/viewing.ts';
import { answer, answerText } from '../http/answers.ts';
import { type Exchange, may, type PathSegment, parameter } from '../http/exchange.ts';
import { answerPage, crashed, failedPage, methodNotAllowed, notFound } from '../http/pages.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import { viewingOf } from '../state/place.ts';
import type { QueueItem } from '../state/queue.ts';

/** Everything under `/queue/`. */
export function queueRoutes(x: Exchange, rest: PathSegment[]): void {
  const [word, id, action] = rest;
  if (isApi(rest)) {
    serveApi(x, queueBean(viewingOf(x)), rest);
  } else if (word?.name === 'cancelItem') {
    cancelItem(x);
  } else if (word?.name === 'item' && id) {
    itemRoutes(x, id.name, action, rest.slice(2));
  } else if (!word) {
    answerPage(x, { status: 200, title: 'Queue - Jenkins', text: 'Build queue', size: 80_000 });
  } else {
    notFound(x);
  }
}

function itemRoutes(x: Exchange, id: string, action: PathSegment | undefined, rest: PathSegment[]): void {
  // A word for a number is an exception here, not a page that is missing.
  if (!/^\d+$/.test(id)) {
    crashed(x);
    return;
  }
  const viewing = viewingOf(x);
  const item = x.state.queue.find(Number(id));
  if (!item || !canSee(viewing, item.job)) {
    notFound(x);
  } else if (isApi(rest)) {
    serveApi(x, queueItemBean(viewing, item), rest);
  } else if (action?.name === 'cancelQueue') {
    if (x.method === 'POST') cancel(x, item);
    else methodNotAllowed(x);
  } else if (!action) {
    const more = `/queue/item/${id}/api/json?tree=cancelled,executable[url]`;
    answerText(x, `Queue item exists. For details check, for example, ${more}`);
  } else {
    notFound(x);
  }
}

function cancelItem(x: Exchange): void {
  if (x.method !== 'POST') {
    methodNotAllowed(x);
    return;
  }
  const id = parameter(x, 'id') ?? '';
  const item = /^\d+$/.test(id) ? x.state.queue.find(Number(id)) : undefined;
  if (item) cancel(x, item);
  else failedPage(x, 404, 'Provided item ID not found');
}

function cancel(x: Exchange, item: QueueItem): void {
  if (!canSee(viewingOf(x), item.job)) {
    failedPage(x, 404, 'Provided item ID not found');
  } else if (!may(x, 'hudson.model.Item.Cancel')) {
    failedPage(x, 422, 'Item could not be canceled');
  } else if (item.state === 'left') {
    failedPage(x, 500, 'Item could not be canceled');
  } else {
    x.state.queue.cancel(item);
    answer(x, 204);
  }
}
