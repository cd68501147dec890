import { type HttpClient, type HttpResponse, Method } from '../http/index.ts';
import { failureOf } from './answers.ts';

/** Which Jira it is: they differ in API version, search, comment format and users. */
export const JiraFlavor = { cloud: 'cloud', dataCenter: 'dataCenter' } as const;
export type JiraFlavor = (typeof JiraFlavor)[keyof typeof JiraFlavor];

export const JiraLogin = {
  /** `user:secret`; on Cloud an e-mail address and an API token. */
  basic: 'basic',
  /** A personal access token of Server or Data Center. */
  bearer: 'bearer',
} as const;
export type JiraLogin = (typeof JiraLogin)[keyof typeof JiraLogin];

export type JiraCredentials =
  | { readonly login: typeof JiraLogin.basic; readonly user: string; readonly secret: string }
  | { readonly login: typeof JiraLogin.bearer; readonly secret: string };

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
}

/** One user's requests to one Jira: credentials on the first request, refusals as typed errors. */
export class JiraSession {
  readonly flavor: JiraFlavor;
  private readonly http: HttpClient;
  private readonly credentials: () => Promise<JiraCredentials>;

  constructor(http: HttpClient, flavor: JiraFlavor, credentials: () => Promise<JiraCredentials>) {
    this.http = http;
    this.flavor = flavor;
    this.credentials = credentials;
  }

  /** The path of a resource in the API version that this Jira speaks: v3 on Cloud, v2 elsewhere. */
  api(resource: string): string {
    return `/rest/api/${this.flavor === JiraFlavor.cloud ? 3 : 2}${resource}`;
  }

  /**
   * GETs JSON.
   * @param path encoded, below the base URL, with its query
   * @throws RequestError of the kind that the answer means
   */
  async getJson(path: string, options: ReadOptions = {}): Promise<unknown> {
    return this.send({ method: Method.get, path }, options);
  }

  /** POSTs JSON once and gives back the JSON answered, undefined for an empty answer. */
  async postJson(path: string, body: unknown, options: ReadOptions = {}): Promise<unknown> {
    return this.send({ method: Method.post, path, body: JSON.stringify(body) }, options);
  }

  private async send(request: { method: Method; path: string; body?: string }, options: ReadOptions): Promise<unknown> {
    const response = await this.http.send({
      ...request,
      headers: {
        authorization: authorization(await this.credentials()),
        accept: 'application/json',
        ...(request.body === undefined
          ? {}
          : { 'content-type': 'application/json; charset=utf-8', 'x-atlassian-token': 'no-check' }),
      },
      signal: options.signal,
    });
    return readJson(response);
  }
}

async function readJson(response: HttpResponse): Promise<unknown> {
  if (response.status === 204) {
    response.discard();
    return undefined;
  }
  if (response.status < 200 || response.status > 299 || response.mediaType !== 'application/json') {
    throw await failureOf(response);
  }
  return response.json();
}

function authorization(credentials: JiraCredentials): string {
  if (credentials.login === JiraLogin.bearer) return `Bearer ${credentials.secret}`;
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.secret}`, 'utf8').toString('base64')}`;
}
