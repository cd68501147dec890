export type LoginHeaders = Readonly<Record<string, string>>;

/** Way to sign in to a server: makes the headers of each request, is renewed where it can end by itself, and ended. */
export interface Login {
  /** Identity of the credentials, for comparisons alone: it holds the secret. */
  readonly key: string;
  /**
   * Headers of a request.
   * @throws RequestError where the server must be asked for them first
   */
  headers(): Promise<LoginHeaders> | LoginHeaders;
  /**
   * Drops what the server no longer accepts, so that the next headers are new. Absent: the login does not end by itself.
   * @param sent headers of the refused request; newer ones stay
   */
  renew?(sent: LoginHeaders): void;
  /** Ends the login on the server. Absent: there is nothing to end. */
  end?(): Promise<void>;
}

/** User with a password or a token, by Basic. */
export function loginByBasic(user: string, secret: string): Login {
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}` };
  return { key: `basic ${user}:${secret}`, headers: () => headers };
}

/** Token alone. */
export function loginByBearer(secret: string): Login {
  const headers = { authorization: `Bearer ${secret}` };
  return { key: `bearer ${secret}`, headers: () => headers };
}

/** Anonymous requests. */
export const noLogin: Login = { key: '', headers: () => ({}) };

/** Login of a connection. It is made again when its secret is replaced. */
export class KeptLogin<T extends Login> {
  private readonly secret: () => Promise<string>;
  private readonly make: (secret: string) => Promise<T> | T;
  private kept: { readonly secret: string; readonly login: Promise<T> } | undefined;

  /** @param secret reads it for each request: another window may have replaced it */
  constructor(secret: () => Promise<string>, make: (secret: string) => Promise<T> | T) {
    this.secret = secret;
    this.make = make;
  }

  async current(): Promise<T> {
    const secret = await this.secret();
    if (this.kept?.secret !== secret) this.kept = { secret, login: Promise.resolve(this.make(secret)) };
    return this.kept.login;
  }

  /** Ends the login on the server, if there was any. */
  async end(): Promise<void> {
    const { kept } = this;
    this.kept = undefined;
    await (await kept?.login)?.end?.();
  }
}
