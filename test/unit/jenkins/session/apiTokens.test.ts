import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ForbiddenError,
  InvalidRequestError,
  UnauthenticatedError,
  UnconfirmedWriteError,
} from '../../../../src/http/index.ts';
import {
  JenkinsLoginKind,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  verifyJenkins,
} from '../../../../src/jenkins/index.ts';
import { createApiToken, revokeApiToken } from '../../../../src/jenkins/session/apiTokens.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const { dev } = demoUsers;
const name = 'VS Code on büro-7';

describe('an API token', () => {
  const demo = demoJenkins();
  const byPassword = () => demo.sessionOf(dev, { kind: JenkinsSecretKind.password });
  const tokens = () => demo.jenkins.state.users.get(dev.id)?.tokens ?? [];
  const posts = () => demo.jenkins.requests.filter(({ method }) => method === 'POST');

  it('is created by a password, and signs in', async () => {
    const { id, value } = await createApiToken(byPassword(), name);
    assert.deepEqual([tokens().at(-1)?.uuid, tokens().at(-1)?.name], [id, name]);
    const found = await verifyJenkins(demo.http, { kind: JenkinsSecretKind.apiToken, user: dev.id, secret: value });
    assert.equal(found.kind, JenkinsSecretKind.apiToken);
    assert.ok(demo.jenkins.requests.every(({ path }) => !path.includes('B%C3%BCro')));
  });

  it('is revoked, by itself too, and is then refused', async () => {
    const { id, value } = await createApiToken(byPassword(), name);
    const kind = JenkinsSecretKind.apiToken;
    const session = new JenkinsSession(demo.http, async () => jenkinsLogin({ kind, user: dev.id, secret: value }));
    await revokeApiToken(session, id);
    assert.deepEqual(
      tokens().map(({ value: each }) => each),
      [dev.token],
    );
    await assert.rejects(session.get('/me/api/json'), UnauthenticatedError);
  });

  it('is asked for once, though its answer is lost', async () => {
    demo.jenkins.answerOnce({ path: /generateNewToken/ }, (_, res) => res.destroy());
    await assert.rejects(createApiToken(byPassword(), name), UnconfirmedWriteError);
    assert.equal(posts().length, 1);
  });

  it('is refused with Jenkins’ own reason', async () => {
    const answer = (body: string) =>
      demo.jenkins.answerOnce({ path: /generateNewToken/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(body),
      );
    answer('{"status":"error","message":"Expiration date is in the past."}');
    await assert.rejects(createApiToken(byPassword(), name), (error: unknown) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.deepEqual(error.messages, ['Expiration date is in the past.']);
      return true;
    });
    answer('{"status":"ok","data":{"tokenUuid":"1"}}');
    await assert.rejects(createApiToken(byPassword(), name), UnconfirmedWriteError);
  });

  it('is none for anonymous', async () => {
    demo.jenkins.state.letAnonymousRead();
    const session = new JenkinsSession(demo.http, async () => jenkinsLogin({ kind: JenkinsLoginKind.anonymous }));
    await assert.rejects(createApiToken(session, name), ForbiddenError);
  });
});
