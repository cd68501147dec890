import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InvalidNameError } from '../../../../src/base/invalidNameError.ts';
import {
  FetchTransport,
  TlsError,
  UnexpectedAnswerError,
  UnknownReason,
  WriteOutcome,
} from '../../../../src/http/index.ts';
import {
  deleteJob,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  readLevel,
  startBuild,
} from '../../../../src/jenkins/index.ts';
import { jobsIn } from '../../../reads.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';

const timing = { firstLookMs: 5, maxWaitMs: 20, looks: 2 };

describe('a hostile Jenkins', () => {
  const demo = demoJenkins();
  const { id: user, token, password } = demoUsers.dev;

  it('that starts is not taken for a refused login where the transport itself tried again', async () => {
    const startup = { doubtedLoginMs: [20, 40], patienceMs: 500, firstWaitMs: 5, maxWaitMs: 20 };
    const session = demo.sessionOf(demoUsers.dev, { startup });
    for (const status of [503, 401]) {
      demo.jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(status, { 'content-type': 'text/html' }).end());
    }
    assert.ok((await jobsIn(session, '')).length > 0);
    assert.equal(session.refused, undefined);
  });

  it('that refuses an old token in a late answer leaves the new one alone', async () => {
    let secret = 'an old token';
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }),
    );
    const { promise: replaced, resolve } = Promise.withResolvers<void>();
    demo.jenkins.answerOnce({ path: /./ }, async (_, res) => {
      await replaced;
      res.writeHead(401, { 'content-type': 'text/html', 'www-authenticate': 'Basic' }).end();
    });
    const late = jobsIn(session, '', { background: true }).catch(() => undefined);
    await new Promise(done => setTimeout(done, 20));
    secret = token;
    resolve();
    await late;
    assert.ok((await jobsIn(session, '', { background: true })).length > 0);
  });

  it('that names another header for its crumb, or a value of two lines, gets nothing of it', async () => {
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({
        ...{ user, secret: password, kind: JenkinsSecretKind.password },
      }),
    );
    const crumbs = [
      ...[
        'Host',
        'authorization',
        'Cookie',
        'Content-Length',
        'Transfer-Encoding',
        'Proxy-Authorization',
        'a b',
        'é',
        'a b c',
        'éa',
        'aé',
      ],
    ].map(crumbRequestField => ({ crumbRequestField, crumb: 'x' }));
    for (const answer of [...crumbs, { crumbRequestField: 'Jenkins-Crumb', crumb: 'x\r\nX-Evil: 1' }]) {
      demo.jenkins.answerOnce({ path: /crumbIssuer/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
      );
      await assert.rejects(startBuild(session, 'hello', undefined), UnexpectedAnswerError, JSON.stringify(answer));
    }
    assert.equal(demo.jenkins.requests.filter(({ method }) => method === 'POST').length, 0);
    demo.jenkins.answerOnce({ path: /crumbIssuer/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"crumbRequestField":"X-Our.Crumb","crumb":"x"}'),
    );
    await startBuild(session, 'hello', undefined);
  });

  it('has a crumb and a session that no text may show', async () => {
    const kept: string[] = [];
    const session = new JenkinsSession(
      demo.http,
      async () => jenkinsLogin({ user, secret: password, kind: JenkinsSecretKind.password }),
      { keepOut: secret => kept.push(secret) },
    );
    demo.jenkins.answerOnce({ path: /crumbIssuer/ }, (_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json', 'set-cookie': ['JSESSIONID.1=node0=abc; Path=/', 'b=c'] })
        .end('{"crumbRequestField":"Jenkins-Crumb","crumb":"the crumb"}'),
    );
    await startBuild(session, 'hello', undefined).catch(() => undefined);
    assert.deepEqual(kept.slice(0, 3), ['the crumb', 'node0=abc', 'c']);
    const sent = demo.jenkins.requests.find(({ headers }) => headers['jenkins-crumb'] === 'the crumb');
    assert.equal(sent?.headers['cookie'], 'JSESSIONID.1=node0=abc; b=c');
  });

  it('that names a header like those of HTTP for its crumb gets that', async () => {
    for (const crumbRequestField of ['X-Host', 'Hosts']) {
      const session = new JenkinsSession(demo.http, async () =>
        jenkinsLogin({
          ...{ user, secret: password, kind: JenkinsSecretKind.password },
        }),
      );
      demo.jenkins.answerOnce({ path: /crumbIssuer/ }, (_, res) =>
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ crumbRequestField, crumb: 'é' })),
      );
      await startBuild(session, 'hello', undefined).catch(() => undefined);
      const sent = demo.jenkins.requests.find(({ headers }) => crumbRequestField.toLowerCase() in headers);
      assert.ok(sent, crumbRequestField);
    }
  });

  it('that leads to a login page, or to an item without end, has not started a build for certain', async () => {
    const dev = demo.session;
    for (const location of ['/login?from=/queue/item/5/', `/queue/item/${'9'.repeat(400)}/`]) {
      demo.jenkins.answerOnce({ method: 'POST', path: /./ }, (_, res) => res.writeHead(201, { location }).end());
      const outcome = await outcomeOf(startBuild(dev, 'hello', undefined, { timing }));
      assert.equal(outcome.fate, WriteOutcome.unknown, location);
      assert.ok('why' in outcome && outcome.why === UnknownReason.mayStillCome);
    }
  });

  it('that has items called . and .. makes no path of them', async () => {
    demo.jenkins.answerOnce({ path: /./ }, (_, res) => {
      const jobs = ['.', '..', 'good', ''].map(name => ({ name, color: 'blue' }));
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jobs }));
    });
    const { jobs } = await readLevel(demo.session, { folder: 'team', view: [] });
    assert.deepEqual(
      jobs.map(({ fullName }) => fullName),
      ['team/good'],
    );
    for (const name of ['..', 'team/..', 'team/./x', 'team//x']) {
      assert.throws(() => deleteJob(demo.session, name), InvalidNameError, name);
    }
  });
});

describe('the host’s fetch', () => {
  it('is not used over HTTPS where the environment turns the checks of certificates off', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    let asked = 0;
    const transport = new FetchTransport(async () => {
      asked++;
      return new Response('');
    });
    const request = { method: 'GET', headers: {}, idleTimeoutMs: 1000 };
    try {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      const { HttpClient, BaseUrl } = await import('../../../../src/http/index.ts');
      const client = new HttpClient({ base: BaseUrl.parse('https://ci.example'), transport, userAgent: 'test' });
      await assert.rejects(client.send({ method: 'GET', path: '/' }), TlsError);
      assert.equal(asked, 0);
      await transport.send({ ...request, url: new URL('http://ci.example/') });
      assert.equal(asked, 1);
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
      await transport.close();
    }
  });
});
