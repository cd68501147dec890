import { objectAt, stringAt } from '../base/json.ts';
import {
  type HttpClient,
  type HttpResponse,
  Method,
  NotFoundError,
  type RequestError,
  UnexpectedAnswerError,
} from '../http/index.ts';
import { failureOf, failureWith, readRefusal } from './answers.ts';

/** What stands behind the user's name: the two are sent alike, and only a password needs crumbs. */
export const JenkinsSecretKind = { apiToken: 'apiToken', password: 'password' } as const;
export type JenkinsSecretKind = (typeof JenkinsSecretKind)[keyof typeof JenkinsSecretKind];

export interface JenkinsCredentials {
  readonly user: string;
  readonly secret: string;
  readonly kind: JenkinsSecretKind;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly accept?: string;
}

export interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
}

/** A crumb counts only together with the session that it was issued in, so the two are kept together. */
interface Crumb {
  readonly headers: Readonly<Record<string, string>>;
}

const noCrumb: Crumb = { headers: {} };
const crumbPath = '/crumbIssuer/api/json';

/**
 * One user's requests to one Jenkins: credentials on the first request, crumbs where a password needs them, refusals
 * as typed errors. Holds a crumb in memory and nothing else.
 */
export class JenkinsSession {
  private readonly http: HttpClient;
  private readonly credentials: () => Promise<JenkinsCredentials>;
  private crumb: Promise<Crumb> | undefined;
  private version: string | undefined;

  constructor(http: HttpClient, credentials: () => Promise<JenkinsCredentials>) {
    this.http = http;
    this.credentials = credentials;
  }

  /** What the last answers said of the server's version, such as `2.579`; proxies may hide it. */
  get serverVersion(): string | undefined {
    return this.version;
  }

  /**
   * GETs JSON. https://www.jenkins.io/doc/book/using/remote-access-api/
   * @param path encoded, below the base URL, with its query
   * @throws RequestError of the kind that the answer means
   */
  async getJson(path: string, options: ReadOptions = {}): Promise<unknown> {
    const response = await this.get(path, options);
    if (response.mediaType === 'text/html') throw await failureOf(response);
    return response.json();
  }

  /** GETs anything; the answer has a status of success. */
  async get(path: string, options: ReadOptions = {}): Promise<HttpResponse> {
    const response = await this.http.send({
      method: Method.get,
      path,
      headers: { ...(await this.authorization()), accept: options.accept ?? 'application/json' },
      signal: options.signal,
    });
    this.version = response.header('x-jenkins') ?? this.version;
    if (response.status >= 200 && response.status < 300) return response;
    throw await failureOf(response);
  }

  /**
   * POSTs once. Repeated only after a 403 that asks for a crumb, which proves that nothing was done.
   * @param isSuccess judges the answer: what counts differs by operation, redirects included
   * @throws RequestError of the kind that the answer means
   */
  async post(path: string, isSuccess: (response: HttpResponse) => boolean, options: WriteOptions = {}) {
    const first = await this.postOnce(path, options);
    if (isSuccess(first)) return first;
    const refusal = await readRefusal(first);
    if (!refusal.wantsCrumb) throw failureWith(first, refusal.reason);
    this.crumb = undefined;
    const second = await this.postOnce(path, options, true);
    if (isSuccess(second)) return second;
    throw await failureOf(second);
  }

  private async postOnce(path: string, options: WriteOptions, forceCrumb = false): Promise<HttpResponse> {
    const { kind } = await this.credentials();
    const needsCrumb = forceCrumb || kind === JenkinsSecretKind.password;
    const crumb = needsCrumb ? await this.currentCrumb(options.signal) : noCrumb;
    return this.http.send({
      method: Method.post,
      path,
      headers: {
        ...(await this.authorization()),
        ...(options.contentType ? { 'content-type': options.contentType } : {}),
        ...crumb.headers,
      },
      body: options.body ?? '',
      signal: options.signal,
    });
  }

  private async authorization(): Promise<Record<string, string>> {
    const { user, secret } = await this.credentials();
    return { authorization: `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}` };
  }

  /** One request for a crumb serves all who wait for it; a failed one is not remembered. */
  private currentCrumb(signal: AbortSignal | undefined): Promise<Crumb> {
    const pending = this.crumb ?? this.fetchCrumb(signal);
    this.crumb = pending;
    pending.catch(() => {
      if (this.crumb === pending) this.crumb = undefined;
    });
    return pending;
  }

  private async fetchCrumb(signal: AbortSignal | undefined): Promise<Crumb> {
    let response: HttpResponse;
    try {
      response = await this.get(crumbPath, { signal });
    } catch (error) {
      if (error instanceof NotFoundError) return noCrumb; // crumbs are switched off
      throw error;
    }
    const cookie = response
      .headers('set-cookie')
      .map(line => line.split(';', 1)[0]?.trim())
      .filter(pair => pair !== undefined && pair !== '')
      .join('; ');
    const answer = objectAt(await response.json());
    const field = stringAt(answer['crumbRequestField']);
    const value = stringAt(answer['crumb']);
    if (!field || !value) throw unusableCrumb(response);
    return { headers: { [field]: value, ...(cookie ? { cookie } : {}) } };
  }
}

function unusableCrumb(response: HttpResponse): RequestError {
  return new UnexpectedAnswerError('the crumb issuer answered without a crumb', response.request, {
    status: response.status,
  });
}
