import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  BaseUrl,
  CanceledError,
  HttpClient,
  type RequestError,
  ServerUnavailableError,
  UnauthenticatedError,
  UndiciTransport,
} from '../../../../src/http/index.ts';
import {
  enableJob,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  type StartupTiming,
  startBuild,
} from '../../../../src/jenkins/index.ts';
import { jobsIn } from '../../../reads.ts';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import { freePort } from '../../../servers/wire/httpServer.ts';
import { delaysIn } from '../../fixtures/delays.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

const quick: Partial<StartupTiming> = { doubtedLoginMs: [60, 120], patienceMs: 3000, firstWaitMs: 20, maxWaitMs: 60 };

describe('a Jenkins that is starting', () => {
  let jenkins: DemoJenkins;
  let http: HttpClient;
  let told: boolean[];

  beforeEach(async () => {
    jenkins = await startDemoJenkins({ pace: 20 });
    http = clientAt(jenkins.url);
    told = [];
  });
  afterEach(async () => {
    await http.close();
    await jenkins.close();
  });

  function clientAt(url: string): HttpClient {
    return new HttpClient({
      base: BaseUrl.parse(url),
      transport: new UndiciTransport(),
      userAgent: 'test',
      timing: { firstRetryMs: 5, maxRetryMs: 10 },
    });
  }

  function session({
    kind = JenkinsSecretKind.apiToken,
    secret = demoUsers.dev.token as string,
    startup = quick,
    at = http,
  } = {}): JenkinsSession {
    return new JenkinsSession(at, async () => jenkinsLogin({ user: demoUsers.dev.id, secret, kind }), {
      startup,
      onStartingChange: starting => told.push(starting),
    });
  }

  const statuses = () => jenkins.requests.map(each => each.status);

  it('is waited out by a read: 503, then 401 with good credentials, then 503, then 200', async () => {
    jenkins.state.startup = 'preparing';
    const asked = session();
    const reading = jobsIn(asked, '');
    await until(() => asked.isStarting);
    for (let times = 0; times < 2; times++) {
      jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(401, { 'content-type': 'text/html' }).end());
    }
    setTimeout(() => {
      jenkins.state.startup = 'ready';
    }, 400);
    assert.ok((await reading).length > 0);
    assert.deepEqual(told, [true, false]);
    assert.ok(statuses().includes(401) && statuses().includes(503));
    assert.equal(asked.refused, undefined);
    assert.equal(asked.isStarting, false);
  });

  it('is not waited for longer than there is patience, nor after being called off', async () => {
    jenkins.state.startup = 'preparing';
    const impatient = { ...quick, firstWaitMs: 20, maxWaitMs: 20, patienceMs: 200 };
    await assert.rejects(jobsIn(session({ startup: impatient }), ''), ServerUnavailableError);
    assert.ok(jenkins.requests.length > 1 && jenkins.requests.length <= 40, `${jenkins.requests.length} requests`);
    const abort = new AbortController();
    const before = jenkins.requests.length;
    const asking = jobsIn(session(), '', { signal: abort.signal });
    await until(() => jenkins.requests.length > before + 1);
    abort.abort();
    await assert.rejects(asking, CanceledError);
    assert.deepEqual(told.slice(0, 1), [true]);
  });

  it('is asked again after a 401 twice and no oftener', async () => {
    jenkins.state.startup = 'preparing';
    const asked = session({ secret: 'wrong', startup: { ...quick, patienceMs: 0 } });
    await assert.rejects(jobsIn(asked, ''), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    const before = jenkins.requests.length;
    await assert.rejects(jobsIn(asked, ''), UnauthenticatedError);
    assert.equal(jenkins.requests.length - before, 3);
    assert.ok(asked.refused);
  });

  it('is asked three times at most by a read that alone is refused', async () => {
    jenkins.state.startup = 'preparing';
    const asked = session({ startup: { ...quick, patienceMs: 0 } });
    await assert.rejects(jobsIn(asked, ''), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    const refuse = () =>
      jenkins.answerOnce({ path: '/api/json' }, (_, res) => res.writeHead(401, { 'www-authenticate': 'Basic' }).end());
    for (let times = 0; times < 2; times++) refuse();
    await jobsIn(asked, '');
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, ''), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    for (let times = 0; times < 3; times++) refuse();
    await assert.rejects(jobsIn(asked, ''), UnauthenticatedError);
  });

  it('is asked once when the 503 was longer ago, or never was', async () => {
    const asked = session({ secret: 'wrong', startup: { ...quick, doubtMs: 100, patienceMs: 0 } });
    await assert.rejects(jobsIn(asked, ''), UnauthenticatedError);
    assert.equal(jenkins.requests.length, 1);
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, ''), ServerUnavailableError);
    await new Promise(done => setTimeout(done, 150));
    jenkins.state.startup = 'ready';
    const before = jenkins.requests.length;
    await assert.rejects(jobsIn(asked, ''), UnauthenticatedError);
    assert.equal(jenkins.requests.length - before, 1);
  });

  it('counts refused connections as a sign of starting, but waits for none of them', async () => {
    const port = await freePort();
    const at = clientAt(`http://127.0.0.1:${port}`);
    const asked = session({ secret: 'wrong', at });
    await assert.rejects(jobsIn(asked, ''), { name: 'UnreachableError', why: 'refused' });
    const late = await startDemoJenkins({ port });
    try {
      await assert.rejects(jobsIn(asked, ''), UnauthenticatedError);
      assert.equal(late.requests.length, 3);
    } finally {
      await at.close();
      await late.close();
    }
  });

  it('is not sent a write again, and its 401 to a write closes no gate', async () => {
    const asked = session({ startup: { ...quick, patienceMs: 0 } });
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, ''), ServerUnavailableError);
    jenkins.state.startup = 'refusing';
    const before = jenkins.requests.length;
    await assert.rejects(enableJob(asked, 'hello', true), UnauthenticatedError);
    assert.equal(jenkins.requests.length - before, 1);
    assert.equal(asked.refused, undefined);
    jenkins.state.startup = 'ready';
    assert.ok((await startBuild(asked, 'hello', undefined)).id > 0);
  });

  it('does not close the gate on polling: one question after another finds out for all', async () => {
    const asked = session({ startup: { ...quick, patienceMs: 0 } });
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, '', { background: true }), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    for (let times = 0; times < 5; times++) {
      jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(401, { 'content-type': 'text/html' }).end());
    }
    const before = jenkins.requests.length;
    const polls = await Promise.all(Array.from({ length: 4 }, () => jobsIn(asked, '', { background: true })));
    assert.ok(polls.every(jobs => jobs.length > 0));
    // Four polls, refused; two questions, the first of them refused; four polls.
    assert.equal(jenkins.requests.length - before, 10);
    assert.equal(asked.refused, undefined);
  });

  it('is believed once its 401 stood: polling stops, and the next 401 is not looked into', async () => {
    const asked = session({ secret: 'wrong', startup: { ...quick, doubtedLoginMs: [250, 500], patienceMs: 0 } });
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, '', { background: true }), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    const before = jenkins.requests.length;
    for (let rounds = 0; rounds < 3; rounds++) {
      await assert.rejects(jobsIn(asked, '', { background: true }), UnauthenticatedError);
    }
    assert.equal(jenkins.requests.length - before, 3);
    const delays = await delaysIn(() => assert.rejects(jobsIn(asked, ''), UnauthenticatedError));
    assert.equal(jenkins.requests.length - before, 4);
    assert.ok(!delays.includes(250), 'nobody waits for another answer');
  });

  it('is asked once who asks, whatever comes of that, and then the read decides', async () => {
    const asked = session({ startup: { ...quick, patienceMs: 0 } });
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, '', { background: true }), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    const before = jenkins.requests.length;
    jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(401, { 'content-type': 'text/html' }).end());
    jenkins.answerOnce({ path: /whoAmI/ }, (_, res) => res.writeHead(502).end());
    assert.ok((await jobsIn(asked, '')).length > 0);
    assert.deepEqual(statuses().slice(before), [401, 502, 200]);
  });

  it('lets a read be called off while its 401 is looked into', async () => {
    const asked = session({ secret: 'wrong', startup: { ...quick, doubtedLoginMs: [1000], patienceMs: 0 } });
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(asked, ''), ServerUnavailableError);
    jenkins.state.startup = 'ready';
    const before = jenkins.requests.length;
    const abort = new AbortController();
    const asking = jobsIn(asked, '', { signal: abort.signal });
    await until(() => jenkins.requests.length > before);
    setTimeout(() => abort.abort(), 100);
    await assert.rejects(asking, CanceledError);
    assert.equal(jenkins.requests.length, before + 1, 'the question was not asked yet');
  });

  it('does not keep polling waiting', async () => {
    jenkins.state.startup = 'preparing';
    await assert.rejects(jobsIn(session(), '', { background: true }), ServerUnavailableError);
    assert.equal(jenkins.requests.length, 1);
  });
});

