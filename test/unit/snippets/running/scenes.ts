import assert from 'node:assert/strict';
import { BaseUrl } from '../../../../src/http/baseUrl.ts';
import type { Call, CallLogin, CallNetwork } from '../../../../src/snippets/index.ts';
import type { DemoJenkins, SeenRequest } from '../../../servers/jenkins/index.ts';
import type { DemoJira } from '../../../servers/jira/startDemoJira.ts';

/** Texts that mean something to a shell, to a language, to a form or to a file of requests. */
export const hostile = [
  `it's "quoted" \\ and $HOME \${HOME} $(id) \`id\` %PATH% %20 #{x} {{x}}`,
  '@leading, C:\\users\\new\\table\\0 !history *? [a] ~ & | ; < > ^ #',
  'two\nlines\twith a tab, Grüße 日本 😀 ‘typographic’ “quotes”',
  "'''triple''' \"\"\"triple\"\"\" $$ ''",
  'ends of lines \u2028 \u2029 \u0085, {{JENKINS_TOKEN}} {{$guid}}',
] as const;

export const hostilePassword = `p"a's$s\\w%41@:é&=+`;
export const triggerToken = `t'r&i=g+g%41 "e\\r$x`;

export const Way = {
  directly: 'directly',
  secured: 'by TLS of its own authority, through a proxy',
  guarded: 'by TLS of its own authority, through a proxy with a password',
  socks: 'by TLS of its own authority, through a SOCKS proxy with a password',
} as const;
export type Way = (typeof Way)[keyof typeof Way];

export interface Places {
  /** Demo servers as a client reaches them: directly, or by TLS and a proxy. */
  readonly jenkinsBase: string;
  readonly jiraBase: string;
  readonly network: CallNetwork;
  readonly jenkins: DemoJenkins;
  readonly jira: DemoJira;
}

export interface Scene {
  readonly name: string;
  /** Ways in which a usual run plays it; others need `npm run test:snippets`. */
  readonly usual: readonly Way[];
  readonly call: (places: Places) => Call;
  /** Whether it is played through proxies with passwords, too. */
  readonly everyWay?: true;
  /** Changes what the server answers. */
  readonly prepare?: (places: Places) => void;
  /** Shown by a snippet whose request is refused, which it ends with. */
  readonly fails?: RegExp;
  readonly variables: Readonly<Record<string, string>>;
  /** Judges the last request that the server saw. */
  readonly check: (places: Places) => void;
}

const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
const byToken: CallLogin = { kind: 'basic', user: 'dev', secret: { variable: 'JENKINS_TOKEN' } };
const byPassword = (base: string): CallLogin => ({
  kind: 'basic',
  user: 'admin',
  secret: { variable: 'JENKINS_PASSWORD' },
  crumbUrl: `${base}/crumbIssuer/api/json`,
});
const started = '/job/everything/buildWithParameters';
const parameters = [
  { name: 'S', value: hostile[0] },
  { name: 'T', value: hostile[2] },
  { name: 'un & known=', value: hostile[1] },
  { name: 'V', value: hostile[3] },
];

function jenkinsCall(places: Places, rest: Partial<Call>): Call {
  return {
    notes: ['Starts a build of everything.', 'Set the variables first: no */ secret \\u000a is here.'],
    method: 'POST',
    base: places.jenkinsBase,
    path: started,
    query: [],
    headers: [],
    login: byToken,
    network: places.network,
    ...rest,
  };
}

function last(requests: readonly SeenRequest[]): SeenRequest {
  const request = requests.at(-1);
  assert.ok(request, 'no request came');
  return request;
}

/** As a server reads a form: the order counts, and nothing else is there. */
function formOf({ body }: SeenRequest): [string, string][] {
  return [...new URLSearchParams(body)];
}

const values = (fields: Call['query']) => fields.map(({ name, value }) => [name, value] as [string, string]);

export const tokens: Scene = {
  name: 'build by API token',
  usual: [Way.directly, Way.guarded],
  everyWay: true,
  call: places => jenkinsCall(places, { body: { kind: 'form', fields: parameters } }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede' },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.deepEqual(formOf(request), values(parameters));
    assert.equal(request.path, started);
    assert.equal(request.headers['authorization'], basic('dev:11dededededededededededededededede'));
    assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(request.status, 201);
    assert.equal(jenkins.requests.length, 1, 'the login is in the first request');
  },
};

