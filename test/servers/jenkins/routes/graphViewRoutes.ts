// Actions of the pipeline graph view on runs; its stages and steps are missing here.
// https://github.com/jenkinsci/pipeline-graph-view-plugin

import { pathOf, type Viewing } from '../beans/viewing.ts';
import { type Exchange, may } from '../http/exchange.ts';
import { accessDenied, methodNotAllowed } from '../http/pages.ts';
import type { Build } from '../state/model.ts';
import { sendJson, startAgain } from './replayRoutes.ts';

/** `…/12/stages/…`; false where the path means nothing. */
export function graphViewRoutes(x: Exchange, viewing: Viewing, build: Build, word: string): boolean {
  if (word === 'nextBuild') sendJson(x, nextBuild(x, viewing, build));
  else if (!['rerun', 'cancel', 'pause'].includes(word)) return false;
  else if (x.method !== 'POST') methodNotAllowed(x);
  else if (word === 'rerun') rerun(x, viewing, build);
  else if (build.building) return false;
  else sendJson(x, { status: 'error', message: 'Run is already finished' });
  return true;
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
