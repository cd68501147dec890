import { ForbiddenError, NotFoundError } from '../../../../src/http/errors.ts';
import { TriggerTokenError } from '../../../../src/jenkins/errors.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { anonymousWith, newUser, reading } from '../../../servers/jenkins/state/users.ts';
import { startSsoGateway } from '../../../servers/wire/ssoGateway.ts';
import type { Setup, Situation } from './setup.ts';
import type { World } from './world.ts';

const { dev, admin } = demoUsers;
const token = (user: string, secret: string) => ({ kind: 'apiToken', user, secret }) as const;
const devToken = token(dev.id, dev.token);
const password = { kind: 'password', user: dev.id, secret: dev.password } as const;

/** A Jenkins behind a proxy that changes requests. */
async function behind(world: World, change: (headers: NodeJS.Dict<string | string[]>) => void): Promise<string> {
  const { origin } = await world.serve((req, res) => {
    change(req.headers);
    world.relay(req, res);
  });
  return origin;
}

const trace = (path: string) => ({ method: 'POST', origin: 'http://127.0.0.1', path });

/** Set-up of the shared Jenkins and a login. */
function login(name: string, credentials: Situation['credentials'], expected: Pick<Setup, 'verdict' | 'fix'>): Setup {
  return {
    name,
    start: ({ jenkins }) => ({ address: jenkins.url, ...(credentials && { credentials }) }),
    ...expected,
    added: 'refuses',
  };
}

