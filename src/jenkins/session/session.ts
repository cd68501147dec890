import type { JsonObject } from '../../base/json.ts';
import { sleep } from '../../base/sleep.ts';
import { unlessAborted } from '../../base/unlessAborted.ts';
import { CanceledError, RequestError, type RequestTrace } from '../../http/errors.ts';
import { expectObject } from '../../http/expectObject.ts';
import { type HttpClient, type HttpRequest, Method } from '../../http/httpClient.ts';
import { LoginGate } from '../../http/loginGate.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { MemoryTurns, type WriteTurns } from '../../http/writeTurns.ts';
import { ReadOnlyError } from '../errors.ts';
import { failureWith, type Refusal, readRefusal } from './answers.ts';
import { CrumbKeeper, crumbPath } from './crumbs.ts';
import { LackedPermissions } from './lackedPermissions.ts';
import type { JenkinsLogin } from './login.ts';
import { provesLogin, whoAmIPath } from './loginProof.ts';
import type { JenkinsOperation, JenkinsWire } from './operation.ts';
import { type IsSuccess, Poster, type PostOptions } from './poster.ts';
import type { JenkinsSessionOptions } from './sessionOptions.ts';
import { isRefusedLogin, type StartupPatience, StartupWatch } from './startup.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether no person waits, as with polling: it is not repeated, does not wait for a starting Jenkins, and is not even
   * sent while the login stands refused.
   */
  readonly background?: boolean | undefined;
  /** Whether it may change something: it is sent but once, and does not wait for a starting Jenkins. */
  readonly once?: boolean | undefined;
  /** Long text: not compressed on a loopback connection, as that costs more than it saves. */
  readonly bulk?: boolean | undefined;
  /** Transport by which a read may follow a redirect into foreign storage, without credentials; absent: not allowed. */
  readonly externalTransport?: Transport | undefined;
}

export interface ObjectOptions extends ReadOptions {
  /** Names of its members that are lists, where they are there. */
  readonly lists?: readonly string[];
}

/**
 * Requests to a Jenkins: the login on the first request, crumbs where it needs them, refusals as typed errors. Holds a crumb in memory, and nothing else.
 */
export class JenkinsSession {
  private readonly http: HttpClient;
  private readonly login: () => Promise<JenkinsLogin>;
  private readonly gate = new LoginGate();
  private readonly startup: StartupWatch;
  /** Whether the person wants nothing to be changed. */
  readonly readOnly: boolean;
  /** Check of a starting Jenkins' 401 that is under way. */
  private doubt: Promise<boolean> | undefined;
  private version: string | undefined;
  private readonly poster: Poster;
  /** Login of each request, by its trace. */
  private readonly sentWith = new WeakMap<RequestTrace, JenkinsLogin>();
  private readonly turns: WriteTurns;
  /** Permissions that this account was refused. */
  readonly lacked: LackedPermissions;

  constructor(http: HttpClient, login: () => Promise<JenkinsLogin>, options: JenkinsSessionOptions = {}) {
    const { onStartingChange, startup, readOnly = false, keepOut = () => undefined, turns } = options;
    this.lacked = options.lacked ?? new LackedPermissions();
    this.readOnly = readOnly;
    this.http = http;
    this.login = login;
    this.startup = new StartupWatch(startup, onStartingChange);
    this.turns = turns ?? new MemoryTurns();
    const crumbs = new CrumbKeeper(() => this.get(crumbPath), keepOut);
    this.poster = new Poster({
      send: request => this.send(request),
      crumb: signal => this.orCanceled(crumbPath, signal, crumbs.current(signal)),
      forgetCrumb: () => crumbs.forget(),
      needsCrumb: async () => (await this.login()).needsCrumb,
      refused: (response, refusal) => this.refusedWrite(this.failureOf(response, refusal)),
    });
  }

