import { ForbiddenError } from '../../../../src/http/errors.ts';
import { MissingScopeError } from '../../../../src/jira/session/scopes.ts';
import { FrontDoor } from '../../../servers/jira/frontDoor.ts';
import { type DemoJira, type DemoJiraOptions, demoUsers } from '../../../servers/jira/index.ts';
import type { Handler } from '../../../servers/wire/httpServer.ts';
import { relayTo } from '../../../servers/wire/relay.ts';
import type { Setup, Situation } from './setup.ts';

const { fred } = demoUsers;
const basic = (user: string, secret: string) => ({ login: 'basic', user, secret }) as const;
const bearer = (secret: string) => ({ login: 'bearer', secret }) as const;

/** Set-up of a Jira of its own and a login. */
function login(
  flavor: DemoJiraOptions['flavor'],
  name: string,
  credentials: NonNullable<Situation['credentials']>,
  expected: Pick<Setup, 'verdict' | 'fix'> & Partial<Setup>,
  prepare: (jira: DemoJira) => void = () => undefined,
): Setup {
  return {
    name: `${flavor}: ${name}`,
    start: async world => {
      const jira = await world.jira({ flavor });
      prepare(jira);
      return { kind: 'jira', flavor, address: jira.url, credentials };
    },
    added: 'refuses',
    ...expected,
  };
}

/** Answers as an app for restricted tokens does. */
const forbidding: Handler = (_, res) =>
  res.writeHead(403, { 'content-type': 'application/json', 'x-ausername': fred.name }).end('{"message":"Forbidden"}');

const myself = /\/myself$/;

