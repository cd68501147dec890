import type { HttpClient } from '../../http/httpClient.ts';
import { type Login, loginByBasic, loginByBearer } from '../../http/login.ts';

export const JiraLogin = {
  /** `user:secret`; on Cloud an e-mail address and an API token. */
  basic: 'basic',
  /** A token alone: a personal access token of Server or Data Center. */
  bearer: 'bearer',
  /** A session of Server or Data Center, made with user and password. */
  session: 'session',
} as const;
export type JiraLogin = (typeof JiraLogin)[keyof typeof JiraLogin];

export type JiraCredentials =
  | { readonly login: typeof JiraLogin.basic; readonly user: string; readonly secret: string }
  | { readonly login: typeof JiraLogin.bearer; readonly secret: string }
  | { readonly login: typeof JiraLogin.session; readonly user: string; readonly secret: string };

/**
 * @param http makes and ends a session, where the login is one
 * @param keepOut gets the values that no text may show
 */
export async function jiraLogin(
  http: HttpClient,
  credentials: JiraCredentials,
  keepOut: (secret: string) => void = () => undefined,
): Promise<Login> {
  switch (credentials.login) {
    case JiraLogin.bearer:
      return loginByBearer(credentials.secret);
    case JiraLogin.basic:
      return loginByBasic(credentials.user, credentials.secret);
    case JiraLogin.session: {
      const { SessionLogin } = await import('./sessionLogin.ts');
      return new SessionLogin(http, credentials, keepOut);
    }
  }
}
