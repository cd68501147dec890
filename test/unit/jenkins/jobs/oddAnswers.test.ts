// Answers of success that are no answers: a view that believed them would be empty.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnexpectedAnswerError } from '../../../../src/http/index.ts';
import {
  IndexDetail,
  indexJobs,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  listBuilds,
  readBuild,
  readLevel,
} from '../../../../src/jenkins/index.ts';
import type { IndexLimits } from '../../../../src/jenkins/jobs/jobIndex.ts';
import { jobPath } from '../../../../src/jenkins/jobs/jobPath.ts';
import { readJob } from '../../../../src/jenkins/jobs/jobs.ts';
import { startServer } from '../../../servers/wire/httpServer.ts';
import { connectTo } from '../../fixtures/client.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const folderClass = 'com.cloudbees.hudson.plugins.folder.Folder';
const top = { folder: '', view: [] };

describe('an odd answer of Jenkins', () => {
  const demo = demoJenkins({ contextPath: '/ci' });

  const answer = (json: string) =>
    demo.jenkins.answerOnce({ path: /\/api\/json/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(json),
    );

  for (const json of ['[]', '"jobs"', '1', 'true', 'null', '{"jobs":"none"}', '{"jobs":{"name":"a"}}']) {
    it(`is no empty folder: ${json}`, async () => {
      answer(json);
      await assert.rejects(readLevel(demo.session, top), UnexpectedAnswerError);
      answer(json);
      await assert.rejects(indexJobs(demo.session), UnexpectedAnswerError);
    });
  }

  it('is no job without builds, and no build', async () => {
    for (const json of ['[]', 'null', '{"builds":"none"}']) {
      answer(json);
      await assert.rejects(listBuilds(demo.session, 'hello', 5), UnexpectedAnswerError, json);
    }
    for (const json of ['[]', 'null']) {
      answer(json);
      await assert.rejects(readBuild(demo.session, 'hello', 1), UnexpectedAnswerError, json);
    }
  });

  it('is no job', async () => {
    answer('[]');
    await assert.rejects(readJob(demo.session, 'hello'), UnexpectedAnswerError);
  });

  it('names people by the ends of their addresses, each once, whatever server they are of', async () => {
    const causes = [{ userId: 'dev' }, { shortDescription: 'timer' }, { userId: 7 }];
    const culprits = [
      'https://x.test/user/ci/user/a%20b/',
      'user/dev',
      '/user/dev',
      '/user/c/my-views',
      '/user/',
      7,
    ].map(absoluteUrl => ({ absoluteUrl }));
    const lastBuild = { actions: [{ causes }, {}], culprits };
    answer(JSON.stringify({ jobs: [{ name: 'job', lastBuild }, { name: 'none' }] }));
    const jobs = await indexJobs(demo.session, { detail: IndexDetail.people });
    assert.deepEqual(
      jobs.map(({ people }) => people),
      [['dev', 'a b'], []],
    );
  });

  it('costs the entries that are odd, and no others', async () => {
    const deep = `${'{"x":['.repeat(20_000)}1${']}'.repeat(20_000)}`;
    const odd = [
      ...['1', 'null', '[]', '"job"', '{}', '{"name":5}', deep],
      ...[`{"name":"deep","color":${deep},"healthReport":${deep},"lastBuild":${deep},"displayName":${deep}}`],
      ...['{"name":"100%","color":"blue"}', '{"name":"%zz%C3","color":"blue"}', '{"name":"\\ud800","color":"blue"}'],
      '{"name":"good","color":"blue","lastBuild":[],"healthReport":{"score":"x"}}',
    ];
    for (const detail of Object.values(IndexDetail)) {
      answer(`{"jobs":[${odd.join()}]}`);
      const names = (await indexJobs(demo.session, { detail })).map(({ label }) => label);
      assert.ok(names.includes('good'), names.join());
    }
    answer(`{"jobs":[${odd.join()}],"views":[${odd.join()}],"primaryView":${deep}}`);
    const { jobs } = await readLevel(demo.session, top);
    assert.deepEqual(
      jobs.map(({ fullName }) => fullName),
      ['deep', '100%', '%zz%C3', '\ud800', 'good'],
    );
    for (const { fullName } of jobs) assert.match(jobPath(fullName), /^\/job\/[^/]+$/);
  });

  it('with folders in folders without end is read to the limits, which is told', async () => {
    const folders = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ _class: folderClass, name: `f${at}` }));
    let [asked, count] = [0, 1];
    const server = await startServer((_, res) => {
      asked++;
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jobs: folders(count) }));
    });
    const client = await connectTo(server.origin, {});
    const session = new JenkinsSession(client.http, async () =>
      jenkinsLogin({
        ...{ user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken },
      }),
    );
    const index = async (limits: IndexLimits) => {
      const unread: string[] = [];
      const found = await indexJobs(session, { limits, onUnread: each => unread.push(each) });
      return { found: found.length, unread: unread.length };
    };
    try {
      assert.deepEqual(await index({ levels: 20, jobs: 1000 }), { found: 20, unread: 1 });
      assert.equal(asked, 20);
      count = 10;
      const { found, unread } = await index({ levels: 50, jobs: 1000 });
      assert.ok(found >= 1000 && found < 1100, `${found}`);
      assert.ok(unread > 800, `${unread}`);
    } finally {
      await client.close();
      await server.close();
    }
  });

  it('with folders that are nested more deeply than was asked is asked for what lies deeper', async () => {
    let nested = '';
    for (let level = 0; level < 5000; level++) nested = `{"_class":"${folderClass}","name":"f","jobs":[${nested}]}`;
    answer(`{"jobs":[${nested}]}`);
    answer('{"jobs":[]}');
    const found = await indexJobs(demo.session);
    assert.deepEqual(
      found.map(({ fullName }) => fullName),
      ['f', 'f/f', 'f/f/f'],
    );
  });
});
