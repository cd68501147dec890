// Changes whose answers are lost: the log says which change it was.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { BaseUrl, HttpClient, UnconfirmedWriteError, UndiciTransport } from '../../../../src/http/index.ts';
import {
  cancelQueueItem,
  copyJob,
  createJob,
  deleteBuild,
  deleteJob,
  describeBuild,
  enableJob,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  keepBuild,
  StopWay,
  scanBranches,
  startBuild,
  stopBuild,
  writeConfiguration,
} from '../../../../src/jenkins/index.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

const control = { timing: { firstLookMs: 0, maxWaitMs: 0, looks: 1 } };

/** Changes by the names that the log gives them. */
const changes: readonly (readonly [name: string, change: (session: JenkinsSession) => Promise<object>])[] = [
  [startBuild.name, session => startBuild(session, 'a', undefined, control)],
  [stopBuild.name, session => stopBuild(session, 'a', 1, StopWay.abort, control)],
  [deleteBuild.name, session => deleteBuild(session, 'a', 1, control)],
  [keepBuild.name, session => keepBuild(session, 'a', 1, true, control)],
  [describeBuild.name, session => describeBuild(session, 'a', 1, 'words', control)],
  [cancelQueueItem.name, session => cancelQueueItem(session, 1, control)],
  [enableJob.name, session => enableJob(session, 'a', true, control)],
  ['disableJob', session => enableJob(session, 'a', false, control)],
  [deleteJob.name, session => deleteJob(session, 'a', control)],
  [scanBranches.name, session => scanBranches(session, 'a', control)],
  [writeConfiguration.name, session => writeConfiguration(session, 'a', '<project/>', control)],
  [createJob.name, session => createJob(session, '', 'b', '<project/>', control)],
  [copyJob.name, session => copyJob(session, '', 'b', 'a', control)],
];

describe('a change of Jenkins whose answer is lost', () => {
  let server: TestServer;
  let http: HttpClient;

  before(async () => {
    server = await startServer((req, res) => {
      if (req.method === 'POST') req.socket.destroy();
      else if (req.url?.includes('/job/b/')) res.writeHead(404).end();
      else res.writeHead(200, { 'content-type': 'application/json' }).end('{"description":null}');
    });
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
  });
  after(() => Promise.all([http.close(), server.close()]));

  it('is found where it removed the description of a build', async () => {
    const kind = JenkinsSecretKind.apiToken;
    const session = new JenkinsSession(http, async () => jenkinsLogin({ user: 'u', secret: 's', kind }));
    const { traced, times } = await describeBuild(session, 'a', 1, '', control);
    assert.deepEqual({ traced, times }, { traced: true, times: 1 });
  });

  for (const [name, change] of changes) {
    it(`is named in the log: ${name}`, async () => {
      const kind = JenkinsSecretKind.apiToken;
      const session = new JenkinsSession(http, async () => jenkinsLogin({ user: 'u', secret: 's', kind }));
      const error = await change(session).catch((failure: unknown) => failure);
      assert.ok(error instanceof UnconfirmedWriteError, String(error));
      assert.ok(error.message.includes(` ${name} `), error.message);
    });
  }
});
