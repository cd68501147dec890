import assert from 'node:assert/strict';
import { BaseUrl } from '../../../../src/http/baseUrl.ts';
import type { Call, CallLogin, CallNetwork } from '../../../../src/snippets/index.ts';
import type { DemoJenkins, SeenRequest } from '../../../servers/jenkins/index.ts';
import type { DemoJira } from '../../../servers/jira/startDemoJira.ts';
import type { TestServer } from '../../../servers/wire/httpServer.ts';

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
  /** Server to which nothing belongs. */
  readonly foreign: TestServer;
}

export interface Scene {
  readonly name: string;
  /** Ways in which a usual run plays it; others need `npm run test:snippets`. */
  readonly usual: readonly Way[];
  readonly call: (places: Places) => Call;
  /** Whether it is played through proxies with passwords, too. */
  readonly everyWay?: true;
  /** Language that it is about. */
  readonly only?: string;
  /** Changes what the server answers. */
  readonly prepare?: (places: Places) => void;
  /** Shown by a snippet whose request is refused, which it ends with. */
  readonly fails?: RegExp;
  readonly variables: Readonly<Record<string, string>>;
  /** Judges the last request that the server saw. */
  readonly check: (places: Places) => void;
}

export const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
export const byToken: CallLogin = { kind: 'basic', user: 'dev', secret: { variable: 'JENKINS_TOKEN' } };
export const byPassword = (base: string): CallLogin => ({
  kind: 'basic',
  user: 'admin',
  secret: { variable: 'JENKINS_PASSWORD' },
  crumbUrl: `${base}/crumbIssuer/api/json`,
});
export const started = '/job/everything/buildWithParameters';
export const parameters = [
  { name: 'S', value: hostile[0] },
  { name: 'T', value: hostile[2] },
  { name: 'un & known=', value: hostile[1] },
  { name: 'V', value: hostile[3] },
];

export function jenkinsCall(places: Places, rest: Partial<Call>): Call {
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

export function last(requests: readonly SeenRequest[]): SeenRequest {
  const request = requests.at(-1);
  assert.ok(request, 'no request came');
  return request;
}

/** As a server reads a form: the order counts, and nothing else is there. */
export function formOf({ body }: SeenRequest): [string, string][] {
  return [...new URLSearchParams(body)];
}

export const values = (fields: Call['query']) => fields.map(({ name, value }) => [name, value] as [string, string]);

/** File beside the script. */
export const configuration = `<?xml version='1.1' encoding='UTF-8'?>
<project><description>Grüße "$HOME" 'x' \\n</description></project>
`;

/** Only a base that the product would take, too. */
export function baseOf(url: string): string {
  return BaseUrl.parse(url).href.replace(/\/$/, '');
}
