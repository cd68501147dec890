import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ForbiddenError, UnauthenticatedError } from '../../../../src/http/index.ts';
import { AnonymousForbiddenError } from '../../../../src/jenkins/errors.ts';
import {
  AnonymousAccess,
  type JenkinsCredentials,
  JenkinsLoginKind,
  JenkinsSession,
  jenkinsLogin,
  readAnonymousAccess,
  startBuild,
  TriggerTokenError,
  verifyJenkins,
} from '../../../../src/jenkins/index.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const anonymous: JenkinsCredentials = { kind: JenkinsLoginKind.anonymous };
const bearer = (secret: string): JenkinsCredentials => ({ kind: JenkinsLoginKind.bearer, secret });

describe('a login of Jenkins', () => {
  const demo = demoJenkins();
  const sessionOf = (credentials: JenkinsCredentials) =>
    new JenkinsSession(demo.http, async () => jenkinsLogin(credentials));
  const read = async (session: JenkinsSession, background = false) => {
    const response = await session.get('/api/json?tree=jobs[name]', { background });
    response.discard();
    return response.status;
  };
  const outcomeOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);
  const posts = () => demo.jenkins.requests.filter(({ method }) => method === 'POST');
  const authorizations = () => demo.jenkins.requests.map(({ headers }) => headers['authorization']);

  describe('that is none', () => {
    it('is known to suffice, in part or not at all', async () => {
      assert.equal(await readAnonymousAccess(demo.http), AnonymousAccess.nothing);
      demo.jenkins.state.letAnonymousRead();
      assert.equal(await readAnonymousAccess(demo.http), AnonymousAccess.reading);
      demo.jenkins.state.turnSecurityOff();
      assert.equal(await readAnonymousAccess(demo.http), AnonymousAccess.everything);
    });

    it('is refused where anonymous may not read, which is no refused login', async () => {
      const error = await outcomeOf(verifyJenkins(demo.http, anonymous));
      assert.ok(error instanceof AnonymousForbiddenError, `${error}`);
      assert.equal(error.permission, 'hudson.model.Hudson.Read');
    });

    it('starts builds without security, by crumb and session', async () => {
      demo.jenkins.state.turnSecurityOff();
      const found = await verifyJenkins(demo.http, anonymous);
      assert.deepEqual([found.kind, found.hasNoSecurity, found.userId], [JenkinsLoginKind.anonymous, true, undefined]);
      await startBuild(sessionOf(anonymous), 'hello', undefined);
      assert.deepEqual(
        posts().map(({ status, headers }) => [status, Boolean(headers['jenkins-crumb'] && headers['cookie'])]),
        [[201, true]],
      );
      assert.ok(authorizations().every(header => header === undefined));
    });

    it('reads what is granted, and goes on reading after what is not', async () => {
      demo.jenkins.state.letAnonymousRead();
      const found = await verifyJenkins(demo.http, anonymous);
      assert.deepEqual([found.kind, found.hasNoSecurity], [JenkinsLoginKind.anonymous, undefined]);
      const session = sessionOf(anonymous);
      const error = await outcomeOf(startBuild(session, 'hello', undefined));
      assert.ok(error instanceof AnonymousForbiddenError && error.permission === 'hudson.model.Item.Build', `${error}`);
      assert.equal(session.refused, undefined);
      assert.equal(await read(session, true), 200);
    });

    it('starts a build by the job’s trigger token, which stands in the form', async () => {
      demo.jenkins.state.letAnonymousRead();
      demo.jenkins.state.job('hello').authToken = 'open-sesame';
      const session = sessionOf(anonymous);
      const wrong = startBuild(session, 'hello', undefined, { trigger: { token: 'wrong' } });
      await assert.rejects(wrong, TriggerTokenError);
      await startBuild(session, 'hello', undefined, { trigger: { token: 'open-sesame' } });
      assert.deepEqual(
        posts().map(({ status, body }) => [status, body]),
        [
          [403, 'token=wrong'],
          [201, 'token=open-sesame'],
        ],
      );
      assert.ok(demo.jenkins.requests.every(({ path }) => !path.includes('open-sesame')));
    });

    it('goes on after a gateway that wanted a login for a while', async () => {
      demo.jenkins.state.letAnonymousRead();
      const session = sessionOf(anonymous);
      demo.jenkins.answerOnce({ path: /./ }, (_, res) => res.writeHead(401, { 'www-authenticate': 'Basic' }).end());
      await assert.rejects(read(session), UnauthenticatedError);
      assert.ok(session.refused);
      await read(session);
      assert.equal(session.refused, undefined);
    });

    it('ends where the administrator takes back what was granted', async () => {
      demo.jenkins.state.letAnonymousRead();
      const session = sessionOf(anonymous);
      await read(session);
      demo.jenkins.state.anonymous = undefined;
      await assert.rejects(read(session), ForbiddenError);
    });
  });

  describe('by an access token alone', () => {
    it('is proved, and starts builds', async () => {
      demo.jenkins.state.accessTokens.set('access-token', demoUsers.dev.id);
      const found = await verifyJenkins(demo.http, bearer('access-token'));
      assert.deepEqual([found.kind, found.userId], [JenkinsLoginKind.bearer, demoUsers.dev.id]);
      await startBuild(sessionOf(bearer('access-token')), 'hello', undefined);
      assert.equal(posts().at(-1)?.status, 201);
      assert.ok(authorizations().every(header => header === 'Bearer access-token'));
    });

    it('is refused where the token is wrong, or was revoked', async () => {
      const { accessTokens } = demo.jenkins.state;
      accessTokens.set('access-token', demoUsers.dev.id);
      await assert.rejects(verifyJenkins(demo.http, bearer('wrong')), UnauthenticatedError);
      const session = sessionOf(bearer('access-token'));
      await read(session);
      accessTokens.clear();
      await assert.rejects(read(session), UnauthenticatedError);
      const before = demo.jenkins.requests.length;
      await assert.rejects(read(session, true), UnauthenticatedError);
      assert.equal(demo.jenkins.requests.length, before, 'nothing polls meanwhile');
    });
  });
});
