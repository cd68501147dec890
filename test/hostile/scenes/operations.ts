// Every operation that changes something, against answers that are none.
import type { ServerResponse } from 'node:http';
import {
  cancelQueueItem,
  deleteBuild,
  deleteJob,
  describeBuild,
  type JenkinsSession,
  keepBuild,
  StopWay,
  scanBranches,
  startBuild,
  stopBuild,
} from '../../../src/jenkins/index.ts';
import { copyJob, createJob, enableJob, writeConfiguration } from '../../../src/jenkins/jobs/changeJobs.ts';
import {
  addAttachment,
  addComment,
  assignIssue,
  createIssue,
  deleteComment,
  editIssue,
  JiraFlavor,
  type JiraSession,
  logWork,
  takeTransition,
  updateComment,
  voteForIssue,
  watchIssue,
} from '../../../src/jira/index.ts';
import { json, page } from '../answers.ts';
import { answering, type Scene, type Stage, scene } from '../scene.ts';

const timing = { timing: { firstLookMs: 5, maxWaitMs: 20, looks: 2 } };
const file = { fileName: 'a.txt', content: Buffer.from('a') };
const comment = { body: 'words' };

const jenkinsOperations: readonly ((session: JenkinsSession) => Promise<unknown>)[] = [
  session => startBuild(session, 'a', undefined, timing),
  session => startBuild(session, 'a', new Map([['P', 'x']]), timing),
  session => stopBuild(session, 'a', 1, StopWay.abort, timing),
  session => stopBuild(session, 'a', 1, StopWay.terminate, timing),
  session => stopBuild(session, 'a', 1, StopWay.kill, timing),
  session => deleteBuild(session, 'a', 1, timing),
  session => keepBuild(session, 'a', 1, true, timing),
  session => describeBuild(session, 'a', 1, 'words', timing),
  session => cancelQueueItem(session, 5, timing),
  session => enableJob(session, 'a', true, timing),
  session => enableJob(session, 'a', false, timing),
  session => deleteJob(session, 'a', timing),
  session => scanBranches(session, 'a', timing),
  session => writeConfiguration(session, 'a', '<b>x</b>', timing),
  session => createJob(session, '', 'n', '<b>x</b>', timing),
  session => copyJob(session, '', 'n', 'a', timing),
];

const jiraOperations: readonly ((session: JiraSession) => Promise<unknown>)[] = [
  session => addComment(session, 'A-1', comment, timing),
  session => updateComment(session, 'A-1', '1', comment, timing),
  session => deleteComment(session, 'A-1', '1', timing),
  session => takeTransition(session, 'A-1', '3', {}, undefined, timing),
  session => takeTransition(session, 'A-1', { id: '3', to: { id: '4', name: 'Done' } as never }, {}, comment, timing),
  session => logWork(session, 'A-1', { timeSpent: '2h' }, timing),
  session => addAttachment(session, 'A-1', file, timing),
  session => createIssue(session, { summary: 'words' }, timing),
  session => editIssue(session, 'A-1', { summary: 'words' }, timing),
  session => assignIssue(session, 'A-1', 'you', timing),
  session => watchIssue(session, 'A-1', true, 'me', timing),
  session => watchIssue(session, 'A-1', false, 'me', timing),
  session => voteForIssue(session, 'A-1', true, timing),
];

/** Does each operation; shows those that end in no error, or in one of another class. */
async function each<S>(session: S, operations: readonly ((session: S) => Promise<unknown>)[]): Promise<string> {
  const ends = new Map<string, number>();
  for (const operation of operations) {
    const end = await operation(session).then(
      () => 'done',
      error => Object(error).constructor.name,
    );
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  return `(${[...ends].map(([end, count]) => `${count} ${end}`).join(', ')})`;
}

const ofJenkins = ({ jenkins }: Stage) => each(jenkins(), jenkinsOperations);
const ofJira =
  (flavor: JiraFlavor) =>
  ({ jira }: Stage) =>
    each(jira(flavor), jiraOperations);

const players: readonly (readonly [name: string, play: Scene['play'], count: number])[] = [
  ['Jenkins', ofJenkins, jenkinsOperations.length],
  ...Object.values(JiraFlavor).map(flavor => [`Jira ${flavor}`, ofJira(flavor), jiraOperations.length] as const),
];

const answers: Readonly<Record<string, readonly [answer: (res: ServerResponse) => unknown, error: string]>> = {
  '200 with a login page': [res => page(res), 'InterceptedError'],
  '302 to a login page': [res => res.writeHead(302, { location: '/login?from=%2F' }).end(), 'RedirectedError'],
  '302 to a portal': [res => res.writeHead(302, { location: 'https://portal.example/' }).end(), 'RedirectedError'],
};

/** Answers reads with what they look for at most. */
const read = { id: '5', number: 1, building: true, disabled: false, keepLog: false, cancelled: false, builds: [] };

const operationScene = (name: string, play: Scene['play'], answer: (res: ServerResponse) => unknown, words: string) =>
  scene(`each operation of ${name}`, {
    ...(name === 'Jenkins: 200 with a login page' && { isQuick: true as const }),
    serve: answering((req, res) => (req.method === 'GET' ? json(res, read) : answer(res))),
    play,
    words: new RegExp(`^\\(${words}\\)$`),
    most: { requests: 64, seconds: 10 },
  });

export const operations: readonly Scene[] = [
  ...players.flatMap(([server, play, count]) =>
    Object.entries(answers).map(([name, [answer, error]]) =>
      operationScene(`${server}: ${name}`, play, answer, `${count} ${error}`),
    ),
  ),
  // Canceling a queue item is answered by 204, and the job that is enabled was so before.
  operationScene(
    'Jenkins: 204 where it redirects',
    ofJenkins,
    res => res.writeHead(204).end(),
    `${jenkinsOperations.length - 2} UnconfirmedWriteError, 2 done`,
  ),
];
