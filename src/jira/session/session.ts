import { NotFoundError, type RequestError, UnauthenticatedError } from '../../http/errors.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import { LoginGate } from '../../http/loginGate.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
import { failureOf, loginFailure } from './answers.ts';
import { JiraFlavor } from './flavor.ts';

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
  /** Whether no person waits, as with polling: it is not repeated, and not even sent while the login stands refused. */
  readonly background?: boolean | undefined;
}

export interface WriteOptions extends ReadOptions {
  /** Whether the POST changes nothing, as with a search: it may then be repeated after a passing failure. */
  readonly changesNothing?: boolean | undefined;
}

/** Requests of a user to a Jira: credentials on the first request, refusals as typed errors. */
export class JiraSession {
  readonly flavor: JiraFlavor;
  /** Ids of the comments that are noted as posted: none is taken for another with the same text. */
  readonly toldComments = new Set<string>();
  /** Id of the field with an issue's epic, once it is asked for. */
  epicField: Promise<string | undefined> | undefined;
  private readonly http: HttpClient;
  private readonly credentials: () => Promise<JiraCredentials>;
  private readonly gate = new LoginGate();
  /** Whether Jira has confirmed the login. */
  private proved = false;

  constructor(http: HttpClient, flavor: JiraFlavor, credentials: () => Promise<JiraCredentials>) {
    this.http = http;
    this.flavor = flavor;
    this.credentials = credentials;
  }

  /** Path of a resource in the API version of this Jira: v3 on Cloud, v2 elsewhere. */
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

  /**
   * POSTs JSON once and returns the JSON of the answer, undefined for an empty one.
   * @throws RequestError of the kind that the answer means
   */
  async postJson(path: string, body: unknown, options: WriteOptions = {}): Promise<unknown> {
    return this.send({ method: Method.post, path, body: JSON.stringify(body) }, options);
  }

  /**
   * PUTs JSON once and returns the JSON of the answer, undefined for an empty one.
   * @throws RequestError of the kind that the answer means
   */
  async putJson(path: string, body: unknown, options: WriteOptions = {}): Promise<unknown> {
    return this.send({ method: Method.put, path, body: JSON.stringify(body) }, options);
  }

  /**
   * DELETEs once.
   * @throws RequestError of the kind that the answer means
   */
  async delete(path: string, options: WriteOptions = {}): Promise<void> {
    await this.send({ method: Method.delete, path }, options);
  }

  /**
   * POSTs a body that is no JSON, such as a form with files, once.
   * @throws RequestError of the kind that the answer means
   */
  async post(path: string, body: Uint8Array, contentType: string, options: WriteOptions = {}): Promise<unknown> {
    return this.send({ method: Method.post, path, body, contentType }, options);
  }

  /**
   * GETs any content as a stream, such as an attachment; where Jira keeps it elsewhere, its redirect is followed
   * without credentials.
   * @param externalTransport for foreign storage
   * @throws RequestError
   */
  async getStream(path: string, externalTransport: Transport, options: ReadOptions = {}): Promise<HttpResponse> {
    const credentials = await this.credentials();
    this.gate.check(JSON.stringify(credentials), options.background ?? false);
    const response = await this.http.send({
      method: Method.get,
      path,
      headers: { authorization: authorization(credentials), accept: '*/*' },
      signal: options.signal,
      externalTransport,
    });
    const notLoggedIn = response.request.origin === this.http.base.origin ? loginFailure(response) : undefined;
    if (notLoggedIn) {
      response.discard();
      throw notLoggedIn;
    }
    if (response.status < 200 || response.status > 299) throw await failureOf(response);
    return response;
  }

  /** Last refusal of the login, until other credentials come or a request succeeds. Nothing polls meanwhile. */
  get refused(): RequestError | undefined {
    return this.gate.refused;
  }

  private async send(request: JsonRequest, options: WriteOptions): Promise<unknown> {
    const credentials = await this.credentials();
    const key = JSON.stringify(credentials);
    this.gate.check(key, options.background ?? false);
    try {
      const answer = await this.sendOnce(request, credentials, options);
      this.gate.passed();
      return answer;
    } catch (error) {
      const reason = await this.reasonOf(error, request.path, credentials, options);
      this.gate.failed(reason, key);
      throw reason;
    }
  }

  /**
   * Cloud answers an unaccepted login with 404. So the first 404 is not believed before the login was proved by the one
   * resource that has no anonymous answer.
   */
  private async reasonOf(
    error: unknown,
    path: string,
    credentials: JiraCredentials,
    options: WriteOptions,
  ): Promise<unknown> {
    const myself = this.api('/myself');
    if (!(error instanceof NotFoundError) || this.proved || path === myself) return error;
    try {
      await this.sendOnce({ method: Method.get, path: myself }, credentials, options);
      this.proved = true;
      return error;
    } catch (other) {
      return other instanceof UnauthenticatedError ? other : error;
    }
  }

  private async sendOnce(
    { contentType = 'application/json; charset=utf-8', ...request }: JsonRequest,
    credentials: JiraCredentials,
    options: WriteOptions,
  ): Promise<unknown> {
    const hasBody = request.body !== undefined;
    const isWrite = request.method !== Method.get && !(options.changesNothing ?? false);
    const response = await this.http.send({
      ...request,
      headers: {
        authorization: authorization(credentials),
        accept: 'application/json',
        ...(hasBody && { 'content-type': contentType }),
        ...(request.method !== Method.get && { 'x-atlassian-token': 'no-check' }),
      },
      signal: options.signal,
      repeatable: !isWrite && !options.background,
    });
    return readJson(response);
  }
}

interface JsonRequest {
  readonly method: Method;
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
}

async function readJson(response: HttpResponse): Promise<unknown> {
  const notLoggedIn = loginFailure(response);
  if (notLoggedIn) {
    response.discard();
    throw notLoggedIn;
  }
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