  /** Last refusal of the login, until other credentials come or a request succeeds. Nothing polls meanwhile. */
  get refused(): RequestError | undefined {
    return this.gate.refused;
  }

  /** Whether Jenkins answers that it is starting. Reads wait for it a while. */
  get isStarting(): boolean {
    return this.startup.isStarting;
  }

  /** Server's version from the last answers, such as `2.579`; proxies may hide it. */
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
    if (response.mediaType === 'text/html') throw this.failureOf(response, await readRefusal(response));
    return response.json();
  }

  /**
   * GETs a JSON object. An answer of another type is no empty object.
   * @throws RequestError; UnexpectedAnswerError for a wrong type of the root or of one of the lists
   */
  async getObject(path: string, { lists, ...options }: ObjectOptions = {}): Promise<JsonObject> {
    return expectObject(await this.getJson(path, options), this.traceOf(Method.get, path), lists);
  }

  /**
   * GETs any content; the answer has a status of success. Waits a while for a Jenkins that is starting.
   * @throws RequestError
   */
  async get(path: string, options: ReadOptions = {}): Promise<HttpResponse> {
    return this.orCanceled(path, options.signal, this.getPatiently(path, options));
  }

  /** Turns the abort of a wait, such as for a starting Jenkins, into a CanceledError. */
  private async orCanceled<T>(path: string, signal: AbortSignal | undefined, reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof RequestError || !signal?.aborted) throw error;
      throw new CanceledError(this.traceOf(Method.get, path), { cause: error });
    }
  }

  private async getPatiently(path: string, options: ReadOptions): Promise<HttpResponse> {
    const patience = this.startup.begin();
    for (;;) {
      if (this.doubt) await unlessAborted(this.doubt, options.signal);
      try {
        return await this.getOnce(path, options);
      } catch (error) {
        const again = error instanceof RequestError && (await this.waitOut(error, patience, options));
        if (!again) throw await this.settled(error);
      }
    }
  }

  /** @returns true when the failure was due to starting and may have passed */
  private async waitOut(error: RequestError, patience: StartupPatience, options: ReadOptions): Promise<boolean> {
    if (options.once) return false;
    if (isRefusedLogin(error)) return patience.mayDoubt() && this.isOnlyStarting(options.signal);
    const wait = options.background ? undefined : patience.waitAfter(error);
    if (wait === undefined) return false;
    await sleep(wait, options.signal);
    return true;
  }

  /** While Jenkins starts, a 401 may mean nothing. A shared check decides for all reads together. */
  private async isOnlyStarting(signal: AbortSignal | undefined): Promise<boolean> {
    if (!this.doubt && !this.startup.isDoubtful) return false;
    this.doubt ??= this.askWhoIAm().finally(() => {
      this.doubt = undefined;
    });
    return unlessAborted(this.doubt, signal);
  }

  /** @returns false when the login is refused to the end */
  private async askWhoIAm(): Promise<boolean> {
    for (const wait of this.startup.timing.doubtedLoginMs) {
      await sleep(wait);
      try {
        (await this.getOnce(whoAmIPath, { background: true })).discard();
        return true;
      } catch (error) {
        // Other failures will show in the reads themselves.
        if (!isRefusedLogin(error)) return true;
      }
    }
    this.startup.endDoubt();
    return false;
  }

  private async getOnce(path: string, options: ReadOptions): Promise<HttpResponse> {
    const response = await this.send(
      {
        method: Method.get,
        path,
        headers: {
          accept: options.accept ?? 'application/json',
          ...(options.bulk && this.http.base.isLoopback ? { 'accept-encoding': 'identity' } : {}),
          ...options.headers,
        },
        signal: options.signal,
        externalTransport: options.externalTransport,
        streams: (options.bulk ?? false) || options.externalTransport !== undefined,
        ...((options.background || options.once) && { repeatable: false }),
      },
      options.background,
    );
    if (response.status >= 200 && response.status < 300) {
      this.startup.answered();
      if (!options.background) {
        const login = this.sentWith.get(response.request);
        await this.gate.passed(login?.key ?? '', () => this.isProved(login?.isAnonymous ?? false, options.signal));
      }
      return response;
    }
    const failure = this.failureOf(response, await readRefusal(response));
    this.startup.failed(failure);
    throw failure;
  }

  private failureOf(response: HttpResponse, refusal: Refusal): RequestError {
    const failure = failureWith(response, refusal, this.sentWith.get(response.request)?.isAnonymous);
    this.lacked.learn(failure);
    return failure;
  }

  private isProved(isAnonymous: boolean, signal: AbortSignal | undefined): Promise<boolean> {
    return provesLogin(path => this.send({ method: Method.get, path, signal, repeatable: false }), isAnonymous);
  }

  /** Marks the login as refused where a final failure says so. */
  private async settled(error: unknown): Promise<unknown> {
    const isOwn = error instanceof RequestError && error.request.origin === this.http.base.origin;
    // With the credentials that it was sent with: others may have come meanwhile.
    if (isOwn) this.gate.failed(error, (this.sentWith.get(error.request) ?? (await this.login())).key);
    return error;
  }

  /** Sends with credentials, from the first request on. */
  private async send(request: HttpRequest, background = false): Promise<HttpResponse> {
    const login = await this.login();
    this.gate.check(login.key, background);
    try {
      const response = await this.http.send({
        ...request,
        headers: { ...(await login.headers()), ...request.headers },
        onPassing: outcome => this.startup.passing(outcome),
      });
      this.sentWith.set(response.request, login);
      this.version = response.header('x-jenkins') ?? this.version;
      return response;
    } catch (error) {
      this.startup.failed(error);
      if (error instanceof RequestError) this.sentWith.set(error.request, login);
      throw error;
    }
  }

  /**
   * Does a write, once, and determines its outcome even if the answer is lost. The only way to change anything.
   * @throws ReadOnlyError, RequestError of the kind that the refusal means; UnconfirmedWriteError when the answer was lost
   */
  async write<T extends object, B>(operation: JenkinsOperation<T, B>, control: WriteControl = {}): Promise<Written<T>> {
    const post: JenkinsWire['post'] = async (path, isSuccess, body) => {
      if (this.readOnly) throw new ReadOnlyError(this.traceOf(Method.post, path));
      return this.poster.post(path, isSuccess, { ...body, signal: control.signal });
    };
    const act: JenkinsWire['act'] = async (path, isSuccess, body) => {
      (await post(path, isSuccess, body)).discard();
      return {};
    };
    const wire: JenkinsWire = { post, act };
    const { maySendTwice } = this.http;
    // Loaded at the first change.
    const { performWrite } = await import('../../http/writeOperation.ts');
    return performWrite(operation, { wire, turns: this.turns, maySendTwice }, control);
  }

  /** POSTs, for operations that change nothing although Jenkins wants a POST. */
  ask(path: string, isSuccess: IsSuccess, options: PostOptions = {}): Promise<HttpResponse> {
    return this.poster.post(path, isSuccess, options);
  }

  /** GETs in the session of {@link ask}, where that has one: a page whose objects are called afterwards. */
  getInSession(path: string, isSuccess: IsSuccess, options: PostOptions = {}): Promise<HttpResponse> {
    return this.poster.get(path, isSuccess, options);
  }

  /** Trace of a request, for an error about its answer. */
  traceOf(method: string, path: string): RequestTrace {
    const { origin, pathname } = this.http.base.resolve(path);
    return { method, origin, path: pathname };
  }

  /** While Jenkins starts, a write's 401 proves nothing: a read will decide. */
  private async refusedWrite(failure: RequestError): Promise<unknown> {
    this.startup.failed(failure);
    return isRefusedLogin(failure) && this.startup.isDoubtful ? failure : this.settled(failure);
  }
}