const passwords: Scene = {
  name: 'build by password',
  usual: [Way.secured],
  everyWay: true,
  call: places =>
    jenkinsCall(places, { login: byPassword(places.jenkinsBase), body: { kind: 'form', fields: parameters } }),
  variables: { JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.headers['authorization'], basic(`admin:${hostilePassword}`));
    assert.ok(request.headers['jenkins-crumb']);
    assert.deepEqual(formOf(request), values(parameters));
    assert.equal(request.status, 201);
    assert.equal(jenkins.requests.length, 2);
  },
};

/** What the client library sends: it puts parameters where it likes. */
const library: Scene = {
  name: 'build by the client library',
  usual: [],
  call: places =>
    jenkinsCall(places, {
      jenkinsRest: { folder: '', job: 'everything', parameters },
      body: { kind: 'form', fields: parameters },
    }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede' },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    const query = new URL(request.path, 'http://localhost').searchParams;
    assert.deepEqual([...query, ...formOf(request)], values(parameters));
    assert.equal(request.headers['authorization'], basic('dev:11dededededededededededededededede'));
    assert.equal(request.status, 201);
  },
};

const secretWord = { name: 'token', value: [{ variable: 'JENKINS_TRIGGER_TOKEN' }] };

const triggers: Scene = {
  name: 'build by trigger token',
  usual: [],
  call: places => jenkinsCall(places, { body: { kind: 'form', fields: [secretWord, ...parameters] } }),
  variables: { JENKINS_TOKEN: '111e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e', JENKINS_TRIGGER_TOKEN: triggerToken },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.deepEqual(formOf(request), [['token', triggerToken], ...values(parameters)]);
    assert.ok(!request.path.includes('token'), 'a secret is in no URL');
  },
};

const triggersAlone: Scene = {
  name: 'build by trigger token alone',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, {
      method: 'GET',
      path: '/job/everything/build?delay=0sec',
      query: [secretWord, { name: 'cause', value: hostile[2] }],
      login: { kind: 'none' },
    }),
  variables: { JENKINS_TRIGGER_TOKEN: triggerToken },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    const url = new URL(request.path, 'http://localhost');
    assert.deepEqual(
      [...url.searchParams],
      [
        ['delay', '0sec'],
        ['token', triggerToken],
        ['cause', hostile[2]],
      ],
    );
    assert.equal(request.headers['authorization'], undefined);
    assert.equal(request.method, 'GET');
  },
};

const logs: Scene = {
  name: 'log',
  usual: [],
  call: places =>
    jenkinsCall(places, {
      method: 'GET',
      path: '/job/hello/lastBuild/consoleText',
      headers: [{ name: 'X-Access', value: ['a ', { variable: 'X_ACCESS' }] }],
    }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede', X_ACCESS: `g"a't$e\\%` },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.status, 200);
    assert.equal(request.headers['x-access'], `a g"a't$e\\%`);
    assert.equal(request.body, '');
  },
};

const redirects: Scene = {
  name: 'log that leads elsewhere',
  usual: [Way.directly],
  call: places => jenkinsCall(places, { method: 'GET', path: '/job/hello/1/consoleText' }),
  prepare: ({ jenkins }) =>
    jenkins.answerOnce({ path: '/job/hello/1/consoleText' }, (_, res) =>
      res.writeHead(302, { location: '/job/hello/2/consoleText' }).end(),
    ),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede' },
  check({ jenkins }) {
    assert.deepEqual(
      jenkins.requests.map(({ path }) => path),
      ['/job/hello/1/consoleText'],
    );
  },
};

const creations: Scene = {
  name: 'createItem from a file, by password',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, {
      path: '/createItem?name=made%20new',
      login: byPassword(places.jenkinsBase),
      body: { kind: 'file', contentType: 'application/xml; charset=utf-8', path: 'config.xml' },
    }),
  variables: { JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.body, configuration);
    assert.equal(request.headers['content-type'], 'application/xml; charset=utf-8');
    assert.equal(request.status, 200);
    jenkins.state.root.items.delete('made new');
  },
};

/** File beside the script. */
export const configuration = `<?xml version='1.1' encoding='UTF-8'?>
<project><description>Grüße "$HOME" 'x' \\n</description></project>
`;

const comment = JSON.stringify({ body: hostile.join('\n') });

