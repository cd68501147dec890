import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ForbiddenError,
  InterceptedError,
  LoginProblem,
  ServerError,
  UnauthenticatedError,
} from '../../../../src/http/index.ts';
import {
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  probeJenkins,
  startBuild,
  verifyJenkins,
} from '../../../../src/jenkins/index.ts';
import {
  json,
  outcomeOf,
  page,
  type Reply,
  type SeenRequest,
  withHttp,
  withServer,
} from '../../../cases/support/server.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const signed = { 'x-jenkins': '2.452' };

/** Answers of a Jenkins, each of which a test may replace. */
interface Answers {
  readonly whoAmI?: Reply;
  readonly me?: Reply;
  readonly post?: Reply;
}

async function verified(answers: Answers, look: (requests: readonly SeenRequest[]) => void = () => undefined) {
  let outcome: Awaited<ReturnType<typeof verifyJenkins>> | Error | undefined;
  await withServer(
    ({ method, url }) => {
      if (url.startsWith('/whoAmI')) return answers.whoAmI ?? json({ name: 'dev', anonymous: false }, 200, signed);
      if (method === 'POST') return answers.post ?? json({ useCrumbs: true }, 200, signed);
      return answers.me ?? json({ id: 'dev', fullName: 'A Developer' });
    },
    async ({ url, requests }) => {
      await withHttp(url, async http => {
        outcome = await outcomeOf(
          verifyJenkins(http, { kind: JenkinsSecretKind.apiToken, user: 'Dev', secret: 's3cret' }),
        );
      });
      look(requests);
    },
  );
  return outcome;
}

describe('proving a login', () => {
  it('tells what the server says of itself and of the user', async () => {
    const wanted = { version: '2.452', userId: 'dev', fullName: 'A Developer', kind: JenkinsSecretKind.apiToken };
    const basic = `Basic ${Buffer.from('Dev:s3cret').toString('base64')}`;
    const found = await verified({}, requests => {
      for (const { headers } of requests) assert.equal(headers.authorization, basic);
      for (const { headers } of requests) assert.equal(headers['accept'], 'application/json');
      assert.equal(requests.filter(({ url }) => url.includes('crumb') && !url.includes('useCrumbs')).length, 0);
    });
    assert.deepEqual(found, wanted);
  });

  it('makes do without what the server does not say', async () => {
    const bare = await verified({ me: json({}), whoAmI: json({ name: 'dev' }) });
    const kind = JenkinsSecretKind.apiToken;
    assert.deepEqual(bare, { version: undefined, userId: 'Dev', fullName: 'Dev', kind });
    assert.deepEqual(await verified({ me: json({ id: 'dev' }), whoAmI: json({ name: 'dev' }) }), {
      ...{ version: undefined, userId: 'dev', fullName: 'dev' },
      kind,
    });
  });

  it('fails where the credentials count for nothing, and where no Jenkins answers', async () => {
    const anonymous = await verified({ whoAmI: json({ name: 'anonymous', anonymous: true }) });
    assert.ok(anonymous instanceof UnauthenticatedError, String(anonymous));
    assert.equal(anonymous.problem, LoginProblem.ignored);
    for (const whoAmI of [json({}), json({ name: 7 }), page('Our intranet')]) {
      const error = await verified({ whoAmI });
      assert.ok(error instanceof InterceptedError, String(error));
    }
  });

  it('finds out what the secret is by a POST that changes nothing', async () => {
    const kindOf = async (post: Reply) => {
      const found = await verified({ post });
      return found instanceof Error ? found.name : found?.kind;
    };
    const uncertain = await verified({ post: json({ useCrumbs: false }) });
    assert.ok(uncertain && !(uncertain instanceof Error));
    assert.deepEqual([uncertain.kind, uncertain.isUncertain], [JenkinsSecretKind.password, true]);
    assert.equal(await kindOf(json({})), JenkinsSecretKind.apiToken);
    const crumb = 'No valid crumb was included in the request';
    assert.equal(await kindOf(page(crumb, 403)), JenkinsSecretKind.password);
    assert.equal(await kindOf(json({ message: crumb }, 403)), JenkinsSecretKind.password);
    assert.equal(await kindOf(page('Access denied', 403)), ForbiddenError.name);
    const permission = { 'x-required-permission': 'hudson.model.Hudson.Read' };
    assert.equal(await kindOf(page(crumb, 403, permission)), ForbiddenError.name);
    assert.equal(await kindOf(page(crumb, 400)), 'InvalidRequestError');
  });
});

describe('a Jenkins without security', () => {
  const demo = demoJenkins();

  it('takes any login, and starts a build by a crumb', async () => {
    demo.jenkins.state.turnSecurityOff();
    const login = { kind: JenkinsSecretKind.apiToken, user: 'ada', secret: 'anything' } as const;
    const found = await verifyJenkins(demo.http, login);
    assert.equal(found.hasNoSecurity, true);
    assert.deepEqual([found.userId, found.kind], ['ada', JenkinsSecretKind.password]);
    const session = new JenkinsSession(demo.http, async () =>
      jenkinsLogin({ ...login, kind: JenkinsSecretKind.password }),
    );
    await startBuild(session, 'hello', undefined);
    const posts = demo.jenkins.requests.filter(({ method }) => method === 'POST');
    assert.deepEqual(
      posts.map(({ status }) => status),
      [201],
    );
  });
});

describe('looking for a Jenkins', () => {
  const probed = async (reply: Reply) => {
    let outcome: string | undefined | Error;
    await withServer(
      () => reply,
      ({ url }) =>
        withHttp(url, async http => {
          outcome = await outcomeOf(probeJenkins(http));
        }),
    );
    return outcome;
  };

  it('believes what Jenkins signs, whatever the status', async () => {
    assert.equal(await probed(page('Sign in', 200, signed)), '2.452');
    assert.equal(await probed(page('Forbidden', 403, signed)), '2.452');
  });

  it('tells who answers in its place, and a server that fails', async () => {
    const byTitle = await probed(page('Our intranet'));
    assert.ok(byTitle instanceof InterceptedError);
    assert.deepEqual([byTitle.by, byTitle.status], ['Our intranet', 200]);
    const byServer = await probed({ status: 404, headers: { server: 'nginx' } });
    assert.ok(byServer instanceof InterceptedError);
    assert.deepEqual([byServer.by, byServer.status], ['nginx', 404]);
    const nobody = await probed({ status: 499 });
    assert.ok(nobody instanceof InterceptedError);
    assert.match(nobody.by, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok((await probed({ status: 500 })) instanceof ServerError);
  });
});
