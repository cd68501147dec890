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
