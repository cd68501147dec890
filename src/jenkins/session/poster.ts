import { type HttpRequest, Method } from '../../http/httpClient.ts';
import type { HttpResponse } from '../../http/response.ts';
import { type Refusal, readRefusal } from './answers.ts';
import { type Crumb, noCrumb } from './crumbs.ts';

/** Judges whether an answer is an operation's success, redirects included. */
export type IsSuccess = (response: HttpResponse) => boolean;

export interface PostBody {
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
}

export interface PostOptions extends PostBody {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it belongs to the session of the crumb, in which Jenkins keeps the objects that its pages call. */
  readonly inSession?: boolean;
}

/** Parts of a session that a POST needs. */
export interface PosterDeps {
  /** Sends with credentials. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  readonly crumb: (signal: AbortSignal | undefined) => Promise<Crumb>;
  readonly forgetCrumb: () => void;
  /** Whether the login needs a crumb from the first request on. */
  readonly needsCrumb: () => Promise<boolean>;
  /** Notes a refusal. @returns the error to throw */
  readonly refused: (response: HttpResponse, refusal: Refusal) => Promise<unknown>;
}

/** POSTs once. Repeated only after a 403 that asks for a crumb, which proves that nothing was done. */
export class Poster {
  private readonly deps: PosterDeps;

  constructor(deps: PosterDeps) {
    this.deps = deps;
  }

  /** @throws RequestError of the kind that the answer means */
  async post(path: string, isSuccess: IsSuccess, options: PostOptions): Promise<HttpResponse> {
    const { needsCrumb, forgetCrumb, refused } = this.deps;
    const first = await this.send(path, options, options.inSession || (await needsCrumb()));
    if (isSuccess(first)) return first;
    const refusal = await readRefusal(first);
    if (!refusal.wantsCrumb) throw await refused(first, refusal);
    forgetCrumb();
    const second = await this.send(path, options, true);
    if (isSuccess(second)) return second;
    throw await refused(second, await readRefusal(second));
  }

  /**
   * GETs in the session of the crumb.
   * @throws RequestError of the kind that the answer means
   */
  async get(path: string, isSuccess: IsSuccess, options: Omit<PostOptions, keyof PostBody>): Promise<HttpResponse> {
    const response = await this.send(path, options, true, Method.get);
    if (isSuccess(response)) return response;
    throw await this.deps.refused(response, await readRefusal(response));
  }

  private async send(
    path: string,
    options: PostOptions,
    withCrumb: boolean,
    method: Method = Method.post,
  ): Promise<HttpResponse> {
    const { signal, contentType, body } = options;
    const { headers } = withCrumb ? await this.deps.crumb(signal) : noCrumb;
    return this.deps.send({
      method,
      path,
      headers: { ...(contentType ? { 'content-type': contentType } : {}), ...options.headers, ...headers },
      body,
      signal,
    });
  }
}
