// Changes whose answers are lost, or tell no result: the log says which change it was.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  BaseUrl,
  HttpClient,
  UnconfirmedWriteError,
  UndiciTransport,
  UnexpectedAnswerError,
  UnidentifiedResultError,
} from '../../../../src/http/index.ts';
import {
  addAttachment,
  addComment,
  assignIssue,
  createIssue,
  deleteComment,
  deleteWorklog,
  editIssue,
  JiraFlavor,
  type JiraSession,
  logWork,
  setRemoteLink,
  takeTransition,
  updateComment,
  updateWorklog,
  voteForIssue,
  watchIssue,
} from '../../../../src/jira/index.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';
import { fredAt } from '../../fixtures/demoJira.ts';

const control = { timing: { firstLookMs: 0, maxWaitMs: 0, looks: 1 } };
const file = { fileName: 'a.txt', content: Buffer.from('x') };
const work = { timeSpent: '1h' };
const done = { id: '1', to: 'Done' };
const link = { globalId: 'i', url: 'u', title: 't', summary: '', application: 'a' };
const comment = { body: 'words' };

/** Changes by the names that the log gives them. */
const changes: readonly (readonly [name: string, change: (session: JiraSession) => Promise<object>])[] = [
  [addAttachment.name, session => addAttachment(session, 'A-1', file, control)],
  [addComment.name, session => addComment(session, 'A-1', comment, control)],
  [updateComment.name, session => updateComment(session, 'A-1', '1', comment, control)],
  [deleteComment.name, session => deleteComment(session, 'A-1', '1', control)],
  [createIssue.name, session => createIssue(session, { summary: 'S' }, control)],
  [editIssue.name, session => editIssue(session, 'A-1', { summary: 'S' }, control)],
  [assignIssue.name, session => assignIssue(session, 'A-1', 'someone', control)],
  [
    updateWorklog.name,
    session => updateWorklog(session, 'A-1', '1', { ...work, comment: 'words' }, undefined, control),
  ],
  [deleteWorklog.name, session => deleteWorklog(session, 'A-1', '1', control)],
  [logWork.name, session => logWork(session, 'A-1', work, control)],
  [setRemoteLink.name, session => setRemoteLink(session, 'A-1', link, control)],
  [takeTransition.name, session => takeTransition(session, 'A-1', done, {}, undefined, control)],
  [takeTransition.name, session => takeTransition(session, 'A-1', '1', {}, undefined, control)],
  [watchIssue.name, session => watchIssue(session, 'A-1', true, 'me', control)],
  [voteForIssue.name, session => voteForIssue(session, 'A-1', true, control)],
];

/** Changes that are undone: what would be left of them is there. */
const opposites: typeof changes = [
  ['unwatchIssue', session => watchIssue(session, 'A-1', false, 'me', control)],
  ['withdrawVote', session => voteForIssue(session, 'A-1', false, control)],
];

const issue = { fields: { watches: { isWatching: true }, votes: { hasVoted: true } } };

describe('a change of Jira whose answer is lost', () => {
  let server: TestServer;
  let http: HttpClient;
  let fields: object = {};
  let answered = false;
  let type = 'application/json';

  before(async () => {
    server = await startServer((req, res) => {
      const isRead = req.method === 'GET' || req.url?.includes('/search');
      if (!isRead && !answered) {
        req.socket.destroy();
        return;
      }
      const body = isRead ? { issues: [], accountId: 'me', name: 'me', ...fields } : {};
      res
        .writeHead(isRead ? 200 : 201, { 'content-type': isRead ? 'application/json' : type })
        .end(JSON.stringify(body));
    });
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
  });
  after(() => Promise.all([http.close(), server.close()]));

  const failureOf = async (changing: Promise<object>): Promise<UnconfirmedWriteError> => {
    const error = await changing.catch((failure: unknown) => failure);
    assert.ok(error instanceof UnconfirmedWriteError, String(error));
    return error;
  };

  for (const [list, state] of [
    [changes, {}],
    [opposites, issue],
  ] as const) {
    for (const [name, change] of list) {
      it(`is named in the log: ${name}`, async () => {
        fields = state;
        answered = false;
        for (const flavor of Object.values(JiraFlavor)) {
          const { message } = await failureOf(change(fredAt(http, flavor)));
          assert.ok(message.includes(` ${name} `), message);
        }
      });
    }
  }

  it('is named with its request where its answer tells no result', async () => {
    fields = {};
    answered = true;
    for (const [path, change] of [
      ['/issue/A-1/attachments', changes[0]?.[1]],
      ['/issue/A-1/comment', changes[1]?.[1]],
      ['/issue', changes[4]?.[1]],
      ['/issue/A-1/worklog', changes.find(([name]) => name === logWork.name)?.[1]],
    ] as const) {
      assert.ok(change);
      const { cause, request } = await failureOf(change(fredAt(http, JiraFlavor.cloud)));
      assert.ok(cause instanceof UnidentifiedResultError);
      assert.equal(cause.status, path.endsWith('/attachments') ? 200 : 201);
      assert.deepEqual(request, { method: 'POST', origin: server.origin, path: `/rest/api/3${path}` });
    }
  });

  it('is not taken for done where its answer is no JSON', async () => {
    fields = {};
    answered = true;
    type = 'text/plain';
    const { cause } = await failureOf(editIssue(fredAt(http, JiraFlavor.cloud), 'A-1', { summary: 'S' }, control));
    assert.ok(cause instanceof UnexpectedAnswerError);
  });
});
