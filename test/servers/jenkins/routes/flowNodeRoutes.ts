// Nodes of a run's flow graph: as pipeline-rest-api tells them, and their logs.
// https://github.com/jenkinsci/workflow-support-plugin

import { why } from '../beans/queueBeans.ts';
import { pathOf, type Viewing } from '../beans/viewing.ts';
import { withoutNotes } from '../builds/logStreams.ts';
import { type FlowGraph, type FlowNode, nodeName } from '../flow/flowGraph.ts';
import { nodeJson, type PlainObject, type ToldRun } from '../flow/stageJson.ts';
import { redirect } from '../http/answers.ts';
import { type Exchange, localUrl } from '../http/exchange.ts';
import { answerPage, type Page } from '../http/pages.ts';
import type { Build } from '../state/model.ts';
import { annotator, logTextRoutes } from './logRoutes.ts';
import { sendJson } from './replayRoutes.ts';

/** Longest part of a log that wfapi tells: the last of it. */
const mostText = 10_240;

/** What answers about a run's flow graph need. */
export function toldRun(x: Exchange, viewing: Viewing, build: Build, flow: FlowGraph): ToldRun {
  const base = localUrl(x, `${pathOf(viewing, build.job)}${build.number}/`);
  const part = x.state.queue.items.find(item => item.part?.build === build);
  const blockage = (part && why(viewing, part)) ?? undefined;
  return { build, flow, base, now: x.state.clock.now(), blockage };
}

/** `…/execution/node/7/…`; false where the path means nothing. */
export function flowNodeRoutes(x: Exchange, run: ToldRun, id: string, word: string): boolean {
  const node = run.flow.node(id);
  if (!node) return false;
  if (word === 'wfapi/describe') sendJson(x, nodeJson(run, node));
  else if (word === 'wfapi/log')
    sendJson(x, logJson(run, node), node.kind === 'step' ? annotator(node.log.length) : {});
  else return logRoutes(x, run, node, word);
  return true;
}

function logRoutes(x: Exchange, run: ToldRun, node: FlowNode, word: string): boolean {
  if (node.kind !== 'step') return false;
  const completed = run.flow.overAt(node) !== undefined || !run.build.building;
  const [log, text, flavor = '', ...more] = word.split('/');
  if (log !== 'log' || more.length > 0) return false;
  if (text === undefined && !x.slashAtEnd) redirect(x, `${run.base}execution/node/${node.id}/log/`);
  else if (text === undefined) answerPage(x, { ...consolePage(node), headers: annotator(node.log.length) });
  else if (text === 'logText') logTextRoutes(x, { file: node.log, completed }, flavor);
  else return false;
  return true;
}

function consolePage(node: FlowNode): Page {
  return { status: 200, title: `${nodeName(node)} Console - Jenkins`, text: '', size: 92_947 };
}

/** A node that runs is called successful here. */
function logJson({ flow, base }: ToldRun, node: FlowNode): PlainObject {
  const isStep = node.kind === 'step';
  const all = Buffer.concat([...withoutNotes(node.log.read())]).toString('utf8');
  const text = all.slice(-mostText);
  const isOver = flow.overAt(node) !== undefined;
  return {
    nodeId: node.id,
    nodeStatus: isStep && isOver && node.error ? 'FAILED' : 'SUCCESS',
    length: text.length,
    hasMore: text.length < all.length,
    ...(isStep && { text }),
    consoleUrl: isStep ? `${base}execution/node/${node.id}/log` : null,
  };
}
