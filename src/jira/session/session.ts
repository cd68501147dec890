import { asObject, asString, type JsonObject } from '../../base/json.ts';
import {
  NotFoundError,
  type RequestError,
  type RequestTrace,
  ServerError,
  UnexpectedAnswerError,
} from '../../http/errors.ts';
import { expectList, expectObject } from '../../http/expectObject.ts';
import { type HttpClient, type HttpRequest, Method } from '../../http/httpClient.ts';
import type { Login, LoginHeaders } from '../../http/login.ts';
import { LoginGate } from '../../http/loginGate.ts';
import type { FormBody } from '../../http/multipart.ts';
import { isPage } from '../../http/reason.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
import type { WriteControl, WriteOperation, Written } from '../../http/writeOperation.ts';
import { MemoryTurns, type WriteTurns } from '../../http/writeTurns.ts';
import type { BoardFields } from '../fields/boardFields.ts';
import { failureOf, refusedLogin } from './answers.ts';
import { JiraFlavor } from './flavor.ts';
import { isEmptyAnswer, isOfNobody, LoginProof, namesAccount } from './loginProof.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether no person waits, as with polling: it is not repeated, and not even sent while the login stands refused. */
  readonly background?: boolean | undefined;
  /** Whether it may change something: it is sent but once. */
  readonly once?: boolean | undefined;
}

export interface ObjectOptions extends ReadOptions {
  /** Names of its members that are lists, where they are there. */
  readonly lists?: readonly string[];
}

/** Sends the requests of a write, each once. Returns the JSON of the answer, undefined for an empty one. */
export interface JiraWire {
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  postForm(path: string, form: FormBody): Promise<unknown>;
  delete(path: string): Promise<void>;
}

/** Change on a Jira. */
export type JiraOperation<T extends object, B = unknown> = WriteOperation<JiraWire, T, B>;

/** Requests of a user to a Jira: the login on the first request, refusals as typed errors. */
export class JiraSession {
  readonly flavor: JiraFlavor;
  /** Ids of the fields of boards, once they are asked for. */
  boardFields: Promise<BoardFields> | undefined;
  /** Address of the site behind a gateway, once it is asked for. */
  site: Promise<string> | undefined;
  private readonly http: HttpClient;
  private readonly login: () => Promise<Login>;
  private readonly gate = new LoginGate();
  private readonly proof = new LoginProof();
  private readonly turns: WriteTurns;

