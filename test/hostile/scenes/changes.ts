import type { ServerResponse } from 'node:http';
import { cancelQueueItem, deleteJob, StopWay, startBuild, stopBuild } from '../../../src/jenkins/index.ts';
import { createJob, enableJob, writeConfiguration } from '../../../src/jenkins/jobs/changeJobs.ts';
import { json, page, plain } from '../answers.ts';
import { type Act, answering, type Stage, scene } from '../scene.ts';
import { operations } from './operations.ts';

const timing = { firstLookMs: 5, maxWaitMs: 20, looks: 2 };
const build = {
  number: 1,
  building: true,
  result: null,
  timestamp: 1,
  builds: [],
  items: [],
  nextBuildNumber: 2,
  queueItem: null,
};

/** Serves reads by a plain Jenkins, and the POST so. */
const onPost = (handle: (res: ServerResponse, url: string) => unknown) =>
  answering((req, res) => {
    if (req.method === 'POST') handle(res, req.url ?? '');
    else if (req.url?.includes('config.xml')) res.writeHead(200, { 'content-type': 'application/xml' }).end('<a/>');
    else json(res, { ...build, id: 'me', disabled: false, cancelled: false });
  });
const redirect = (location: string) => (res: ServerResponse) => res.writeHead(302, { location }).end();

const start = async ({ jenkins }: Stage) => JSON.stringify(await startBuild(jenkins(), 'a', undefined, { timing }));
const stop = async ({ jenkins }: Stage) =>
  JSON.stringify(await stopBuild(jenkins(), 'a', 1, StopWay.terminate, { timing }));
const remove = async ({ jenkins }: Stage) => JSON.stringify(await deleteJob(jenkins(), 'team/a', { timing }));
const disable = async ({ jenkins }: Stage) => JSON.stringify(await enableJob(jenkins(), 'a', false, { timing }));
const save = async ({ jenkins }: Stage) =>
  JSON.stringify(await writeConfiguration(jenkins(), 'a', '<b>x</b>', { timing }));
const create = async ({ jenkins }: Stage) =>
  JSON.stringify(await createJob(jenkins(), '', 'n', '<b>x</b>', { timing }));
const cancel = async ({ jenkins }: Stage) => JSON.stringify(await cancelQueueItem(jenkins(), 5, { timing }));

/** Ports of the servers whose build is stopped. */
const stopped = new Set<number | undefined>();

/** Cancels the item as the command does, and presses the button of its message. */
async function cancelThenStop({ jenkins, messages, press, show }: Stage): Promise<string> {
  const { cancelWaiting } = await import('../../../src/workbench/jenkins/builds/cancelQueueItem.ts');
  const session = jenkins();
  const claims = { note: async () => true };
  const deps = { sessions: { jenkins: () => session }, claims } as unknown as Parameters<typeof cancelWaiting>[0];
  const connection = { id: 'jenkins', name: 'Jenkins' } as Parameters<typeof cancelWaiting>[1]['connection'];
  press('Stop Build');
  await cancelWaiting(deps, { connection, queueId: 5 });
  show(messages.at(-1) ?? '');
  const { building } = await session.getObject('/job/a/7/api/json');
  return building === false ? '(stopped)' : '(it runs on)';
}

/** Saves a configuration as the editor does. */
async function saveInEditor({ jenkins, messages }: Stage, text: string): Promise<string> {
  const { ConfigurationTexts } = await import('../../../src/workbench/jenkins/configurations/configurationTexts.ts');
  const session = jenkins();
  const texts = new ConfigurationTexts(undefined as never, { jenkins: () => session } as never);
  const connection = { id: 'jenkins', name: 'Jenkins' } as never;
  const isSaved = await texts.apply({ connection, job: 'a' }, { text, base: '<b/>' } as never);
  return `${messages.at(-1)} (${isSaved ? 'saved' : 'not saved'})`;
}

const most = { requests: 16 };
const unconfirmed = { error: 'UnconfirmedWriteError', most };
const intercepted = { error: 'InterceptedError', words: /Unexpected response/, most };
const redirected = { error: 'RedirectedError', words: /redirects to another address/, most };