describe('a refused login', () => {
  const demo = demoJenkins();

  it('stops polling, without a request, until other credentials come', async () => {
    let secret = 'wrong';
    const { id: user, token } = demoUsers.dev;
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }),
    );
    await assert.rejects(jobsIn(session, '', { background: true }), UnauthenticatedError);
    for (let round = 0; round < 5; round++) {
      await assert.rejects(jobsIn(session, '', { background: true }), UnauthenticatedError);
    }
    assert.equal(demo.jenkins.requests.length, 1);
    assert.ok((session.refused as RequestError) instanceof UnauthenticatedError);
    // A person may try again; one request, one answer.
    await assert.rejects(jobsIn(session, ''), UnauthenticatedError);
    assert.equal(demo.jenkins.requests.length, 2);
    secret = token;
    assert.ok((await jobsIn(session, '', { background: true })).length > 0);
    assert.equal(session.refused, undefined);
  });

  it('is forgotten when a person’s request gets through with the same credentials', async () => {
    const { id: user, token: secret } = demoUsers.dev;
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }),
    );
    demo.jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(401).end());
    await assert.rejects(jobsIn(session, ''), UnauthenticatedError);
    await assert.rejects(jobsIn(session, '', { background: true }), UnauthenticatedError);
    assert.ok((await jobsIn(session, '')).length > 0);
    assert.ok((await jobsIn(session, '', { background: true })).length > 0);
  });

  it('of a proxy is forgotten where Jenkins has no security, and so names no person', async () => {
    const { id: user, token: secret } = demoUsers.dev;
    demo.jenkins.state.turnSecurityOff();
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }),
    );
    demo.jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(401).end());
    await assert.rejects(jobsIn(session, ''), UnauthenticatedError);
    await jobsIn(session, '');
    assert.equal(session.refused, undefined);
    await jobsIn(session, '', { background: true });
  });

  it('is noticed in a write, too', async () => {
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({
        user: 'dev',
        secret: 'wrong',
        kind: JenkinsSecretKind.apiToken,
      }),
    );
    await assert.rejects(enableJob(session, 'hello', true), UnauthenticatedError);
    await assert.rejects(jobsIn(session, '', { background: true }), UnauthenticatedError);
    assert.equal(demo.jenkins.requests.length, 1);
  });
});