  /** @param turns shared by the sessions of all windows */
  constructor(
    http: HttpClient,
    flavor: JiraFlavor,
    login: () => Promise<Login>,
    turns: WriteTurns = new MemoryTurns(),
  ) {
    this.turns = turns;
    this.http = http;
    this.flavor = flavor;
    this.login = login;
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
   * GETs a JSON object. An answer of another type is no empty object.
   * @throws RequestError; UnexpectedAnswerError for a wrong type of the root or of one of the lists
   */
  async getObject(path: string, { lists, ...options }: ObjectOptions = {}): Promise<JsonObject> {
    return expectObject(await this.getJson(path, options), this.traceOf(Method.get, path), lists);
  }

  /**
   * GETs a JSON list. An answer of another type is no empty list.
   * @throws RequestError; UnexpectedAnswerError for a wrong type of the root
   */
  async getList(path: string, options: ReadOptions = {}): Promise<readonly unknown[]> {
    const json = await this.send({ method: Method.get, path, expectsList: true }, options);
    return expectList(json, this.traceOf(Method.get, path));
  }

  /**
   * POSTs JSON for an operation that changes nothing, such as a search: it may be repeated after a passing failure.
   * @throws RequestError of the kind that the answer means
   */
  async ask(path: string, body: unknown, options: ReadOptions = {}): Promise<unknown> {
    return this.send({ method: Method.post, path, body: JSON.stringify(body), changesNothing: true }, options);
  }

  /**
   * Does a write, once, and determines its outcome even if the answer is lost. The only way to change anything.
   * @throws RequestError of the kind that the refusal means; UnconfirmedWriteError when the answer was lost
   */
  async write<T extends object, B>(operation: JiraOperation<T, B>, control: WriteControl = {}): Promise<Written<T>> {
    const { signal } = control;
    const sending = (method: Method) => (path: string, body: unknown) =>
      this.send({ method, path, body: JSON.stringify(body) }, { signal });
    const wire: JiraWire = {
      post: sending(Method.post),
      put: sending(Method.put),
      postForm: (path, { body, contentType }) =>
        this.send({ method: Method.post, path, body, contentType }, { signal }),
      delete: async path => void (await this.send({ method: Method.delete, path }, { signal })),
    };
    const { maySendTwice } = this.http;
    // Jira answers 500 even after a change, when one of its listeners fails.
    const isUncertain = (error: RequestError) =>
      error instanceof ServerError || (operation.isUncertain?.(error) ?? false);
    // Loaded at the first change.
    const { performWrite } = await import('../../http/writeOperation.ts');
    return performWrite({ ...operation, isUncertain }, { wire, turns: this.turns, maySendTwice }, control);
  }

  /** Trace of a request, for an error about its answer. */
  traceOf(method: string, path: string): RequestTrace {
    const { origin, pathname } = this.http.base.resolve(path);
    return { method, origin, path: pathname };
  }

  /**
   * GETs any content as a stream, such as an attachment; where Jira keeps it elsewhere, its redirect is followed
   * without credentials.
   * @param externalTransport for foreign storage; absent: not followed there
   * @throws RequestError
   */
  async getStream(
    path: string,
    externalTransport: Transport | undefined,
    { headers, ...options }: ReadOptions & { readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<HttpResponse> {
    const login = await this.login();
    this.gate.check(login.key, options.background ?? false);
    const response = await this.sendSignedIn(login, {
      method: Method.get,
      path,
      headers: { ...headers, accept: '*/*' },
      signal: options.signal,
      externalTransport,
      streams: true,
    }).catch((error: unknown) => {
      // A session may be refused before anything is asked for.
      this.gate.failed(error, login.key);
      throw error;
    });
    const isOwn = response.request.origin === this.http.base.origin;
    const notLoggedIn = isOwn ? await refusedLogin(response) : undefined;
    if (!notLoggedIn && response.status >= 200 && response.status <= 299) return response;
    const failure = notLoggedIn ?? (await failureOf(response));
    if (isOwn) this.gate.failed(failure, login.key);
    throw failure;
  }

  /** Last refusal of the login, until other credentials come or a request succeeds. Nothing polls meanwhile. */
  get refused(): RequestError | undefined {
    return this.gate.refused;
  }

  private async send(request: JsonRequest, options: ReadOptions): Promise<unknown> {
    const login = await this.login();
    this.gate.check(login.key, options.background ?? false);
    try {
      const { json, leavesLoginOpen } = await this.sendOnce(request, login, options);
      const isMyself = request.path === this.api('/myself');
      const refusal = leavesLoginOpen && !isMyself ? await this.refusal(login, options) : undefined;
      if (refusal) throw refusal;
      if (!options.background) {
        await this.gate.passed(login.key, async () => (isMyself ? isNamed(json) : this.askMyself(login, options)));
      }
      return json;
    } catch (error) {
      const reason = await this.reasonOf(error, request.path, login, options);
      this.gate.failed(reason, login.key);
      throw reason;
    }
  }

  /** A 404 is not believed before the login was proved. */
  private async reasonOf(error: unknown, path: string, login: Login, options: ReadOptions): Promise<unknown> {
    if (!(error instanceof NotFoundError) || path === this.api('/myself')) return error;
    return (await this.refusal(login, options)) ?? error;
  }

  /** Shared by all requests, so that none of them cancels it. */
  private refusal(login: Login, { signal, background }: ReadOptions): Promise<RequestError | undefined> {
    return this.proof.refusal(() => this.askMyself(login, { background }), signal);
  }

  /** Whether the one resource that has no anonymous answer names a person. */
  private async askMyself(login: Login, options: ReadOptions): Promise<boolean> {
    return isNamed((await this.sendOnce({ method: Method.get, path: this.api('/myself') }, login, options)).json);
  }

  private async sendOnce(
    { contentType = 'application/json; charset=utf-8', changesNothing = false, expectsList, ...request }: JsonRequest,
    login: Login,
    options: ReadOptions,
  ): Promise<JiraAnswer> {
    const hasBody = request.body !== undefined;
    const isWrite = request.method !== Method.get && !changesNothing;
    const response = await this.sendSignedIn(
      login,
      {
        ...request,
        headers: {
          accept: 'application/json',
          ...(hasBody && { 'content-type': contentType }),
          ...(request.method !== Method.get && { 'x-atlassian-token': 'no-check' }),
        },
        signal: options.signal,
        repeatable: !isWrite && !options.background && !options.once,
      },
      isWrite,
    );
    const json = await readJson(response, isWrite);
    return { json, leavesLoginOpen: !isWrite && !namesAccount(response) && isEmptyAnswer(json, expectsList) };
  }

  /** A login that has ended by itself is renewed, once, where the answer proves that nothing was done. */
  private async sendSignedIn(login: Login, request: HttpRequest, isWrite = false): Promise<HttpResponse> {
    const sent = await login.headers();
    const send = (headers: LoginHeaders) => this.http.send({ ...request, headers: { ...request.headers, ...headers } });
    const response = await send(sent);
    if (!login.renew || !isOfNobody(response) || (isWrite && response.status < 400)) return response;
    response.discard();
    login.renew(sent);
    return send(await login.headers());
  }
}

const json = 'application/json';
const doneStatuses = new Set([200, 201]);

interface JsonRequest {
  readonly method: Method;
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  readonly changesNothing?: boolean;
  readonly expectsList?: boolean;
}

interface JiraAnswer {
  readonly json: unknown;
  /** Whether it may be the answer to a login that is not accepted. */
  readonly leavesLoginOpen: boolean;
}

/** @param isWrite after a write nothing needs to be said, and an answer of success is believed unless it is a page */
async function readJson(response: HttpResponse, isWrite: boolean): Promise<unknown> {
  const notLoggedIn = await refusedLogin(response);
  if (notLoggedIn) throw notLoggedIn;
  if (response.status === 204) {
    response.discard();
    return undefined;
  }
  const isDone = isWrite && doneStatuses.has(response.status);
  if (isDone && (await response.isEmpty())) return undefined;
  if (isDone && !isPage(response.mediaType) && response.mediaType !== json) {
    throw new UnexpectedAnswerError('the answer is not JSON', response.request, { status: response.status });
  }
  if (response.status < 200 || response.status > 299 || response.mediaType !== json) {
    throw await failureOf(response);
  }
  return response.json();
}

/** Whether an answer of `/myself` names a person. */
function isNamed(myself: unknown): boolean {
  const { accountId, name } = asObject(myself);
  return [accountId, name].some(id => asString(id) !== undefined);
}