const comments: Scene = {
  name: 'comment by a personal access token',
  usual: [Way.secured],
  call: ({ jiraBase, network }) => ({
    ...{
      notes: ['Adds a comment.'],
      method: 'POST',
      base: jiraBase,
      path: '/rest/api/2/issue/PAY-1/comment',
      query: [],
    },
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'X-Atlassian-Token', value: 'no-check' },
    ],
    body: { kind: 'text', contentType: 'application/json', text: comment },
    login: { kind: 'bearer', secret: { variable: 'JIRA_TOKEN' } },
    network,
  }),
  variables: { JIRA_TOKEN: 'fred-personal-access-token' },
  check({ jira }) {
    const request = last(jira.requests as SeenRequest[]);
    assert.deepEqual(JSON.parse(request.body), JSON.parse(comment));
    assert.equal(request.headers['authorization'], 'Bearer fred-personal-access-token');
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers['x-atlassian-token'], 'no-check');
    assert.ok(request.status === 201 || request.status === 404, String(request.status));
  },
};

/** Signs that clients read as a pattern, refuse, or leave as they are. */
const brackets = `/rest/api/2/search?jql=a[1]={b}|c^d"e"&fields=%5B%C3%BC&x=\\y\`z<>`;

const patterns: Scene = {
  name: 'test URL with brackets',
  usual: [Way.directly],
  call: ({ jiraBase, network }) => ({
    ...{ notes: ['Reads.'], method: 'GET', base: jiraBase, path: brackets, query: [], headers: [] },
    ...{ login: { kind: 'bearer', secret: { variable: 'JIRA_TOKEN' } }, network },
  }),
  variables: { JIRA_TOKEN: 'fred-personal-access-token' },
  check({ jira }) {
    const { path } = last(jira.requests as SeenRequest[]);
    assert.equal(decodeURIComponent(path.replace(/^\/jira/, '')), decodeURIComponent(brackets));
    assert.equal(jira.requests.length, 1);
  },
};

/** Jenkins without an issuer of crumbs wants none. */
const noIssuer: Scene = {
  name: 'build by password, without an issuer of crumbs',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, { login: byPassword(places.jenkinsBase), body: { kind: 'form', fields: parameters } }),
  prepare({ jenkins }) {
    jenkins.answerOnce({ path: '/crumbIssuer/api/json' }, (_, res) => res.writeHead(404).end('none'));
    jenkins.answerOnce({ path: started }, (_, res) => res.writeHead(201, { location: '/queue/item/7/' }).end());
  },
  variables: { JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.path, started);
    assert.doesNotMatch(String(request.headers['jenkins-crumb'] ?? ''), /[\da-f]{8}|none/);
    assert.deepEqual(formOf(request), values(parameters));
  },
};

/** A GET has no body, whatever a form would say. */
const refused: Scene = {
  name: 'log that is refused, by password',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, { method: 'GET', path: '/job/hello/none/consoleText', login: byPassword(places.jenkinsBase) }),
  variables: { JENKINS_PASSWORD: hostilePassword },
  fails: /404/,
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.status, 404);
    assert.equal(request.body, '');
    assert.equal(request.headers['content-length'] ?? '0', '0');
    assert.equal(request.headers['content-type'], undefined);
  },
};

const changes: Scene = {
  name: 'field changed, by user and password',
  usual: [],
  call: ({ jiraBase, network }) => ({
    ...{ notes: ['Changes a field.'], method: 'PUT', base: jiraBase, path: '/rest/api/2/issue/PAY-1', query: [] },
    headers: [{ name: 'Accept', value: 'application/json' }],
    body: { kind: 'text', contentType: 'application/json', text: '{"fields":{"summary":"a{{b}}"}}' },
    login: { kind: 'basic', user: 'fred', secret: { variable: 'JIRA_PASSWORD' } },
    network,
  }),
  variables: { JIRA_PASSWORD: 'fred-password' },
  check({ jira }) {
    const request = last(jira.requests as SeenRequest[]);
    assert.equal(request.method, 'PUT');
    assert.deepEqual(JSON.parse(request.body), { fields: { summary: 'a{{b}}' } });
    assert.equal(request.headers['authorization'], basic('fred:fred-password'));
  },
};

export const scenes: readonly Scene[] = [
  ...[tokens, library, passwords, triggers, triggersAlone, logs, redirects, creations, comments, changes],
  ...[patterns, noIssuer, refused],
];

/** Only a base that the product would take, too. */
export function baseOf(url: string): string {
  return BaseUrl.parse(url).href.replace(/\/$/, '');
}
