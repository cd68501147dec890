import { agentBean, labelBean } from '../beans/agentBeans.ts';
import { computerBean, computerSetBean } from '../beans/computerBeans.ts';
import { answer, answerText, redirect } from '../http/answers.ts';
import { type Exchange, localUrl, may, type PathSegment, parameter } from '../http/exchange.ts';
import { bean } from '../http/exported.ts';
import { accessDenied, failedPage, methodNotAllowed, notFound } from '../http/pages.ts';
import { isApi, serveApi } from '../http/remoteApi.ts';
import { encodeSegment } from '../state/items.ts';
import type { DemoAgent, TakenOffline } from '../state/model.ts';
import { viewingOf } from '../state/place.ts';
import { requireAdministrator } from './userRoutes.ts';

/** `/label/EXPRESSION/…` */
export function labelRoutes(x: Exchange, rest: PathSegment[]): void {
  const [label] = rest;
  if (label && isApi(rest.slice(1))) serveApi(x, labelBean(viewingOf(x), label.name), rest.slice(1));
  else notFound(x);
}

/** `/computer/…` */
export function computerRoutes(x: Exchange, rest: PathSegment[]): void {
  const viewing = viewingOf(x);
  const [node, word] = rest;
  const agent = x.state.agents.find(({ name }) => name === node?.name);
  if (isApi(rest)) {
    serveApi(x, computerSetBean(viewing), rest);
  } else if (agent) {
    agentRoutes(x, agent, rest.slice(1));
  } else if (node?.name !== '(built-in)' && node?.name !== '(master)') {
    notFound(x);
  } else if (isApi(rest.slice(1))) {
    serveApi(x, computerBean(viewing), rest.slice(1));
  } else if (word?.name === 'toggleOffline') {
    toggleOffline(x, x.state.offline, 'computer/(built-in)/', taken => {
      x.state.offline = taken;
    });
  } else {
    notFound(x);
  }
}

function agentRoutes(x: Exchange, agent: DemoAgent, rest: PathSegment[]): void {
  const [word] = rest;
  const path = `computer/${encodeSegment(agent.name)}/`;
  if (isApi(rest)) {
    serveApi(x, agentBean(viewingOf(x), agent), rest);
  } else if (word?.name === 'launchSlaveAgent') {
    // Agents connect by themselves here.
    if (x.method !== 'POST') methodNotAllowed(x);
    else if (!may(x, 'hudson.model.Computer.Connect')) accessDenied(x, 'hudson.model.Computer.Connect');
    else redirect(x, localUrl(x, `${path}log`));
  } else if (word?.name === 'toggleOffline') {
    toggleOffline(x, agent.takenOffline, path, taken => {
      agent.takenOffline = taken;
    });
  } else {
    notFound(x);
  }
}

function toggleOffline(
  x: Exchange,
  taken: TakenOffline | undefined,
  path: string,
  take: (taken: TakenOffline | undefined) => void,
): void {
  if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (!may(x, 'hudson.model.Computer.Disconnect')) {
    accessDenied(x, 'hudson.model.Computer.Disconnect');
  } else {
    const message = parameter(x, 'offlineMessage') ?? '';
    const by = x.caller.user?.fullName ?? 'anonymous';
    take(taken ? undefined : { message, by, at: x.state.clock.now() });
    x.state.queue.maintain();
    redirect(x, localUrl(x, path));
  }
}

export function quietDown(x: Exchange, on: boolean): void {
  if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (requireAdministrator(x)) {
    x.state.quietingDown = on;
    x.state.queue.maintain();
    redirect(x, localUrl(x, ''));
  }
}

export function pluginManager(x: Exchange, rest: PathSegment[]): void {
  if (!isApi(rest)) {
    notFound(x);
    return;
  }
  const plugins = () =>
    x.state.plugins.map(plugin =>
      bean(
        undefined,
        ['active', 1, () => true],
        ['enabled', 1, () => true],
        ['shortName', 1, () => plugin.shortName],
        ['version', 1, () => plugin.version],
      ),
    );
  serveApi(x, bean('hudson.LocalPluginManager', ['plugins', 1, plugins]), rest);
}

/** The script console is there, but no Groovy is run: it prints one line, enough to see who may use it. */
export function scriptText(x: Exchange): void {
  if (!requireAdministrator(x)) return;
  if (x.method !== 'POST') failedPage(x, 405, 'requires POST');
  else answerText(x, 'The demo Jenkins runs no scripts.\n');
}

export function postOnly(x: Exchange): void {
  if (x.method !== 'POST') methodNotAllowed(x);
  else if (requireAdministrator(x)) answer(x, 200);
}

export function search(x: Exchange, rest: PathSegment[]): void {
  const query = parameter(x, 'q') ?? '';
  const found = x.state.item(query);
  if (rest.length === 0 && query !== '' && found) redirect(x, localUrl(x, `job/${encodeURIComponent(query)}/`));
  else notFound(x);
}