export const jiraLogins: readonly Setup[] = [
  login('dataCenter', 'a wrong password', basic(fred.name, 'wrong'), { verdict: 'loginRefused', fix: 'replaceToken' }),
  login(
    'dataCenter',
    'a session with a wrong password',
    { login: 'session', user: fred.name, secret: 'wrong' },
    { verdict: 'loginRefused', fix: 'replaceToken' },
  ),
  login('dataCenter', 'a CAPTCHA', basic(fred.name, fred.password), { verdict: 'captcha', fix: 'openPage' }, jira =>
    jira.state.failedLogins.set(fred.name, 3),
  ),
  login(
    'dataCenter',
    'a token that has expired',
    bearer(fred.personalAccessToken),
    { verdict: 'loginExpired', fix: 'replaceToken' },
    jira => jira.state.expiredTokens.add(fred.personalAccessToken),
  ),
  login('dataCenter', 'a token that is none', bearer('some-text'), { verdict: 'bearerUnknown', fix: 'replaceToken' }),
  login(
    'dataCenter',
    'passwords that are switched off',
    basic(fred.name, fred.password),
    { verdict: 'basicDisabled', fix: 'editLogin' },
    jira => {
      jira.state.basicAuthentication = false;
    },
  ),
  login('dataCenter', 'the token of a Jenkins', bearer(`11${'ab'.repeat(16)}`), {
    verdict: 'secretForeign',
    fix: 'replaceToken',
  }),
  login('dataCenter', 'the token of a Cloud', basic(fred.name, 'ATATT3xFfGF0x'), {
    verdict: 'secretForeign',
    fix: 'replaceToken',
  }),
  login(
    'dataCenter',
    'a restricted token whose rules refuse the user',
    bearer(fred.personalAccessToken),
    { verdict: 'tokenRestricted', fix: 'openTokenPage' },
    jira => {
      for (let times = 0; times < 4; times++) {
        jira.answerOnce({ path: myself }, forbidding);
      }
    },
  ),
  login(
    'dataCenter',
    'a restricted token whose rules refuse a question that anybody may ask',
    bearer(fred.personalAccessToken),
    { verdict: 'tokenRestricted', fix: 'openTokenPage', added: 'accepts' },
    jira => jira.answerOnce({ path: /mypermissions/ }, forbidding),
  ),
  login(
    'dataCenter',
    'a restricted token whose rules refuse the fields',
    bearer(fred.personalAccessToken),
    { verdict: 'tokenRestricted', fix: 'openTokenPage', added: 'accepts' },
    jira => jira.answerOnce({ path: /\/field$/ }, forbidding),
  ),
  {
    name: 'dataCenter: a restricted token whose rule refuses this call',
    start: async world => {
      const { url } = await world.jira({ flavor: 'dataCenter' });
      const request = { method: 'POST', origin: url, path: '/rest/api/2/issue/PAY-1/transitions' };
      const failure = new ForbiddenError(undefined, request, { status: 403 });
      return { kind: 'jira', address: url, credentials: bearer(fred.personalAccessToken), failure };
    },
    ...{ verdict: 'callRefused', fix: 'openTokenPage', added: 'accepts' },
  },
  {
    name: 'cloud: a token without the scope of this call',
    start: async world => {
      const { url } = await world.jira({ flavor: 'cloud' });
      const request = { method: 'POST', origin: url, path: '/rest/api/3/issue/PAY-1/comment' };
      const failure = new MissingScopeError(request, 401, undefined);
      const credentials = basic(fred.emailAddress, fred.apiToken);
      return { kind: 'jira', flavor: 'cloud', address: url, credentials, failure };
    },
    ...{ verdict: 'scopeMissing', fix: 'openTokenPage', added: 'accepts' },
  },
  login(
    'dataCenter',
    'a missing permission',
    bearer(fred.personalAccessToken),
    { verdict: 'permissionMissing', fix: undefined, added: 'accepts' },
    jira =>
      jira.answerOnce({ path: /mypermissions/ }, (_, res) =>
        res
          .writeHead(200, { 'content-type': 'application/json', 'x-ausername': fred.name })
          .end('{"permissions":{"BROWSE_PROJECTS":{"havePermission":true},"CREATE_ISSUES":{"havePermission":false}}}'),
      ),
  ),
  login(
    'dataCenter',
    'boards that are absent',
    bearer(fred.personalAccessToken),
    { verdict: 'featureAbsent', among: true, fix: undefined, added: 'accepts' },
    jira => jira.answerOnce({ path: /agile/ }, (_, res) => res.writeHead(404, { 'x-ausername': fred.name }).end()),
  ),
  ...(['worklogs', 'attachments', 'votes', 'watchers'] as const).map((feature, at) => {
    const setting = ['timeTrackingEnabled', 'attachmentsEnabled', 'votingEnabled', 'watchingEnabled'][at] ?? '';
    return login(
      'dataCenter',
      `${feature} that are turned off`,
      bearer(fred.personalAccessToken),
      { verdict: 'featureOff', values: [feature], among: true, fix: undefined, added: 'accepts' },
      jira =>
        jira.answerOnce({ path: /\/configuration$/ }, (_, res) =>
          res
            .writeHead(200, { 'content-type': 'application/json', 'x-ausername': fred.name })
            .end(JSON.stringify({ [setting]: false })),
        ),
    );
  }),
  login(
    'dataCenter',
    'filters that are not allowed',
    bearer(fred.personalAccessToken),
    { verdict: 'featureForbidden', values: ['filters'], among: true, fix: undefined, added: 'accepts' },
    jira => jira.answerOnce({ path: /\/filter\/favourite$/ }, forbidding),
  ),
  login('cloud', 'a token without its e-mail address', bearer('some-text'), {
    verdict: 'bearerUnknown',
    fix: 'editLogin',
  }),
  login('cloud', 'a password', basic(fred.emailAddress, fred.password), {
    verdict: 'passwordsDisabled',
    fix: 'openTokenPage',
  }),
  login('cloud', 'a user name that is no e-mail address', basic(fred.name, fred.apiToken), {
    verdict: 'userNotEmail',
    fix: 'editLogin',
  }),
  login('cloud', 'a wrong token', basic(fred.emailAddress, 'ATATTwrong'), {
    verdict: 'loginRefused',
    fix: 'replaceToken',
  }),
  {
    name: 'cloud: a scoped token at the site',
    start: async world => {
      const jira = await world.jira({ flavor: 'cloud' });
      for (const user of jira.state.users) user.scopedToken = true;
      const network = await world.atlassian(jira);
      const credentials = basic(fred.emailAddress, fred.apiToken);
      return { kind: 'jira', flavor: 'cloud', address: jira.url, network, credentials };
    },
    ...{ verdict: 'scopedTokenAtSite', fix: 'updateAddress', added: 'offers' },
  },
  login(
    'cloud',
    'a token without the scope',
    basic(fred.emailAddress, fred.apiToken),
    { verdict: 'scopeMissing', fix: 'openTokenPage' },
    jira => {
      for (let times = 0; times < 4; times++) {
        jira.answerOnce({ path: myself }, (_, res) =>
          res
            .writeHead(401, { 'content-type': 'application/json' })
            .end('{"code":401,"message":"Unauthorized; scope does not match"}'),
        );
      }
    },
  ),
  {
    name: 'few requests left, as only those who are signed in are told',
    start: async world => {
      const behind = relayTo(Number(new URL((await world.jira({ flavor: 'dataCenter' })).url).port));
      const limit = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '4' };
      const { origin } = await world.serve((req, res) => {
        for (const [name, value] of Object.entries(limit)) if (req.headers.authorization) res.setHeader(name, value);
        behind(req, res);
      });
      return { kind: 'jira', address: origin, credentials: bearer(fred.personalAccessToken) };
    },
    ...{ verdict: 'limitsNear', among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'single sign-on before a Jira, without a login',
    start: async world => {
      const jira = await world.jira({ flavor: 'dataCenter' });
      jira.state.frontDoor = FrontDoor.foreignRedirect;
      return { kind: 'jira', address: jira.url };
    },
    ...{ verdict: 'wantsLoginFirst', among: true, fix: undefined, added: 'accepts' },
  },
];
