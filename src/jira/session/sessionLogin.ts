import { asObject, asString } from '../../base/json.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import type { Login, LoginHeaders } from '../../http/login.ts';
import { failureOf, refusedLogin } from './answers.ts';

const path = '/rest/auth/1/session';

/**
 * Session of a Server or Data Center, kept in memory: made at the first request, made again when it has ended.
 * https://docs.atlassian.com/software/jira/docs/api/REST/9.12.0/#auth/1/session
 */
export class SessionLogin implements Login {
  readonly key: string;
  private readonly http: HttpClient;
  private readonly body: string;
  private readonly keepOut: (secret: string) => void;
  private cookie: Promise<string> | undefined;

  /** @param keepOut gets the id of each session */
  constructor(
    http: HttpClient,
    { user, secret }: { readonly user: string; readonly secret: string },
    keepOut: (secret: string) => void,
  ) {
    this.http = http;
    this.key = `session ${user}:${secret}`;
    this.body = JSON.stringify({ username: user, password: secret });
    this.keepOut = keepOut;
  }

  /**
   * A single request makes the session for all that wait for it; a failed one is not remembered.
   * @throws UnauthenticatedError, CaptchaError
   */
  async headers(): Promise<LoginHeaders> {
    const cookie = this.cookie ?? this.signIn();
    this.cookie = cookie;
    try {
      return { cookie: await cookie };
    } catch (error) {
      if (this.cookie === cookie) this.cookie = undefined;
      throw error;
    }
  }

  renew(sent: LoginHeaders): void {
    const { cookie } = this;
    if (cookie === undefined) return;
    this.cookie = cookie.then(current => (current === sent['cookie'] ? this.signIn() : current));
  }

  /** @throws what the request may meet, save that the session is over already */
  async end(): Promise<void> {
    const cookie = await this.cookie?.catch(() => undefined);
    this.cookie = undefined;
    if (cookie === undefined) return;
    const response = await this.http.send({ method: Method.delete, path, headers: { ...headers, cookie } });
    if (response.status !== 204 && response.status !== 401) throw await failureOf(response);
    response.discard();
  }

  private async signIn(): Promise<string> {
    const { http, body } = this;
    const response = await http.send({
      method: Method.post,
      path,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      body,
    });
    // An answer of success is signed as anonymous, too: only a refusal tells of the login.
    if (response.status !== 200) throw (await refusedLogin(response)) ?? (await failureOf(response));
    if (response.mediaType !== 'application/json') throw await failureOf(response);
    const session = asObject(asObject(await response.json())['session']);
    const [name, value] = [asString(session['name']), asString(session['value'])];
    if (!name || !value || !/^[\w.-]+$/.test(name) || !/^[\x21-\x7e]+$/.test(value) || value.includes(';')) {
      throw new UnexpectedAnswerError('an answer without a session', response.request, { status: response.status });
    }
    this.keepOut(value);
    return `${name}=${value}`;
  }
}

const headers = { accept: 'application/json', 'x-atlassian-token': 'no-check' };
