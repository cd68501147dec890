import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  CanceledError,
  ConflictError,
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  NotFoundError,
  RedirectedError,
  type RequestError,
  ServerError,
  ServerUnavailableError,
  UnauthenticatedError,
} from '../../../../src/http/index.ts';
import {
  type BuildProgress,
  BuildResult,
  followQueueItem,
  JenkinsSecretKind,
  JenkinsSession,
  JobKind,
  jenkinsLogin,
  listBuilds,
  ParameterKind,
  Phase,
  probeJenkins,
  readJob,
  readParameters,
  startBuild,
  verifyJenkins,
} from '../../../../src/jenkins/index.ts';
import { jobsIn } from '../../../reads.ts';
import { demoUsers, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('the Jenkins client', () => {
  // A foreign root URL: all that the server reports points to a host that must never be asked.
  const demo = demoJenkins({ contextPath: '/ci', rootUrl: 'http://jenkins.internal.example/' });

  function seen(method: string): string[] {
    return demo.jenkins.requests.filter(each => each.method === method).map(each => each.path);
  }

  it('sends credentials with the first request, and asks for gzip', async () => {
    await jobsIn(demo.sessionOf(demoUsers.dev), '');
    const [first] = demo.jenkins.requests;
    assert.equal(demo.jenkins.requests.length, 1);
    assert.match(String(first?.headers['authorization']), /^Basic /);
    assert.match(String(first?.headers['accept-encoding']), /gzip/);
  });

  it('lists a level with the state of its jobs in one request', async () => {
    const jobs = await jobsIn(demo.sessionOf(demoUsers.dev), '');
    const named = (name: string) => jobs.find(job => job.label === name);
    assert.equal(named('payments')?.kind, JobKind.folder);
    assert.equal(named('hello')?.lastBuild?.result, BuildResult.success);
    assert.equal(named('fails')?.lastBuild?.result, BuildResult.failure);
    assert.equal(named('never-built')?.lastBuild, undefined);
    assert.equal(demo.jenkins.requests.length, 1);
  });

  it('reads folders, multibranch projects and branches with a slash in their name', async () => {
    const session = demo.sessionOf(demoUsers.dev);
    const folder = await jobsIn(session, 'payments');
    assert.equal(folder.find(job => job.label === 'api')?.kind, JobKind.multibranch);
    assert.equal(folder.find(job => job.label === 'nightly')?.disabled, true);
    const branches = await jobsIn(session, 'payments/api');
    const login = branches.find(job => job.label === 'feature/login');
    assert.equal(login?.fullName, 'payments/api/feature%2Flogin');
    const builds = await listBuilds(session, login?.fullName ?? '', 5);
    assert.ok(builds.length > 0);
    assert.equal((await readJob(session, login?.fullName ?? '')).label, 'feature/login');
  });

  it('hides what the account may not see', async () => {
    const jobs = await jobsIn(demo.sessionOf(demoUsers.viewer), '');
    assert.equal(
      jobs.some(job => job.label === 'no-permission'),
      false,
    );
  });

  it('starts a build with a token, without asking for a crumb, and follows it to its end', async () => {
    const session = demo.sessionOf(demoUsers.dev);
    const ticket = await startBuild(session, 'hello', undefined);
    assert.equal(ticket.merged, false);
    const steps: BuildProgress[] = [];
    for await (const step of followQueueItem(session, 'hello', ticket.id)) steps.push(step);
    const last = steps.at(-1);
    assert.equal(last?.phase, Phase.finished);
    assert.equal(last?.phase === Phase.finished && last.build.result, BuildResult.success);
    assert.deepEqual(seen('POST'), ['/ci/job/hello/build']);
    assert.equal(
      seen('GET').some(path => path.includes('crumb')),
      false,
    );
  });

  it('starts builds with a password: one crumb with its session for all of them', async () => {
    const session = demo.sessionOf(demoUsers.dev, { kind: JenkinsSecretKind.password });
    await startBuild(session, 'hello', undefined);
    await startBuild(session, 'slow', undefined);
    assert.equal(seen('GET').filter(path => path.includes('crumbIssuer')).length, 1);
    assert.equal(seen('POST').length, 2);
  });

  it('calls off one write while the crumb is awaited, and not the other that waits for it', async () => {
    const session = demo.sessionOf(demoUsers.dev, { kind: JenkinsSecretKind.password });
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    demo.jenkins.answerOnce({ path: /crumbIssuer/ }, async (_, res) => {
      ask();
      await answered;
      res.destroy(); // a read is tried once more
    });
    const abort = new AbortController();
    const first = startBuild(session, 'hello', undefined, { signal: abort.signal });
    const second = startBuild(session, 'slow', undefined);
    await asked;
    abort.abort();
    await assert.rejects(first, CanceledError);
    answer();
    await second;
    assert.deepEqual(seen('POST'), ['/ci/job/slow/build']);
  });

  it('gets a new crumb once when the old one counts no longer', async () => {
    const session = demo.sessionOf(demoUsers.dev, { kind: JenkinsSecretKind.password });
    await startBuild(session, 'hello', undefined);
    demo.jenkins.state.sessions.endAll();
    await startBuild(session, 'slow', undefined);
    assert.equal(seen('GET').filter(path => path.includes('crumbIssuer')).length, 2);
    assert.equal(seen('POST').length, 3);
  });

  it('takes a password given as a token for what it is when Jenkins asks for a crumb', async () => {
    const { id, password } = demoUsers.dev;
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({
        user: id,
        secret: password,
        kind: JenkinsSecretKind.apiToken,
      }),
    );
    await startBuild(session, 'hello', undefined);
    assert.equal(seen('POST').length, 2);
  });

  it('sends parameters as they are typed', async () => {
    const session = demo.sessionOf(demoUsers.dev);
    const parameters = await readParameters(session, 'deploy');
    const kinds = new Set(parameters.map(parameter => parameter.kind));
    assert.deepEqual(kinds, new Set([ParameterKind.string, ParameterKind.boolean, ParameterKind.choice]));
    const text = parameters.find(parameter => parameter.kind === ParameterKind.string);
    const odd = 'a&b=c %41 "ü" + ✓';
    const ticket = await startBuild(session, 'deploy', new Map([[text?.name ?? '', odd]]));
    for await (const step of followQueueItem(session, 'deploy', ticket.id)) {
      if (step.phase !== Phase.finished) continue;
      const answer = await session.getJson(
        `/job/deploy/${step.build.number}/api/json?tree=actions[parameters[name,value]]`,
      );
      assert.ok(JSON.stringify(answer).includes(JSON.stringify(odd)));
    }
  });

  it('tells that a start was merged into one that waits', async () => {
    const session = demo.sessionOf(demoUsers.dev);
    const values = new Map([['VERSION', '1.2.3']]);
    // Both executors busy: what is started now has to wait.
    for (const job of ['slow', 'everything', 'unstable']) {
      await startBuild(session, job, job === 'everything' ? new Map() : undefined);
    }
    const first = await startBuild(session, 'deploy', values);
    const second = await startBuild(session, 'deploy', values);
    assert.deepEqual([first.merged, second.merged, second.id === first.id], [false, true, true]);
  });

  it('names what is wrong with a start', async () => {
    const dev = demo.sessionOf(demoUsers.dev);
    await assert.rejects(startBuild(dev, 'payments/nightly', undefined), ConflictError);
    await assert.rejects(startBuild(dev, 'deploy', undefined), InvalidRequestError);
    await assert.rejects(startBuild(dev, 'hello', new Map()), InvalidRequestError);
    await assert.rejects(startBuild(dev, 'nosuch', undefined), NotFoundError);
    await assert.rejects(startBuild(demo.sessionOf(demoUsers.viewer), 'hello', undefined), (error: unknown) => {
      assert.ok(error instanceof ForbiddenError);
      assert.equal(error.permission, 'hudson.model.Item.Build');
      return true;
    });
  });

  it('spends one write on a missing permission', async () => {
    await assert.rejects(startBuild(demo.sessionOf(demoUsers.viewer), 'hello', undefined), ForbiddenError);
    assert.deepEqual(
      demo.jenkins.requests.map(({ method }) => method),
      ['GET', 'POST'],
    );
  });

  it('does not repeat a refused login', async () => {
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({
        user: 'dev',
        secret: 'wrong',
        kind: JenkinsSecretKind.apiToken,
      }),
    );
    await assert.rejects(jobsIn(session, ''), UnauthenticatedError);
    assert.equal(demo.jenkins.requests.length, 1);
  });

  it('never calls a redirected or intercepted start a success', async () => {
    const session = demo.sessionOf(demoUsers.dev);
    const answers: [number, Record<string, string>, typeof RequestError.prototype.constructor][] = [
      [301, { location: 'https://externalTransport.example/job/hello/build' }, RedirectedError],
      [302, { location: '/ci/login?from=x' }, RedirectedError],
      [307, { location: 'http://externalTransport.example/job/hello/build' }, RedirectedError],
      [200, { 'content-type': 'text/html' }, InterceptedError],
      [503, { 'content-type': 'text/html' }, ServerUnavailableError],
      [500, { 'content-type': 'text/html' }, ServerError],
    ];
    for (const [status, headers, type] of answers) {
      demo.jenkins.answerOnce({ method: 'POST', path: '/ci/job/hello/build' }, (_, res) =>
        res.writeHead(status, headers).end('<html><title>Sign in</title></html>'),
      );
      await assert.rejects(startBuild(session, 'hello', undefined), error => error instanceof type);
    }
    assert.equal(seen('POST').length, answers.length);
  });

  it('follows a redirect of a read inside the origin, and none out of it', async () => {
    const session = demo.sessionOf(demoUsers.dev);
    const other = await startDemoJenkins({ seed: 'empty' });
    try {
      demo.jenkins.answerOnce({ path: '/ci/api/json' }, (_, res) =>
        res.writeHead(302, { location: '/ci/job/payments/api/json?tree=jobs[name]' }).end(),
      );
      assert.ok((await jobsIn(session, '')).some(job => job.label === 'api'));
      demo.jenkins.answerOnce({ path: '/ci/api/json' }, (_, res) =>
        res.writeHead(302, { location: `${other.url}/api/json` }).end(),
      );
      await assert.rejects(jobsIn(session, ''), RedirectedError);
      assert.equal(other.requests.length, 0);
    } finally {
      await other.close();
    }
  });

  it('proves a login and says what it found', async () => {
    const { id, token, password } = demoUsers.dev;
    const byToken = await verifyJenkins(demo.http, { kind: JenkinsSecretKind.apiToken, user: id, secret: token });
    assert.equal(byToken.kind, JenkinsSecretKind.apiToken);
    assert.equal(byToken.userId, id);
    assert.match(byToken.version ?? '', /^\d+\.\d+/);
    const byPassword = await verifyJenkins(demo.http, { kind: JenkinsSecretKind.apiToken, user: id, secret: password });
    assert.equal(byPassword.kind, JenkinsSecretKind.password);
    const before = demo.jenkins.requests.length;
    await assert.rejects(
      verifyJenkins(demo.http, { kind: JenkinsSecretKind.apiToken, user: id, secret: 'wrong' }),
      UnauthenticatedError,
    );
    assert.equal(demo.jenkins.requests.length - before, 1);
  });

  it('gives the user by the name that the server has, not by the one that was typed', async () => {
    const { userId, fullName } = await verifyJenkins(demo.http, {
      kind: JenkinsSecretKind.apiToken,
      user: 'DEV',
      secret: demoUsers.dev.token,
    });
    assert.deepEqual([userId, fullName], [demoUsers.dev.id, demoUsers.dev.fullName]);
  });

  it('tells a Jenkins from what is none', async () => {
    assert.match((await probeJenkins(demo.http)) ?? '', /^\d+\.\d+/);
    demo.jenkins.answerOnce({ path: '/ci/login' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Our intranet</title>'),
    );
    await assert.rejects(probeJenkins(demo.http), (error: unknown) => {
      assert.ok(error instanceof InterceptedError);
      assert.equal(error.by, 'Our intranet');
      return true;
    });
  });
});