export const jenkinsLogins: readonly Setup[] = [
  login('a token that was made for another user', token(dev.id, admin.token), {
    verdict: 'refusedToken',
    fix: 'replaceToken',
  }),
  login('a trigger token in place of an API token', token(dev.id, 'deploy-word'), {
    verdict: 'refusedWord',
    fix: 'openTokenPage',
  }),
  login('the token of a Jira Cloud', token(dev.id, 'ATATT3xFfGF0x'), { verdict: 'secretForeign', fix: 'replaceToken' }),
  login(
    'a token alone, which Jenkins does not know',
    { kind: 'bearer', secret: 'access' },
    { verdict: 'bearerUnknown', fix: 'editLogin' },
  ),
  login(
    'nobody, where nothing is shown to anybody',
    { kind: 'anonymous' },
    { verdict: 'anonymousReadsNothing', fix: 'editLogin' },
  ),
  {
    ...login('a blank that was pasted along', token(dev.id, `${dev.token} `), {
      verdict: 'secretHasBlanks',
      fix: 'replaceToken',
    }),
    added: 'accepts',
  },
  login(
    'an invisible character that was pasted along',
    { kind: 'bearer', secret: 'acc\u200bess' },
    { verdict: 'secretHasBlanks', fix: 'replaceToken' },
  ),
  {
    name: 'no secret on this machine',
    start: ({ jenkins }) => ({ address: jenkins.url, lacksSecret: true }),
    ...{ verdict: 'noSecret', fix: 'replaceToken', added: 'differs' },
  },
  {
    name: 'a user that is not there',
    start: async world => {
      const { url, state } = await world.ownJenkins();
      state.anonymous = anonymousWith(reading);
      return { address: url, credentials: token('nobody', dev.token) };
    },
    ...{ verdict: 'noSuchUser', fix: 'editLogin', added: 'refuses' },
  },
  {
    name: 'a proxy that eats the login',
    start: async world => ({
      address: await behind(world, headers => delete headers.authorization),
      credentials: devToken,
    }),
    ...{ verdict: 'loginIgnored', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'an account without Overall/Read',
    start: async world => {
      const { origin } = await world.serve((req, res) =>
        req.url?.startsWith('/me/')
          ? res
              .writeHead(403, { 'content-type': 'text/html', 'x-required-permission': 'hudson.model.Hudson.Read' })
              .end('<title>Jenkins</title>')
          : world.relay(req, res),
      );
      return { address: origin, credentials: devToken };
    },
    ...{ verdict: 'noOverallRead', fix: undefined, added: 'refuses' },
  },
  {
    name: 'a Jenkins without security',
    start: async world => {
      const { url, state } = await world.ownJenkins();
      state.turnSecurityOff();
      return { address: url, credentials: devToken };
    },
    ...{ verdict: 'noSecurity', fix: undefined, added: 'accepts' },
  },
  {
    name: 'single sign-on before all pages, which admits no token',
    start: async world => ({
      address: world.use(await startSsoGateway({ port: world.port })).url,
      credentials: devToken,
    }),
    ...{ verdict: 'loginIntercepted', fix: 'editNetwork', added: 'refuses' },
  },
  {
    name: 'single sign-on before the login only',
    start: async world => ({
      address: world.use(await startSsoGateway({ port: world.port, guards: 'login' })).url,
      credentials: devToken,
    }),
    ...{ verdict: 'signedIn', among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'a proxy that drops the crumb',
    start: async world => ({
      address: await behind(world, headers => delete headers['jenkins-crumb']),
      credentials: password,
    }),
    ...{ verdict: 'crumbLost', fix: 'replaceToken', added: 'accepts' },
  },
  {
    name: 'a page in place of a crumb',
    start: async world => {
      const { origin } = await world.serve((req, res) =>
        req.url?.startsWith('/crumbIssuer')
          ? res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Portal</title>')
          : world.relay(req, res),
      );
      return { address: origin, credentials: password };
    },
    ...{ verdict: 'crumbUnreadable', fix: 'replaceToken', added: 'accepts' },
  },
  {
    name: 'another root URL in its settings',
    start: async world => ({
      address: (await world.ownJenkins({ rootUrl: 'https://ci.company.example/' })).url,
      credentials: devToken,
    }),
    ...{ verdict: 'rootUrlDiffers', fix: 'updateAddress', added: 'accepts' },
  },
  {
    name: 'no root URL in its settings',
    start: async world => {
      const { url, state } = await world.ownJenkins();
      state.knowsRootUrl = false;
      return { address: url, credentials: devToken };
    },
    ...{ verdict: 'rootUrlUnset', fix: undefined, added: 'accepts' },
  },
  {
    name: 'a wrong trigger token, where Jenkins says "Forbidden"',
    start: ({ jenkins }) => {
      const request = trace('/job/hello/build');
      const failure = new TriggerTokenError(request, new ForbiddenError(undefined, request, { status: 403 }));
      return { address: jenkins.url, credentials: devToken, failure };
    },
    ...{ verdict: 'triggerTokenRefused', fix: 'setTriggerToken', added: 'accepts' },
  },
  {
    name: 'a missing Job/Read, where Jenkins says "Not Found"',
    start: async world => {
      const { url, state } = await world.ownJenkins({ seed: 'demo' });
      state.users.set('guest', newUser({ ...dev, id: 'guest' }, ['hudson.model.Hudson.Read']));
      const failure = new NotFoundError(trace('/job/hello/build'), { status: 404 });
      return { address: url, credentials: token('guest', dev.token), failure };
    },
    ...{ verdict: 'jobHidden', fix: undefined, added: 'accepts' },
  },
  {
    name: 'an account that may read no job',
    start: async world => {
      const { url, state } = await world.ownJenkins({ seed: 'demo' });
      state.users.set('guest', newUser({ ...dev, id: 'guest' }, ['hudson.model.Hudson.Read']));
      return { address: url, credentials: token('guest', dev.token) };
    },
    ...{ verdict: 'noJobs', fix: undefined, added: 'accepts' },
  },
  {
    name: 'a missing Job/Build',
    start: ({ jenkins }) => {
      const failure = new ForbiddenError('hudson.model.Item.Build', trace('/job/hello/build'), { status: 403 });
      return { address: jenkins.url, credentials: token(demoUsers.viewer.id, demoUsers.viewer.token), failure };
    },
    ...{ verdict: 'jobNotAllowed', fix: undefined, added: 'accepts' },
  },
  {
    name: 'a permission that was refused before',
    start: ({ jenkins }) => ({
      ...{ address: jenkins.url, credentials: devToken },
      refused: [{ permission: 'hudson.model.Item.Delete', job: 'hello' }],
    }),
    ...{ verdict: 'permissionRefusedBefore', fix: undefined, added: 'accepts' },
  },
  ...[
    ['stages', 404, '/wfapi/', 'featureAbsent'] as const,
    ['graphView', 404, '/stages/tree', 'featureAbsent'] as const,
    ['agents', 403, '/computer/', 'featureForbidden'] as const,
  ].map(
    ([feature, status, path, verdict]): Setup => ({
      name: `${feature} that answer with ${status}`,
      start: async world => {
        const { origin } = await world.serve((req, res) =>
          req.url?.includes(path)
            ? res.writeHead(status, { 'content-type': 'text/html' }).end('<title>x</title>')
            : world.relay(req, res),
        );
        return { address: origin, credentials: devToken };
      },
      ...{ verdict, values: [feature], among: true, fix: undefined, added: 'accepts' },
    }),
  ),
  {
    name: 'restarts without their plugin',
    start: async world => {
      const lastBuild = { number: 1, actions: [{ _class: 'hudson.tasks.junit.TestResultAction' }] };
      const jobs = [{ _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob', name: 'hello', lastBuild }];
      const { origin } = await world.serve((req, res) =>
        req.url?.includes('lastBuild')
          ? res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2' }).end(JSON.stringify({ jobs }))
          : world.relay(req, res),
      );
      return { address: origin, credentials: devToken };
    },
    ...{ verdict: 'featureAbsent', values: ['restart'], among: true, fix: undefined, added: 'accepts' },
  },
  {
    name: 'answers that nobody compresses',
    start: async world => {
      const jobs = Array.from({ length: 100 }, (_, at) => ({ name: `job-${at}`, url: 'http://x/', color: 'blue' }));
      const { origin } = await world.serve((req, res) =>
        req.url?.includes('color')
          ? res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2' }).end(JSON.stringify({ jobs }))
          : world.relay(req, res),
      );
      return { address: origin, credentials: devToken };
    },
    ...{ verdict: 'trafficUncompressed', among: true, fix: undefined, added: 'accepts' },
  },
];