export const changes: Act = {
  line: 'a change is judged by its real answer: login pages, portals and odd redirects are no successes',
  scenes: [
    scene('a build started: 200 with a login page', { serve: onPost(res => page(res)), play: start, ...intercepted }),
    scene('a build started: 302 to a login page', {
      isQuick: true,
      serve: onPost(redirect('/login?from=%2Fjob%2Fa')),
      play: start,
      ...redirected,
    }),
    ...['/login?from=/queue/item/5/', `/queue/item/${'9'.repeat(400)}/`].map(location =>
      scene(`a build started: 201 at ${location.slice(0, 26)}`, {
        serve: onPost(res => res.writeHead(201, { location }).end()),
        play: start,
        words: /It is not known|Check before doing it again/,
        ...unconfirmed,
      }),
    ),
    scene('a build started: no answer, and [] for its builds', {
      serve: answering((req, res) => {
        if (req.method === 'POST') req.socket.destroy();
        else if (req.url?.includes('tree=builds%5B')) json(res, []);
        else json(res, { ...build, id: 'me' });
      }),
      play: start,
      words: /It is not known|Check before doing it again/,
      ...unconfirmed,
    }),
    scene('a job deleted: 200 with a login page', { serve: onPost(res => page(res)), play: remove, ...intercepted }),
    scene('a job deleted: 302 to a portal', {
      serve: onPost(redirect('https://portal.example/saml2')),
      play: remove,
      ...redirected,
    }),
    scene('a job disabled: 302 to a login page', { serve: onPost(redirect('/login')), play: disable, ...redirected }),
    scene('a job disabled: 204 where Jenkins redirects', {
      serve: onPost(res => res.writeHead(204).end()),
      play: disable,
      words: /Check before doing it again|not done/i,
      ...unconfirmed,
    }),
    scene('a build terminated: a redirect to itself, as of a freestyle build', {
      isQuick: true,
      serve: onPost((res, url) => redirect(url)(res)),
      play: stop,
      ...redirected,
    }),
    scene('a configuration saved: 200 with a login page', {
      serve: onPost(res => page(res)),
      play: save,
      ...intercepted,
    }),
    scene('a configuration saved that is not well formed: a Jenkins that would answer with a plain 500', {
      serve: onPost(res => page(res, 500)),
      play: stage => saveInEditor(stage, '<b>\n<c></b>'),
      words: /^The configuration of a was not saved to Jenkins\. Line 2 is not well-formed XML: .* \(not saved\)$/,
      most: { requests: 0, bytes: 0 },
    }),
    scene('a configuration saved: a plain 500', {
      serve: onPost(res => page(res, 500)),
      play: save,
      error: 'ServerError',
      words: /failed \(status 500\)/,
      most,
    }),
    scene('a job created: 200 with a login page', { serve: onPost(res => page(res)), play: create, ...intercepted }),
    scene('a queue item canceled: 200 of a portal', {
      serve: onPost(res => plain(res, 'welcome')),
      play: cancel,
      ...unconfirmed,
      words: /./,
    }),
    scene('a queue item canceled that has just started: 500', {
      isQuick: true,
      serve: answering((req, res) =>
        req.method === 'POST'
          ? page(res, 500)
          : json(res, { id: 5, cancelled: false, executable: { number: 7, url: 'http://x/job/a/7/' } }),
      ),
      play: cancel,
      error: 'StartedMeanwhileError',
      words: /It has already started as #7\. Stop that build instead\./,
      most,
    }),
    scene('a queue item canceled that has just started, then Stop Build', {
      serve: answering((req, res) => {
        if (req.method !== 'POST') {
          const building = { number: 7, building: !stopped.has(req.socket.localPort) };
          json(res, { id: 5, cancelled: false, executable: { number: 7, url: 'http://x/job/a/7/' }, ...building });
        } else if (req.url?.includes('cancelItem')) {
          page(res, 500);
        } else {
          stopped.add(req.socket.localPort);
          redirect('/job/a/7/')(res);
        }
      }),
      play: cancelThenStop,
      words: /It is too late to cancel: a #7 has started\. \(stopped\)/,
      most,
    }),
    ...operations,
  ],
};
